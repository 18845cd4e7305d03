"""Each check finds what it names, and leaves alone what only looks like it."""

import pytest

from articles.models import Article, Evidence
from articles.quality.checks import CHECKS
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    AttestationFactory,
    CountryFactory,
    CoverageFactory,
    EvidenceFactory,
    IdentifierFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MembershipFactory,
    MentionFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    RankFactory,
    StatementFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


def found(code: str) -> list[tuple[str, int]]:
    return [(one.model, one.pk) for one in CHECKS[code].find()]


def details(code: str) -> list[str]:
    return [one.detail for one in CHECKS[code].find()]


def test_every_check_runs_on_an_empty_record_and_has_a_short_code():
    for code, check in CHECKS.items():
        assert code == check.code
        assert len(code) <= 40
        assert list(check.find()) == []


def test_people_without_an_office():
    TenureFactory()
    person = PersonFactory()
    merged = PersonFactory(visibility="held")
    type(merged).objects.filter(pk=merged.pk).update(merged_into=person.pk)

    assert found("person_without_office") == [("actors.person", person.pk)]


def test_offices_held_without_a_source():
    stated, attested, rejected, bare = TenureFactory.create_batch(4)
    TenureFactory(source="Wikidata (CC0)")
    TenureFactory(source_url="https://example.org/decret")
    EvidenceFactory(tenure=stated)
    AttestationFactory(tenure=attested, source="Annuaire")
    EvidenceFactory(tenure=rejected, review="rejected")

    assert found("office_without_source") == [
        ("actors.tenure", rejected.pk),
        ("actors.tenure", bare.pk),
    ]


@pytest.mark.parametrize(
    ("column", "factory"),
    [
        ("name", NameFactory),
        ("rank", RankFactory),
        ("membership", MembershipFactory),
        ("meeting", MeetingFactory),
        ("agreement", AgreementFactory),
    ],
)
def test_facts_without_evidence(column, factory):
    stated, bare = factory.create_batch(2)
    EvidenceFactory(**{column: stated})

    assert found("fact_without_evidence") == [(f"actors.{column}", bare.pk)]


def test_facts_of_a_meeting_that_has_a_source_need_no_sentence():
    sourced = MeetingFactory(source="https://example.org/visits", source_id="12")
    ParticipationFactory(meeting=sourced)
    covered = MeetingFactory()
    CoverageFactory(meeting=covered)
    participation = ParticipationFactory(meeting=covered)
    party = PartyFactory()
    MeetingLinkFactory(meeting=sourced, other=covered)
    link = MeetingLinkFactory(meeting=covered, other=sourced)

    assert found("fact_without_evidence") == [
        ("actors.participation", participation.pk),
        ("actors.meetinglink", link.pk),
        ("actors.agreement", party.agreement_id),
        ("actors.party", party.pk),
    ]


@pytest.mark.parametrize(
    ("spelling", "whose", "is_found"),
    [("Kyiv", "own", False), ("Kiev", "own", True), ("Kyiv", "other", True)],
)
def test_a_name_that_a_story_prints_needs_no_sentence(spelling, whose, is_found):
    name = NameFactory(text="Kyiv")
    actor = name.actor if whose == "own" else PersonFactory().actor_ptr
    MentionFactory(actor=actor, spelling=spelling)

    assert found("fact_without_evidence") == [("actors.name", name.pk)] * is_found


@pytest.mark.parametrize(
    ("certainty", "is_catalogued", "is_found"),
    [
        ("outside", True, False),
        ("outside", False, True),
        ("explicit", True, True),
        ("disputed", True, True),
    ],
)
def test_a_name_from_a_catalogue_needs_no_sentence(certainty, is_catalogued, is_found):
    name = NameFactory(certainty=certainty)
    if is_catalogued:
        IdentifierFactory(actor=name.actor)

    assert found("fact_without_evidence") == [("actors.name", name.pk)] * is_found


@pytest.mark.parametrize(
    ("country", "is_found"),
    [
        ({"iso2": "ML"}, False),
        ({"former": True, "former_code": "SUHH"}, False),
        ({"iso2": ""}, True),
    ],
)
def test_names_of_listed_countries_need_no_sentence(country, is_found):
    name = NameFactory(actor=CountryFactory(**country).actor_ptr)

    assert found("fact_without_evidence") == [("actors.name", name.pk)] * is_found


@pytest.mark.parametrize(
    ("known", "is_found"),
    [
        ({"person": PersonFactory, "office": None}, False),
        ({"person": None, "office": OfficeFactory}, True),
        ({"person": None, "office": None, "name_as_written": "son homologue"}, True),
        ({"person": None, "office": None, "name_as_written": ""}, False),
    ],
)
def test_participants_known_by_office_or_name_only(known, is_found):
    values = {name: value() if callable(value) else value for name, value in known.items()}
    row = ParticipationFactory(delegation=CountryFactory().actor_ptr, **values)

    assert found("unresolved_participant") == [("actors.participation", row.pk)] * is_found


def test_people_deduced_from_an_office_that_they_do_not_hold_any_more():
    tenure = TenureFactory(began="2024", ended="")
    meeting = MeetingFactory(when="2025-05-11")
    row = ParticipationFactory(
        meeting=meeting,
        person=PersonFactory(),
        office=tenure.office,
        person_is_inferred=True,
        certainty="inferred",
    )

    assert found("stale_inference") == [("actors.participation", row.pk)]


def test_words_that_are_not_in_their_story_like_that():
    story = ArticleFactory(body="<p>Ils ont parlé de coopération.</p>")
    standing = EvidenceFactory(article=story)
    lost = EvidenceFactory(article=story, exact="Cette phrase ne figure nulle part.")
    quote = StatementFactory(article=story, text="jamais dit")
    StatementFactory(article=story, text="jamais dit", review="rejected")
    StatementFactory(article=story, kind="claim", text="résumé libre")

    assert found("unanchored") == [
        ("articles.evidence", lost.pk),
        ("articles.statement", quote.pk),
    ]
    Article.objects.get(pk=story.pk).save()
    assert Evidence.objects.get(pk=standing.pk).anchor == "anchored"


def test_actors_of_whom_next_to_nothing_is_known():
    TenureFactory(person=PersonFactory(summary=""))
    PersonFactory(summary="Ministre.")
    CountryFactory(summary="")
    often = PersonFactory(summary="")
    for _ in range(2):
        MentionFactory(actor=often.actor_ptr)
    once = MentionFactory(actor=PersonFactory(summary="").actor_ptr).actor
    body = OrganisationFactory(summary="")

    names = {one.subject for one in CHECKS["stub"].find()}

    assert {once.name, body.name} <= names
    assert often.name not in names


def test_who_is_named_by_one_published_story_only():
    once, often, drafted, told, in_office = PersonFactory.create_batch(5, summary="")
    type(told).objects.filter(pk=told.pk).update(summary="Ministre.")
    TenureFactory(person=in_office)
    body = OrganisationFactory(summary="")
    country = CountryFactory(summary="")
    story = ArticleFactory(published=True, mentions=[once, often, told, in_office, body, country])
    MentionFactory(article=story, actor=once.actor_ptr, spelling="le ministre")
    ArticleFactory(mentions=[once, drafted])
    ArticleFactory(published=True, mentions=[often])

    assert found("only_one_story") == [("actors.actor", once.pk), ("actors.actor", body.pk)]


def test_who_is_listed_for_a_single_story_is_not_listed_as_a_stub_too():
    once = PersonFactory(summary="")
    assert found("stub") == [("actors.actor", once.pk)]

    ArticleFactory(published=True, mentions=[once])

    assert found("stub") == []


@pytest.mark.parametrize(
    ("given", "is_found"),
    [
        ({"speaker": None}, True),
        ({"speaker": None, "source_as_written": "la partie malienne"}, False),
        ({"speaker": None, "kind": "term"}, False),
        ({}, False),
    ],
)
def test_statements_without_a_speaker(given, is_found):
    statement = StatementFactory(**given)

    assert found("statement_without_speaker") == [("articles.statement", statement.pk)] * is_found


def test_published_stories_that_name_nobody():
    ArticleFactory()
    ArticleFactory(published=True, mentions=[PersonFactory()])
    bare = ArticleFactory(published=True)

    assert found("story_without_links") == [("articles.article", bare.pk)]


def test_contradictions_of_the_record_are_found_in_words():
    office = OfficeFactory()
    one = TenureFactory(office=office, began="2024-01-01", ended="2025-12-31")
    other = TenureFactory(office=office, began="2025-01-01", ended="2026-01-31")

    [conflict] = CHECKS["contradiction"].find()

    assert (conflict.model, conflict.pk in (one.pk, other.pk)) == ("actors.tenure", True)
    assert one.person.name in conflict.detail
    assert other.person.name in conflict.detail
