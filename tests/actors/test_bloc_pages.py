"""Pages of blocs: who belongs on a day, and how surely; and of countries that are gone."""

from datetime import date

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    MembershipFactory,
    OrganisationFactory,
    SuccessionFactory,
)
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc():
    bloc = OrganisationFactory(name="Alliance", type="bloc", public=True)
    MembershipFactory(
        organisation=bloc,
        member=CountryFactory(name="Mali", name_en="", public=True),
        began="2023-09-16",
        attested_first=date(2025, 8, 14),
        attested_last=date(2025, 8, 14),
    )
    MembershipFactory(
        organisation=bloc,
        member=CountryFactory(name="Bénin", name_en="", public=True),
        began="2010",
        ended="2012",
    )
    sequence_all()
    return bloc


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        ("2025-08-14", "Mali", "Bénin"),
        ("2024-06-01", "Mali inferred", "Bénin"),
        ("2026-06-01", "Mali unknown", "Bénin"),
        ("2011-06-01", "Bénin", "Mali"),
    ],
)
def test_a_bloc_lists_its_members_of_a_day_and_how_sure_that_is(client, bloc, day, said, unsaid):
    then = get(client, page_of(bloc), on=day).section("then")

    assert said in then
    assert unsaid not in then


def test_a_country_that_is_gone_is_found_and_leads_to_what_followed(client):
    former = CountryFactory(name="Union soviétique", name_en="", former=True, public=True)
    later = CountryFactory(name="Russie", name_en="", public=True)
    SuccessionFactory(predecessor=former, successor=later)
    sequence_all()

    assert "Union soviétique" in get(client, "/recherche/", q="soviétique").text
    assert "Russie" in get(client, page_of(former)).text
