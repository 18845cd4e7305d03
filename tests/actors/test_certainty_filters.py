"""People, bodies, countries, offices and meetings can be asked for by how sure a fact is."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from newsroom.register.sequencer import sequence_all
from tests.factories.actors import (
    CountryFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

GRADES = ("explicit", "inferred", "outside", "disputed")


@pytest.fixture
def ask(client):
    """What a question finds, by the key of the record in `world`."""

    def asked(world: dict[str, Any], path: str, **parameters: str) -> set[str]:
        sequence_all()
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == 200, response.content
        keys = {str(record.uid): key for key, record in world.items()}
        return {keys[row["id"]] for row in response.json()["data"] if row["id"] in keys}

    return asked


def world_of_people() -> dict[str, Any]:
    """For each certainty a person who holds an office of Mali on that ground."""
    mali = CountryFactory(public=True, iso2="ML")
    people = {grade: PersonFactory(public=True) for grade in GRADES}
    for grade, person in people.items():
        office = OfficeFactory(public=True, country=mali)
        TenureFactory(person=person, office=office, certainty=grade)
    return people


def world_of_offices() -> dict[str, Any]:
    offices = {grade: OfficeFactory(public=True) for grade in GRADES}
    for grade, office in offices.items():
        TenureFactory(person=PersonFactory(public=True), office=office, certainty=grade)
    return offices


def world_of_members(side: str) -> dict[str, Any]:
    """Countries, or the bodies that they belong to, by the certainty of the membership."""
    found = {}
    for grade in GRADES:
        country, body = CountryFactory(public=True, iso2=""), OrganisationFactory(public=True)
        MembershipFactory(member=country.actor_ptr, organisation=body, certainty=grade)
        found[grade] = country if side == "member" else body
    return found


def world_of_meetings() -> dict[str, Any]:
    meetings = {grade: MeetingFactory(public=True) for grade in GRADES}
    for grade, meeting in meetings.items():
        is_deduced = grade == "inferred"
        ParticipationFactory(
            meeting=meeting,
            person=PersonFactory(public=True),
            office=OfficeFactory(public=True) if is_deduced else None,
            person_is_inferred=is_deduced,
            certainty=grade,
        )
    return meetings


WORLDS = {
    "people": world_of_people,
    "offices": world_of_offices,
    "countries": lambda: world_of_members("member"),
    "organisations": lambda: world_of_members("organisation"),
    "meetings": world_of_meetings,
}


@pytest.mark.parametrize("path", WORLDS)
def test_certainty_alone_finds_what_rests_on_that_ground(ask, path):
    world = WORLDS[path]()

    for grade in GRADES:
        assert ask(world, path, certainty=grade) == {grade}
    assert ask(world, path, certainty="explicit,disputed") == {"explicit", "disputed"}
    assert ask(world, path) == set(GRADES)


@pytest.mark.parametrize("path", WORLDS)
def test_another_certainty_is_refused(client, path):
    assert client.get(f"/api/v1/{path}", {"certainty": "sure"}).status_code == 400


def test_certainty_refines_the_country_of_an_office(ask):
    people = world_of_people()

    assert ask(people, "people", country="ML") == set(GRADES)
    assert ask(people, "people", country="ML", certainty="outside") == {"outside"}


def test_of_two_tenures_of_one_office_the_surest_counts(ask):
    person, office = PersonFactory(public=True), OfficeFactory(public=True)
    TenureFactory(person=person, office=office, certainty="outside", began="2001")
    TenureFactory(
        person=person,
        office=office,
        certainty="explicit",
        began="2010",
        attested_first=date(2011, 1, 1),
        attested_last=date(2011, 1, 1),
    )
    world = {"person": person, "office": office}

    for path, other in (("people", {"office": office}), ("offices", {"person": person})):
        asked = {name: str(record.uid) for name, record in other.items()}
        assert ask(world, path, **asked, certainty="explicit")
        assert not ask(world, path, **asked, certainty="outside")


def test_that_a_host_must_have_been_there_is_no_guess_about_who_it_was(ask):
    meeting = MeetingFactory(public=True)
    host = PersonFactory(public=True)
    ParticipationFactory(meeting=meeting, person=host, certainty="inferred")
    asked = {"person": str(host.uid)}

    assert ask({"it": meeting}, "meetings", **asked, certainty="explicit") == {"it"}
    assert ask({"it": meeting}, "meetings", **asked, certainty="inferred") == set()


def test_a_tie_between_meetings_has_a_certainty(ask):
    one, other = MeetingFactory(public=True), MeetingFactory(public=True)
    MeetingLinkFactory(meeting=one, other=other, certainty="inferred")
    asked = {"meeting": str(other.uid)}

    assert ask({"it": one}, "meetings", **asked, certainty="inferred") == {"it"}
    assert ask({"it": one}, "meetings", **asked, certainty="explicit") == set()


@pytest.mark.parametrize("kind", ["person", "organisation", "country", "office", "meeting"])
def test_the_pages_take_the_same_question(client, kind):
    sequence_all()

    page = client.get(reverse(f"{kind}_list"), {"certainty": "outside"})

    assert page.status_code == 200
