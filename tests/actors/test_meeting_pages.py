"""Pages of meetings and events: delegations, place, documents, and what hangs on them."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import MeetingFactory, MeetingLinkFactory, OfficeFactory, ParticipationFactory
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
