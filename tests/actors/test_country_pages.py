"""Pages of countries, offices and agreements: who held what on a day, blocs, successors."""

from datetime import date

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import CountryFactory, SuccessionFactory, TenureFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-05-11", "Sadio Camara 1 attested from 11 May"),
        ("2025-06-15", "Sadio Camara 1 inferred attested from 11 May"),
        ("2026-01-01", "unknown on that day – last known Sadio Camara 1, attested from 11 May"),
        ("2020-01-01", "unknown on that day"),
    ],
)
def test_country_says_who_held_its_offices_on_a_day_and_how_surely(client, scene, day, said):
    offices = get(client, page_of(scene["mali"]), on=day).section("offices")

    assert f"ministre de la Défense du Mali 1 {said}" in offices


def test_before_the_first_attestation_nobody_is_last_known(client, scene):
    offices = get(client, page_of(scene["mali"]), on="2020-01-01").section("offices")

    assert "Camara" not in offices


def test_country_without_a_day_shows_all_holders(client, scene):
    TenureFactory(
        person__name="Ancien ministre",
        person__visibility="public",
        office=scene["defence"],
        began="2015",
        ended="2018",
        attested_first=None,
        attested_last=None,
    )
    sequence_all()

    offices = get(client, page_of(scene["mali"])).section("offices")

    assert "Ancien ministre from 2015 to 2018" in offices
    assert "Sadio Camara 1" in offices


def test_day_that_is_none_is_refused_by_name(client, scene):
    page = get(client, page_of(scene["mali"]), on="hier")

    assert page.status == 400
    assert "on" in page.texts("code")


def test_day_survives_the_way_to_the_canonical_address(client, scene):
    response = client.get(f"/pays/{scene['mali'].uid}/?on=2025-06-15")

    assert response.status_code == 301
    assert response.url == page_of(scene["mali"]) + "?on=2025-06-15"


def test_country_shows_blocs_meetings_and_stories(client, scene):
    page = get(client, page_of(scene["mali"]))

    assert "Alliance 1 from September 2023" in page.section("memberships")
    assert "Consultations 1" in page.section("meetings")
    assert "Mémorandum 1" in page.section("agreements")
    assert "Deux ministres à Bamako 1" in page.section("stories")


def test_countries_before_and_after_lead_to_each_other(client):
    former = CountryFactory(name="Union soviétique", former=True, public=True)
    later = CountryFactory(name="Russie", public=True)
    SuccessionFactory(predecessor=former, successor=later)
    sequence_all()

    assert page_of(later) in get(client, page_of(former)).links.values()
    assert page_of(former) in get(client, page_of(later)).links.values()


def test_office_lists_its_holders_in_time(client, scene):
    TenureFactory(
        person__name="Autre ministre",
        person__visibility="public",
        office=scene["defence"],
        attested_first=date(2010, 1, 2),
        attested_last=date(2010, 1, 2),
    )
    sequence_all()

    holders = get(client, page_of(scene["defence"])).section("holders")

    assert holders.index("Autre ministre attested on 2 January 2010") < holders.index("Camara")


def test_agreement_names_parties_and_the_meeting_it_came_out_of(client, scene):
    page = get(client, page_of(scene["agreement"]))

    assert "Mali (en) 1" in page.section("parties")
    assert page_of(scene["meeting"]) in page.links.values()
