"""The import of journeys as meetings: what becomes of a row, and what a second run does."""

from pathlib import Path
from typing import Any

import pytest

from actors.choices import Capacity, Certainty, Visibility
from actors.importers.jsonl import read
from actors.importers.recognising import SURNAME, UNTIED
from actors.importers.report import Outcome
from actors.importers.travel import TravelReport, import_travel
from actors.models import Meeting, MeetingLink, Participation, Person, Place, Stop
from tests.factories import (
    CountryFactory,
    OfficeFactory,
    PersonFactory,
    PlaceFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

FILE = Path("tests/data/journeys.jsonl")
NAMES = {
    "US": ("États-Unis", "United States"),
    "ML": ("Mali", "Mali"),
    "SN": ("Sénégal", "Senegal"),
    "EG": ("Égypte", "Egypt"),
    "CA": ("Canada", "Canada"),
}


@pytest.fixture
def countries() -> dict[str, Any]:
    return {
        code: CountryFactory(name=name, name_en=english, iso2=code)
        for code, (name, english) in NAMES.items()
    }


def holder(name: str, title: str, country: Any, began: str, ended: str) -> Person:
    """A person who held an office of a country, as an import would have entered it."""
    person = PersonFactory(name=name)
    TenureFactory(
        person=person,
        office=OfficeFactory(title=title, title_en=title, country=country),
        began=began,
        ended=ended,
        attested_first=None,
        attested_last=None,
        certainty=Certainty.OUTSIDE,
    )
    return person


@pytest.fixture
def konare(countries) -> Person:
    return holder("Alpha Oumar Konaré", "President of Mali", countries["ML"], "1992", "2002")


def load(**options: Any) -> TravelReport:
    with FILE.open("rb") as file:
        return import_travel(read(file), **options)


def part(source_id: str, name: str) -> Participation:
    return Participation.objects.get(meeting__source_id=source_id, name_as_written=name)


def test_each_row_becomes_one_held_meeting_that_nobody_outside_sees(countries):
    report = load()

    assert report.counts["meetings"] == {Outcome.CREATED: 5}
    meetings = Meeting.objects.filter(kind="meeting")
    assert {meeting.visibility for meeting in meetings} == {Visibility.HELD}
    assert {meeting.status for meeting in meetings} == {"held"}


def test_a_row_is_read_into_its_columns(countries):
    load()

    trip = Meeting.objects.get(source_id="trip-1")

    assert trip.title == "Visite de Warren Christopher à Bamako"
    assert (trip.when, trip.level, trip.format) == (
        "1996-10-07/1996-10-09",
        "ministers",
        "bilateral",
    )
    assert (trip.place.name, trip.place.country.iso2, trip.host.name) == ("Bamako", "ML", "Mali")
    assert trip.topic == "Met with President Konare and Foreign Minister Traore."
    assert trip.labels == ["rencontre"]


def test_a_second_run_changes_nothing(countries, konare):
    load()
    before = rows()

    report = load()

    assert report.counts["meetings"] == {Outcome.UNCHANGED: 5}
    assert rows() == before


def rows() -> list[Any]:
    models = (Meeting, Participation, MeetingLink, Stop, Place)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_place_that_the_record_has_is_not_entered_again(countries):
    bamako = PlaceFactory(name="Bamako", country=countries["ML"])

    load()

    assert Meeting.objects.get(source_id="trip-1").place == bamako


def test_several_towns_and_a_region_in_brackets_are_kept(countries):
    load()

    trip = Meeting.objects.get(source_id="trip-2")

    assert trip.place.name == "Ottawa"
    (windsor,) = (stop.place for stop in trip.stops.all())
    assert (windsor.name, windsor.within.name, windsor.within.kind) == (
        "Windsor",
        "Ontario",
        "region",
    )
    assert trip.title.endswith("à Ottawa et à Windsor")


def test_a_full_name_in_its_office_is_the_person(countries, konare):
    load()

    visitor = part("visit-1", "President Alpha Oumar Konare")

    assert (visitor.person, visitor.certainty) == (konare, Certainty.EXPLICIT)
    assert visitor.office.title == "President of Mali"
    assert visitor.delegation.name == "Mali"
    title = "Visite de travail du président Alpha Oumar Konaré aux États-Unis"
    assert visitor.meeting.title == title


def test_a_surname_with_title_country_and_day_is_an_inferred_person(countries, konare):
    load()

    met = part("trip-1", "President Konare")

    assert (met.person, met.certainty, met.capacity) == (
        konare,
        Certainty.INFERRED,
        Capacity.HOST,
    )


def test_nobody_is_recognised_by_a_surname_alone(countries):
    PersonFactory(name="Moussa Traoré", nationality=countries["ML"])
    PersonFactory(name="Traore")

    report = load()

    met = part("trip-1", "Foreign Minister Traore")
    assert met.person is None
    reasons = {reason for kind, reason, printed in report.unresolved.cases if "Traore" in printed}
    assert reasons == {str(SURNAME)}


def test_a_full_name_of_somebody_whom_nothing_ties_to_the_country_is_nobody(countries):
    PersonFactory(name="Alpha Oumar Konaré", nationality=countries["EG"])

    report = load()

    assert part("visit-1", "President Alpha Oumar Konare").person is None
    assert ("person", str(UNTIED), "President Alpha Oumar Konare") in report.unresolved.cases


def test_a_full_name_of_somebody_not_born_yet_is_nobody(countries):
    PersonFactory(name="Alpha Oumar Konaré", nationality=countries["ML"], born="1999")

    load()

    assert part("visit-1", "President Alpha Oumar Konare").person is None


def test_a_full_name_tied_to_the_country_is_the_person(countries):
    konare = PersonFactory(name="Alpha Oumar Konaré", nationality=countries["ML"], born="1946")

    load()

    assert part("visit-1", "President Alpha Oumar Konare").person == konare


def test_two_holders_of_one_surname_on_that_day_are_nobody(countries):
    for first_name in ("Dioncounda", "Bakary"):
        holder(
            f"{first_name} Traoré", "Minister of Foreign Affairs", countries["ML"], "1994", "1997"
        )

    load()

    assert part("trip-1", "Foreign Minister Traore").person is None


def test_a_surname_of_somebody_out_of_office_that_day_is_nobody(countries):
    holder("Ousmane Traoré", "Minister of Foreign Affairs", countries["ML"], "1999", "2001")

    load()

    assert part("trip-1", "Foreign Minister Traore").person is None


def test_a_surname_of_somebody_who_may_have_left_office_by_then_is_nobody(countries):
    holder("Ousmane Traoré", "Minister of Foreign Affairs", countries["ML"], "1994-01-01", "")

    load()

    assert part("trip-1", "Foreign Minister Traore").person is None


def test_a_misprint_is_the_holder_of_that_day_as_inferred_and_stays_as_written(countries):
    sall = holder("Macky Sall", "President of Senegal", countries["SN"], "2012-04-02", "2024-04-02")

    load()

    visitor = part("visit-2", "President Macky Sali")
    assert (visitor.person, visitor.certainty) == (sall, Certainty.INFERRED)


def test_two_people_in_one_string_are_two_participants(countries):
    load()

    meeting = Meeting.objects.get(source_id="visit-3")
    printed = {(p.name_as_written, p.capacity) for p in meeting.participations.all()}

    assert printed == {
        ("President Anwar Sadat", Capacity.HEAD),
        ("Prime Minister Mustafa Khalil", Capacity.MEMBER),
        ("President Carter", Capacity.HOST),
    }
    assert meeting.place.name == "New York"
    assert meeting.title == "Rencontre du président Anwar Sadat avec le président Carter à New York"


def test_guests_of_a_summit_are_part_of_it(countries):
    load()

    (link,) = Meeting.objects.get(source_id="visit-2").links.all()

    assert link.kind == "part_of"
    assert (link.other.kind, link.other.title) == ("event", "Sommet États-Unis–Afrique (2014)")


def test_a_later_run_recognises_people_who_came_later_and_leaves_what_editors_chose(countries):
    load()
    chosen = PersonFactory(name="Another")
    Participation.objects.filter(name_as_written="President Macky Sali").update(person=chosen)
    konare = holder("Alpha Oumar Konaré", "President of Mali", countries["ML"], "1992", "2002")
    holder("Macky Sall", "President of Senegal", countries["SN"], "2012", "2024")

    report = load()

    assert part("visit-1", "President Alpha Oumar Konare").person == konare
    assert part("visit-2", "President Macky Sali").person == chosen
    assert report.counts["meetings"][Outcome.UPDATED] == 2
    assert load().counts["meetings"] == {Outcome.UNCHANGED: 5}
