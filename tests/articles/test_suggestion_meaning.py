"""The story of 14 August 2025 proposed from its text alone: who said what, met, and signed."""

from datetime import date

import pytest

from actors.choices import AgreementKind
from articles.suggestion.suggest import suggest
from newsroom.demo import archive
from tests.undone import undone

pytestmark = pytest.mark.django_db
AUGUST, MAY = date(2025, 8, 14), date(2025, 5, 11)
BELOUSOV, CAMARA, SIMPORE, MODY = "Andrei Belousov", "Sadio Camara", "Simporé", "Salifou Mody"
PRESIDENTS = {"Vladimir Poutine", "Assimi Goïta", "Abdourahamane Tiani", "Ibrahim Traoré"}
# F105 to F114: the span with its marks, who speaks, to whom, whether it is only a term.
QUOTES = (
    (2267, 2290, BELOUSOV, MODY, False),
    (2322, 2400, BELOUSOV, MODY, False),
    (2438, 2546, BELOUSOV, MODY, False),
    (2559, 2635, BELOUSOV, MODY, False),
    (2935, 3017, CAMARA, BELOUSOV, False),
    (3086, 3118, CAMARA, BELOUSOV, True),
    (3134, 3210, CAMARA, BELOUSOV, False),
    (3386, 3409, BELOUSOV, SIMPORE, False),
    (3446, 3494, BELOUSOV, SIMPORE, False),
    (3643, 3678, SIMPORE, BELOUSOV, False),
)


@pytest.fixture(scope="module")
def proposal(django_db_setup, django_db_blocker, shared):
    text = (shared / "data" / "story-2025-08-14.txt").read_text(encoding="utf-8").strip()
    with django_db_blocker.unblock(), undone():
        archive.load()
        yield suggest(text, AUGUST)


def quotes(proposal):
    return [words for words in proposal.words if words.kind == "quote"]


def name(thing):
    return thing.name if thing else ""


def people(encounter):
    return {name(one.person) for one in encounter.attendees if one.person}


@pytest.mark.parametrize(("number", "row"), list(enumerate(QUOTES)))
def test_each_quoted_span_has_its_speaker_and_listener(proposal, number, row):
    start, end, speaker, listener, is_term = row
    words = quotes(proposal)[number]

    # Their marks, and a space inside each.
    assert (words.start - 2, words.end + 2) == (start, end)
    assert name(words.speaker).endswith(speaker)
    assert name(words.addressee).endswith(listener)
    assert words.is_term == is_term
    assert words.day == MAY


def test_there_are_ten_quoted_spans_and_two_are_one_sentence(proposal):
    continued = [words.continues for words in quotes(proposal)]

    assert len(continued) == 10
    assert [n for n, earlier in enumerate(continued) if earlier is not None] == [3]
    assert continued[3] == 2


def test_no_president_speaks_and_nobody_is_quoted_on_the_day_of_the_news(proposal):
    assert not {name(words.speaker) for words in quotes(proposal)} & PRESIDENTS
    assert all(words.day != AUGUST for words in quotes(proposal))


def test_the_named_sources_are_the_three_of_the_story(proposal):
    claims = [words for words in proposal.words if words.kind == "claim" and words.source]

    assert [(words.source, name(words.speaker)) for words in claims] == [
        ("la partie malienne", "Mali"),
        ("le ministère russe de la Défense", "Ministère de la Défense de la Russie"),
        ("les informations officielles", ""),
    ]


@pytest.mark.parametrize(
    "beginning",
    ["en juillet, l’AES", "la persistance", "la disponibilité", "le dialogue quadrilatéral"],
)
def test_what_belousov_reported_on_the_day_is_his_claim(proposal, beginning):
    (words,) = [words for words in proposal.words if words.text.startswith(beginning)]

    assert (words.kind, name(words.speaker)) == ("claim", BELOUSOV)


def test_the_congratulations_are_of_the_president_and_carried_by_the_minister(proposal):
    (words,) = [words for words in proposal.words if words.kind == "relayed"]

    assert name(words.speaker) == CAMARA
    assert name(words.originator) == "Assimi Goïta"
    assert words.text.startswith("les félicitations d’Assimi Goïta")


def test_there_are_four_meetings_each_on_its_day_in_moscow(proposal):
    assert [(one.day, name(one.place)) for one in proposal.encounters] == [
        (AUGUST, "Moscou"),
        (MAY, "Moscou"),
        (MAY, "Moscou"),
        (MAY, "Moscou"),
    ]
    assert [one.is_news for one in proposal.encounters] == [True, False, False, False]


def test_on_the_day_of_the_news_two_ministers_are_only_inferred(proposal):
    attendees = proposal.encounters[0].attendees

    assert len(attendees) == 4
    inferred = {name(one.person).split()[-1]: one.is_inferred for one in attendees}
    assert inferred["Camara"] is False
    assert inferred["Mody"] is inferred["Simporé"] is True
    assert {name(one.delegation) for one in attendees} == {
        "Mali",
        "Burkina Faso",
        "Niger",
        "Russie",
    }
    assert [name(one.person) for one in attendees if one.is_host] == [BELOUSOV]


def test_the_three_receptions_are_apart_in_the_order_of_telling(proposal):
    received = [people(one) - {BELOUSOV} for one in proposal.encounters[1:]]

    assert [len(one) for one in received] == [1, 1, 1]
    assert [one.pop().split()[-1] for one in received] == ["Mody", "Camara", "Simporé"]
    for one in proposal.encounters[1:]:
        assert [name(a.person) for a in one.attendees if a.is_host] == [BELOUSOV]
        assert not any(a.is_inferred for a in one.attendees)
    posts = [one.attendees[0].office for one in proposal.encounters[1:]]
    assert [name(post).rpartition(" ")[2] for post in posts] == ["Niger", "Mali", "Faso"]


def test_no_president_meets_anybody(proposal):
    assert not any(people(one) & PRESIDENTS for one in proposal.encounters)


def test_the_meetings_of_the_record_are_offered_for_what_the_text_reports(proposal):
    offered = [one.known[0].name for one in proposal.encounters]

    assert offered[0].startswith("Consultations des ministres de la Défense")
    assert [title.rpartition(" ")[2] for title in offered[1:]] == ["Niger", "Mali", "Faso"]


def test_two_documents_were_signed_and_the_third_is_older(proposal):
    declaration, memorandum, agreement = proposal.documents

    assert (declaration.kind, declaration.is_signed) == (AgreementKind.DECLARATION, True)
    assert (memorandum.kind, memorandum.is_signed) == (AgreementKind.MEMORANDUM, True)
    assert declaration.day == memorandum.day == AUGUST
    assert "Ministère de la Défense de la Russie" in map(name, memorandum.parties)
    assert (agreement.kind, agreement.is_signed) == (AgreementKind.AGREEMENT, False)
    assert set(map(name, agreement.parties)) == {"Russie", "Burkina Faso"}
