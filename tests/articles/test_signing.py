"""Signatures: parsed and printed without loss, resolved on the day, proposed from who worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import signing
from articles.choices import RevisionKind, SignatoryRole
from articles.history import record
from articles.models import Article
from tests.factories import ArticleFactory, ContributorFactory, SignatoryFactory, UserFactory

DAY = date(2025, 8, 14)

# A segment has no slash, no parenthesis and no space at its ends.
segments = st.lists(
    st.from_regex(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .-]{0,6}[A-Za-zÀ-ÿ]", fullmatch=True), max_size=6
)


@given(segments)
def test_what_is_printed_is_parsed_again(parts):
    assert signing.parse(signing.printed(parts)) == parts


@given(st.text(max_size=40))
def test_parsing_what_was_parsed_changes_nothing(text):
    parts = signing.parse(text)

    assert all(part == part.strip() and part for part in parts)
    bare = [part for part in parts if not part.startswith("(") and not part.endswith(")")]
    assert signing.parse(signing.printed(bare)) == bare


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("AC/Sf/APA", ["AC", "Sf", "APA"]),
        ("(AC/Sf/APA)", ["AC", "Sf", "APA"]),
        (" AC / Sf ", ["AC", "Sf"]),
        ("AC//APA", ["AC", "APA"]),
        ("", []),
        ("/", []),
    ],
)
def test_segments_of_a_signature(printed, parts):
    assert signing.parse(printed) == parts


@pytest.mark.django_db
def test_initials_are_those_of_the_day_with_their_capitals():
    now = ContributorFactory(initials="AC", role="writer", valid_from="2024-01-01")
    ContributorFactory(initials="AC", valid_until="2023-12-31")
    ContributorFactory(initials="Ac")

    [segment] = signing.resolve("AC", DAY)

    assert segment.contributor == now
    assert segment.role == SignatoryRole.WRITER


@pytest.mark.django_db
def test_initials_of_two_are_never_guessed():
    both = {ContributorFactory(initials="AC"), ContributorFactory(initials="AC")}

    [segment] = signing.resolve("AC", DAY)

    assert set(segment.candidates) == both
    assert segment.contributor is None
    assert segment.role == SignatoryRole.UNKNOWN


@pytest.mark.django_db
def test_segments_follow_the_printed_signature_and_keep_what_was_chosen():
    article = ArticleFactory(signature="AC/Sf/APA", dated="2025-08-14")
    chosen = ContributorFactory(initials="Sf", role="editor")
    ContributorFactory(initials="Sf")
    agency = ContributorFactory(initials="APA", role="agency")
    SignatoryFactory(article=article, initials="Sf", position=1, contributor=chosen, role="editor")

    signing.fill(article)

    rows = article.signatories.order_by("position")
    assert [(row.initials, row.contributor, row.role) for row in rows] == [
        ("AC", None, "unknown"),
        ("Sf", chosen, "editor"),
        ("APA", agency, "agency"),
    ]
    assert Article.objects.get(pk=article.pk).signature == "AC/Sf/APA"


def staff(initials: str, role: str = "writer") -> object:
    user = UserFactory()
    ContributorFactory(initials=initials, role=role, user=user)
    return user


def saved(article: Article, user: object, kind: str = RevisionKind.SAVED) -> None:
    article.lead += " Plus."
    article.save()
    assert record(article, by=user, kind=kind)


@pytest.mark.django_db
def test_the_chain_is_of_who_worked_on_the_story_in_their_order_and_the_agency():
    article = ArticleFactory()
    writer, editor, stranger = staff("AC"), staff("Sf", "editor"), UserFactory(username="anon")
    ContributorFactory(initials="APA", role="agency")
    for user in (writer, editor, writer, stranger):
        saved(article, user)

    proposal = signing.propose(article)

    assert proposal.signature == "AC/Sf/APA"
    assert proposal.unknown == ("anon",)


@pytest.mark.django_db
def test_who_only_imported_a_version_is_not_an_author():
    article, user = ArticleFactory(), staff("AC")
    saved(article, user, kind=RevisionKind.IMPORTED)

    assert signing.propose(article).signature == ""


@pytest.mark.django_db
def test_nothing_is_proposed_for_a_story_from_elsewhere_nor_over_a_signature():
    user = staff("AC")
    foreign, own = ArticleFactory(source_name="Wikinews"), ArticleFactory(signature="XY")
    saved(foreign, user)
    saved(own, user)

    assert signing.propose(foreign).signature == ""
    assert signing.sign(own) == "XY"
    assert not own.signatories.exists()


@pytest.mark.django_db
def test_two_agencies_of_one_day_are_not_chosen_between():
    article = ArticleFactory()
    saved(article, staff("AC"))
    for initials in ("APA", "PANA"):
        ContributorFactory(initials=initials, role="agency")

    assert signing.propose(article).signature == "AC"


@pytest.mark.django_db
def test_signing_writes_the_chain_and_its_segments():
    article, user = ArticleFactory(), staff("AC")
    saved(article, user)

    assert signing.sign(article) == "AC"

    article.refresh_from_db()
    assert article.signature == "AC"
    assert [row.contributor.user for row in article.signatories.all()] == [user]


@pytest.mark.django_db
def test_a_member_who_left_before_does_not_sign():
    article, user = ArticleFactory(dated="2025-08-14"), UserFactory()
    ContributorFactory(initials="AC", user=user, valid_until=DAY - timedelta(days=1))
    saved(article, user)

    assert signing.propose(article) == signing.Proposal((), (user.username,))
