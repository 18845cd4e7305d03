"""Pages of meetings and events: delegations, place, documents, and what hangs on them."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    MeetingLinkFactory,
    OfficeFactory,
    ParticipationFactory,
    PlaceFactory,
    StopFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def test_meeting_says_when_where_and_what_it_is_called(client, scene):
    page = get(client, page_of(scene["meeting"]))

    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["When"] == "14 August 2025"
    assert facts["Place"] == "Bamako 1 (Mali (en) 1)"
    assert facts["Host"] == "Mali (en) 1"
    assert facts["Format"] == "Bilateral"
    assert "entretiens" in facts["Called in print"]


def test_delegations_show_people_in_the_office_of_that_day(client, scene):
    took_part = get(client, page_of(scene["meeting"])).section("participants")

    mali, niger = took_part.split("Niger 1", 1)
    assert "Sadio Camara 1" in mali
    assert "ministre de la Défense du Mali 1" in mali
    assert "général de corps d’armée" in mali
    assert "Salifou Mody 1" in niger


def test_person_deduced_from_an_office_is_shown_as_such(client, scene):
    took_part = get(client, page_of(scene["meeting"])).section("participants")

    assert "deduced · only the office is printed" in took_part
    assert "printed “son homologue nigérien”" in took_part


def test_office_alone_is_no_person(client):
    office = OfficeFactory(title="ministre des Affaires étrangères", public=True)
    meeting = MeetingFactory(public=True)
    ParticipationFactory(meeting=meeting, person=None, delegation=None, office=office)
    sequence_all()

    took_part = get(client, page_of(meeting)).section("participants")

    assert "ministre des Affaires étrangères · named by the office alone" in took_part


def test_name_nobody_was_recognised_by_is_kept_as_written(client):
    meeting = MeetingFactory(public=True)
    ParticipationFactory(
        meeting=meeting, person=None, delegation=None, name_as_written="un haut responsable"
    )
    sequence_all()

    assert "un haut responsable" in get(client, page_of(meeting)).section("participants")


def test_meetings_that_follow_one_another_link_both_ways(client, scene):
    later = get(client, page_of(scene["meeting"]))
    earlier = get(client, page_of(scene["earlier"]))

    path = "section[@aria-labelledby='links']//dl/div/*"
    assert later.texts(path) == ["Follows", "Premiers entretiens 1 11 May 2025"]
    assert earlier.texts(path) == ["Followed by", "Consultations 1 14 August 2025"]


def test_event_links_the_meetings_held_on_its_occasion(client):
    event = MeetingFactory(title="Commémoration", event=True, public=True)
    meeting = MeetingFactory(title="Entretien", public=True)
    MeetingLinkFactory(meeting=meeting, other=event, kind="on_the_occasion_of")
    sequence_all()

    page = get(client, page_of(event))

    assert page_of(event).startswith("/evenements/")
    assert page.texts("section[@aria-labelledby='links']//dl/div/*") == [
        "Occasion of",
        "Entretien 14 August 2025",
    ]


def test_meeting_shows_documents_words_and_stories(client, scene):
    page = get(client, page_of(scene["meeting"]))

    assert "Mémorandum 1" in page.section("agreements")
    assert "Nous sommes d’accord" in page.section("statements")
    assert "Deux ministres à Bamako 1" in page.section("stories")


def test_planned_meeting_says_so(client):
    meeting = MeetingFactory(planned=True, public=True)
    sequence_all()

    assert "Planned" in get(client, page_of(meeting)).text
    assert "Planned" in get(client, "/rencontres/").text


def test_meetings_of_a_series_are_listed_in_order_on_the_page_of_each(client):
    first, second, third, hidden = (
        MeetingFactory(title=title, when=when, visibility=visibility)
        for title, when, visibility in (
            ("Premier dialogue", "2024-05", "public"),
            ("Deuxième dialogue", "2025-05-11", "public"),
            ("Troisième dialogue", "2025-08-14", "public"),
            ("Dialogue secret", "2025-09-01", "held"),
        )
    )
    for earlier in (first, second, hidden):
        MeetingLinkFactory(meeting=third, other=earlier, kind="same_series")
    sequence_all()

    for meeting in (first, second, third):
        page = get(client, page_of(meeting))
        listed = page.texts("section[@aria-labelledby='series']//li")
        assert [row[:8] for row in listed] == ["Premier ", "Deuxième", "Troisièm"]
        assert page.texts("section[@aria-labelledby='series']//strong") == [meeting.title]


def test_a_meeting_of_the_series_is_shown_once_with_how_it_is_tied(client):
    first, second, third = (
        MeetingFactory(title=title, when=when, public=True)
        for title, when in (("Premier", "2024-05"), ("Deuxième", "2025-05"), ("Troisième", "2025"))
    )
    event = MeetingFactory(title="Sommet", event=True, public=True)
    MeetingLinkFactory(meeting=second, other=first, kind="follows", certainty="inferred")
    MeetingLinkFactory(meeting=second, other=first, kind="same_series")
    MeetingLinkFactory(meeting=third, other=second, kind="same_series")
    MeetingLinkFactory(meeting=third, other=second, kind="replaces")
    MeetingLinkFactory(meeting=second, other=event, kind="on_the_occasion_of")
    sequence_all()

    page = get(client, page_of(second))

    assert page.texts("section[@aria-labelledby='series']//li") == [
        "Premier May 2024 · this meeting follows it inferred · same series",
        "Troisième 2025 · same series · held in place of this meeting",
        "Deuxième May 2025",
    ]
    assert page.texts("section[@aria-labelledby='links']//dl/div/*") == [
        "On the occasion of",
        "Sommet 14 August 2025",
    ]
    assert page.texts("section[@aria-labelledby='series']//strong") == ["Deuxième"]
    titles = ("Premier", "Sommet", "Troisième")
    assert sorted(said for said in page.texts("main//a") if said in titles) == sorted(titles)


def test_meeting_held_in_place_of_a_postponed_one_links_both_ways(client):
    postponed = MeetingFactory(title="Sommet", status="postponed", when="2025-07-01", public=True)
    later = MeetingFactory(title="Sommet tenu", public=True)
    MeetingLinkFactory(meeting=later, other=postponed, kind="replaces")
    sequence_all()

    path = "section[@aria-labelledby='links']//dl/div/*"
    page = get(client, page_of(postponed))
    assert "Postponed" in page.text
    assert page.texts(path) == ["Held later", "Sommet tenu 14 August 2025"]
    assert get(client, page_of(later)).texts(path) == ["Held in place of", "Sommet 1 July 2025"]


def test_further_places_and_what_a_place_lies_within_are_shown(client):
    mali = CountryFactory(name="Mali", name_en="", public=True)
    region = PlaceFactory(name="Région de Ségou", kind="region", country=mali)
    meeting = MeetingFactory(
        place=PlaceFactory(name="Markala", country=mali, within=region), public=True
    )
    StopFactory(meeting=meeting, place=PlaceFactory(name="Mopti", country=mali))
    sequence_all()

    page = get(client, page_of(meeting))

    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Place"] == "Markala, Région de Ségou (Mali) ; Mopti (Mali)"
