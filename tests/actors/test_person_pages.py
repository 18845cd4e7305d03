"""Pages of persons and organisations: offices, ranks, meetings, whom they met, names."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    NameFactory,
    OrganisationFactory,
    PersonFactory,
    TenureFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def test_person_shows_offices_with_the_days_attested(client, scene):
    offices = get(client, page_of(scene["camara"])).section("offices")

    assert "ministre de la Défense du Mali 1 attested from 11 May to 14 August 2025" in offices


def test_person_shows_ranks_apart_from_offices(client, scene):
    page = get(client, page_of(scene["camara"]))

    assert "général de corps d’armée from 16 October 2024 (end unknown)" in page.section("ranks")
    assert "général" not in page.section("offices")


def test_person_shows_whom_they_met_and_that_it_is_deduced(client, scene):
    met = get(client, page_of(scene["camara"])).section("met")

    assert "14 August 2025Salifou Mody 1 inferredConsultations 1" in met


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("meetings", "Consultations 1"),
        ("statements", "Nous sommes d’accord"),
        ("stories", "Deux ministres à Bamako 1"),
    ],
)
def test_person_shows_what_refers_to_them(client, scene, section, said):
    assert said in get(client, page_of(scene["camara"])).section(section)


def test_names_are_shown_with_their_kind(client):
    person = PersonFactory(public=True)
    NameFactory(actor=person.actor_ptr, text="Célestin Simpone", kind="misprint")
    sequence_all()

    assert "Célestin Simpone Misprint" in get(client, page_of(person)).section("names")


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        ("", "1984-08-04", "Haute-Volta (until 4 August 1984) Former name"),
        ("1958", "", "Haute-Volta (from 1958) Former name"),
        ("1958", "1984", "Haute-Volta (from 1958 to 1984) Former name"),
        ("[1958..1960]", "1984", "Haute-Volta (began: between 1958 and 1960, ended: 1984)"),
        ("", "", "Haute-Volta Former name"),
    ],
)
def test_a_name_is_shown_with_the_time_for_which_it_was_borne(client, began, ended, said):
    country = CountryFactory(name="Burkina Faso", public=True)
    NameFactory(actor=country, text="Haute-Volta", kind="former", began=began, ended=ended)
    sequence_all()

    page = get(client, page_of(country))

    assert said in page.section("names")


def test_the_name_under_which_somebody_stands_is_not_another_name(client):
    person = PersonFactory(public=True, name="Célestin Simporé")
    for text in ("Célestin Simporé", "Celestin Simpone"):
        NameFactory(actor=person.actor_ptr, text=text, kind="spelling")
    sequence_all()

    names = get(client, page_of(person)).section("names")

    assert "Celestin Simpone" in names
    assert "Célestin Simporé" not in names


def test_end_that_is_a_range_is_said_apart(client):
    tenure = TenureFactory(
        person__visibility="public", office__visibility="public", began="[2020..2021]", ended="2024"
    )
    sequence_all()

    offices = get(client, page_of(tenure.person)).section("offices")

    assert "began: between 2020 and 2021, ended: 2024" in offices


def test_organisation_shows_members_with_dates(client, scene):
    members = get(client, page_of(scene["bloc"])).section("members")

    assert "Mali (en) 1 from September 2023 (end unknown)" in members


def test_organisation_shows_its_parts_and_its_parent(client):
    whole = OrganisationFactory(name="Ministère", public=True)
    part = OrganisationFactory(name="Direction", parent=whole, public=True)
    sequence_all()

    assert "Direction" in get(client, page_of(whole)).section("parts")
    assert page_of(whole) in get(client, page_of(part)).links.values()


def test_what_is_held_back_does_not_show_beside_what_is_public(client, scene):
    tenure = TenureFactory(person=scene["camara"], office__title="chef d’état-major secret")
    sequence_all()

    assert tenure.office.visibility == "held"
    assert "secret" not in get(client, page_of(scene["camara"])).text
