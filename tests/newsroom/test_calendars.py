"""Calendars: meetings as events that other programs read, each at its day and with its status."""

from datetime import UTC, date, datetime, timedelta

import ics
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from newsroom.calendars.events import event, plain, when
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.newsroom.outlets import fetch
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

ALL = "/rencontres/agenda.ics"
LONG_AGO = f"{ALL}?from=1900-01-01"


def of(thing) -> str:
    """The address of the calendar of a thing."""
    return page_of(thing).rsplit("/", 2)[0] + "/agenda.ics"


def events(client, path: str, **headers: str) -> list:
    """The events at the address, in both readers' opinion as many."""
    answer = fetch(client, path, **headers)
    assert answer.status == 200, answer.body
    assert answer.response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    # Lines end as they must and are not longer than they may be.
    lines = answer.body.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    found = Calendar.from_ical(answer.body).events
    assert not any(one.errors for one in found)
    assert len(ics.Calendar(answer.body.decode()).events) == len(found)
    return found


@pytest.fixture
def mali():
    return CountryFactory(name="Mali", public=True)


@pytest.fixture
def meeting(mali):
    """A meeting with a place, two delegations and all that a calendar can say."""
    soon = timezone.localdate() + timedelta(days=10)
    found = MeetingFactory(
        title="Consultations ; sécurité, « défense »",
        when=soon.isoformat(),
        status="planned",
        format="bilateral",
        level="ministers",
        topic="Le retrait\nde la force conjointe",
        place=PlaceFactory(name="Bamako", country=mali, latitude=12.65, longitude=-8.0),
        host=mali.actor_ptr,
        public=True,
    )
    camara = PersonFactory(name="Sadio Camara", public=True)
    ParticipationFactory(meeting=found, delegation=mali.actor_ptr, person=camara, office=None)
    ParticipationFactory(
        meeting=found,
        delegation=CountryFactory(name="Niger", public=True).actor_ptr,
        person=None,
        office=None,
        name_as_written="son homologue nigérien",
    )
    sequence_all()
    return found


def test_event_says_what_the_page_says(client, meeting):
    [found] = events(client, ALL)
    item = Item.objects.get(uid=meeting.uid)

    assert found["UID"] == str(meeting.uid)
    assert found["SUMMARY"] == "Consultations ; sécurité, « défense »"
    day = meeting.when_earliest
    assert (found.start, found.end) == (day, day + timedelta(days=1))
    assert (found["STATUS"], found["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert found["LOCATION"] == "Bamako, Mali"
    assert (found["GEO"].latitude, found["GEO"].longitude) == (12.65, -8.0)
    assert found["URL"] == f"http://testserver{page_of(meeting)}"
    assert found.categories == ["Bilateral", "Ministers"]
    assert (found.LAST_MODIFIED, found["SEQUENCE"]) == (item.sequenced_at.replace(microsecond=0), 0)
    lines = found["DESCRIPTION"].split("\n")
    assert lines[0].startswith("Planned – ")
    assert lines[1:] == [
        "Mali – Sadio Camara",
        "Niger – son homologue nigérien",
        "Le retrait",
        "de la force conjointe",
    ]


def test_calendar_says_what_it_is_and_how_often_to_ask(client, meeting, mali):
    found = Calendar.from_ical(fetch(client, of(mali)).body)

    assert found["X-WR-CALNAME"] == "The archive – Meetings – Mali"
    assert found["VERSION"] == "2.0"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in fetch(client, of(mali)).body
    assert found["URL"] == f"http://testserver{page_of(mali)}"


@pytest.mark.parametrize(
    ("status", "expected", "summary"),
    [
        ("planned", "TENTATIVE", "Sommet"),
        ("held", "CONFIRMED", "Sommet"),
        ("postponed", "CANCELLED", "Postponed: Sommet"),
        ("cancelled", "CANCELLED", "Cancelled: Sommet"),
    ],
)
def test_status_is_that_of_the_meeting(client, status, expected, summary):
    MeetingFactory(title="Sommet", status=status, when="2025-08-14", public=True)
    sequence_all()

    [found] = events(client, LONG_AGO)

    assert (found["STATUS"], found["SUMMARY"]) == (expected, summary)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2025-08-14", (date(2025, 8, 14), date(2025, 8, 15))),
        ("2025-08-14?", (date(2025, 8, 14), date(2025, 8, 15))),
        ("2025-12-31/2026-01-02", (date(2025, 12, 31), date(2026, 1, 3))),
        ("2025-08-14T14:30Z", (datetime(2025, 8, 14, 14, 30, tzinfo=UTC), None)),
        ("2025-08-14T01:30+02", (datetime(2025, 8, 13, 23, 30, tzinfo=UTC), None)),
        ("2025-08-14T14:30:10-05:00", (datetime(2025, 8, 14, 19, 30, 10, tzinfo=UTC), None)),
        # Without its zone an hour is no moment.
        ("2025-08-14T14:30", (date(2025, 8, 14), date(2025, 8, 15))),
        # Not known to the day.
        ("2025-08", None),
        ("2025-21", None),
        ("2025", None),
        ("202X", None),
        ("[2025-08-01..2025-08-03]", None),
        ("2025-08/2025-09", None),
        ("2025-08-14/..", None),
        ("/2025-08-14", None),
        ("9999-12-31", None),
    ],
)
def test_only_what_is_known_to_the_day_is_an_event(edtf, expected):
    assert when({"edtf": edtf}) == expected
    assert when(None) is None


def test_days_and_moments_come_through_every_reader(client):
    MeetingFactory(title="Journée", when="2025-08-14", public=True)
    MeetingFactory(title="Trois jours", when="2025-08-14/2025-08-16", public=True)
    MeetingFactory(title="À l’heure", when="2025-08-14T16:30+02:00", public=True)
    MeetingFactory(title="En août", when="2025-08", public=True)
    MeetingFactory(title="Sans date", when="", status="planned", public=True)
    sequence_all()

    found = {str(one["SUMMARY"]): one for one in events(client, LONG_AGO)}

    assert set(found) == {"Journée", "Trois jours", "À l’heure"}
    assert found["Trois jours"].end == date(2025, 8, 17)
    assert found["À l’heure"].start == datetime(2025, 8, 14, 14, 30, tzinfo=UTC)
    assert b"DTSTART:20250814T143000Z" in fetch(client, LONG_AGO).body
    other = {one.name: one for one in ics.Calendar(fetch(client, LONG_AGO).body.decode()).events}
    assert other["Journée"].all_day
    assert other["À l’heure"].begin.datetime == datetime(2025, 8, 14, 14, 30, tzinfo=UTC)


def test_calendar_goes_a_year_back_unless_days_are_asked_for(client):
    today = timezone.localdate()
    for title, days in (("Ancienne", -400), ("Récente", -300), ("Future", 900)):
        MeetingFactory(title=title, when=(today + timedelta(days=days)).isoformat(), public=True)
    sequence_all()

    assert [e["SUMMARY"] for e in events(client, ALL)] == ["Future", "Récente"]
    assert len(events(client, LONG_AGO)) == 3
    before = f"{ALL}?to={today - timedelta(days=350)}"
    assert [e["SUMMARY"] for e in events(client, before)] == ["Ancienne"]


def test_thing_has_a_calendar_of_its_own_meetings(client):
    scene = publish_scene()
    MeetingFactory(title="Autre", when="2025-08-14", public=True)
    sequence_all()

    for name, expected in {"camara": 1, "mody": 1, "mali": 1}.items():
        found = events(client, f"{of(scene[name])}?from=2025-01-01")
        assert [e["SUMMARY"] for e in found] == ["Consultations 1"] * expected
    assert events(client, f"{of(scene['bloc'])}?from=2025-01-01") == []
    assert len(events(client, LONG_AGO)) == 3


def test_change_of_a_meeting_reaches_who_has_subscribed(client, meeting):
    [before] = events(client, ALL)
    meeting.status = "cancelled"
    meeting.save()
    sequence_all()

    [after] = events(client, ALL)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.LAST_MODIFIED >= before.LAST_MODIFIED
    assert (before["STATUS"], after["STATUS"]) == ("TENTATIVE", "CANCELLED")


@pytest.mark.parametrize(("path", "queries"), [(ALL, 1), ("thing", 2)])
def test_whoever_has_a_calendar_is_told_so_before_names_are_looked_up(
    client, meeting, mali, path, queries
):
    path = of(mali) if path == "thing" else path
    first = fetch(client, path)
    again = fetch(client, path, **{"if-none-match": first.response.headers["ETag"]})

    assert first.queries == queries + 1
    assert (again.status, again.body, again.queries) == (304, b"", queries)
    assert again.response.headers["Cache-Control"] == "public, max-age=60"


def test_calendar_takes_as_many_queries_for_ten_meetings_as_for_one(client, meeting, mali):
    one = fetch(client, ALL).queries
    for number in range(9):
        place = PlaceFactory(country=CountryFactory(public=True))
        other = MeetingFactory(when=f"2099-01-0{number + 1}", place=place, public=True)
        person = PersonFactory(public=True)
        ParticipationFactory(meeting=other, delegation=mali.actor_ptr, person=person)
    sequence_all()

    assert len(events(client, ALL)) == 10
    assert fetch(client, ALL).queries == one


@pytest.mark.parametrize(
    ("query", "name"), [("persone=x", "persone"), ("from=hier", "from"), ("cursor=x", "cursor")]
)
def test_what_cannot_be_asked_is_refused_by_name(client, mali, meeting, query, name):
    for path in (ALL, of(mali)):
        answer = fetch(client, f"{path}?{query}")
        assert answer.status == 400
        assert f"<code>{name}</code>".encode() in answer.body


def test_calendar_of_a_merged_thing_is_at_the_one_it_was_merged_into(client):
    double, remains = PersonFactory.create_batch(2, public=True)
    sequence_all()
    old = of(double)
    double.merged_into = remains.actor_ptr
    double.save()
    sequence_all()

    answer = fetch(client, f"{old}?from=2025-01-01")

    assert (answer.status, answer.response.url) == (301, f"{of(remains)}?from=2025-01-01")
    assert fetch(client, "/personnes/6c1ee8cf-5f3c-4b93-9c2d-4f2a9a1f6c11/agenda.ics").status == 404


def test_pages_lead_to_the_calendars(client):
    scene = publish_scene()

    for name in ("camara", "mali", "bloc"):
        assert of(scene[name]) in get(client, page_of(scene[name])).links.values()
    assert ALL in get(client, "/rencontres/").links.values()
    asked = get(client, "/rencontres/?meeting_format=bilateral&q=&order=date")
    assert f"{ALL}?meeting_format=bilateral" in asked.links.values()
    assert fetch(client, f"{ALL}?meeting_format=bilateral").status == 200


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@settings(deadline=None)
@given(title=TEXTS, topic=TEXTS | st.just("BEGIN:VEVENT\r\nEND:VCALENDAR\r\n"))
def test_any_text_comes_through_as_it_is(title, topic):
    doc = {
        **dict.fromkeys(("format", "level", "outcome"), ""),
        **{"when": {"edtf": "2025-08-14"}, "status": "held", "title": f"T{title}"},
        **{"topic": topic, "place": None, "participants": []},
    }
    now = datetime(2025, 8, 14, tzinfo=UTC)
    item = Item(kind="meeting", doc=doc, slug="x", sequenced_at=now, first_at=now)
    calendar = Calendar.new(subcomponents=[event(item, {}, lambda path: f"http://h{path}")])

    [found] = Calendar.from_ical(calendar.to_ical()).events

    assert found["SUMMARY"] == plain(f"T{title}")
    assert found["DESCRIPTION"].split("\n", 1)[1] == plain(topic)
