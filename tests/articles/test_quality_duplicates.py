"""Pairs of records that may be one: which are suspected, which are not, at what price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.models import Distinct
from articles.quality.checks import CHECKS
from articles.quality.duplicates import keys_of
from tests.factories import (
    CountryFactory,
    IdentifierFactory,
    NameFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def found() -> list[tuple[str, int]]:
    return [(one.model, one.pk) for one in CHECKS["duplicate"].find()]


SAME = [
    ("Célestin Simporé", "Celestin Simpore"),
    ("Vladimir Poutine", "Poutine Vladimir"),
    ("Salifou Mody", "Salifou Modi"),
    ("Vladimir Vladimirovitch Poutine", "Vladimir Poutine"),
    ("Abdourahamane Tiani", "Abdourahmane Tiani"),
]
OTHERS = [
    ("Ibrahim Traoré", "Ibrahim Touré"),
    ("Sadio Camara", "Moussa Camara"),
    ("Niger", "Nigeria"),
    ("Alpha Diallo", "Alpha Diarra"),
]


@pytest.mark.parametrize(("one", "other", "is_found"), [(*p, True) for p in SAME]
                         + [(*p, False) for p in OTHERS])  # fmt: skip
def test_names_alike_are_suspected(one, other, is_found):
    first, second = PersonFactory(name=one), PersonFactory(name=other)

    pairs = list(CHECKS["duplicate"].find())

    assert [(pair.pk, pair.key) for pair in pairs] == [(first.pk, str(second.pk))] * is_found
    assert (keys_of(one) & keys_of(other) != set()) >= is_found


def test_a_name_of_one_that_is_another_name_of_the_other_is_suspected():
    first, second = PersonFactory(name="Assimi Goïta"), PersonFactory(name="Tout Autre")
    NameFactory(actor=second.actor_ptr, text="Assimi Goita", kind="transliteration")

    assert found() == [("actors.person", first.pk)]


@pytest.mark.parametrize("turned", [False, True])
def test_pairs_that_are_told_apart_are_not_suspected(turned):
    one, other = PersonFactory.create_batch(2, name="Mohamed Traoré")
    pair = (other, one) if turned else (one, other)
    Distinct.objects.create(one=pair[0].actor_ptr, other=pair[1].actor_ptr)

    assert found() == []


def test_only_records_of_one_kind_are_suspected():
    PersonFactory(name="Andreï Belooussov")
    OrganisationFactory(name="Andreï Belooussov")

    assert found() == []


@pytest.mark.parametrize(
    ("names", "schemes", "is_found", "said"),
    [
        (("Andreï Belooussov", "Andrei Belooussov"), ("wikidata", "wikidata"), True, "Q1 / Q2"),
        (("Andreï Belooussov", "Andreï Belousov"), ("wikidata", "wikidata"), False, ""),
        (("Andreï Belooussov", "Andreï Belousov"), ("wikidata", "isni"), True, "~"),
    ],
)
def test_different_numbers_in_one_catalogue_tell_apart_unless_the_names_are_equal(
    names, schemes, is_found, said
):
    people = [PersonFactory(name=name) for name in names]
    for number, (person, scheme) in enumerate(zip(people, schemes, strict=True), 1):
        IdentifierFactory(actor=person.actor_ptr, scheme=scheme, value=f"Q{number}")

    pairs = list(CHECKS["duplicate"].find())

    assert [pair.pk for pair in pairs] == [people[0].pk] * is_found
    assert all(said in pair.detail for pair in pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guinée", "Guinée-Bissau"),
        ("République du Congo", "République démocratique du Congo"),
        ("Soudan", "Soudan du Sud"),
        ("Congo (Brazzaville)", "Congo (Kinshasa)"),
    ],
)
def test_countries_with_different_codes_are_not_suspected(one, other):
    first, second = CountryFactory(name=one), CountryFactory(name=other)
    for country in (first, second):
        NameFactory(actor=country.actor_ptr, text="Un seul nom", kind="short")

    assert found() == []
    type(second).objects.filter(pk=second.pk).update(iso2="")
    assert found() == [("actors.country", first.pk)]


def test_a_former_country_is_not_the_one_of_today():
    CountryFactory(name="Vietnam")
    CountryFactory(name="Viêtnam", former=True, former_code="VDVN")

    assert found() == []


def test_different_years_of_birth_are_said():
    PersonFactory(name="Mohamed Traoré", born="1950")
    PersonFactory(name="Mohamed Traoré", born="1971-02")

    [detail] = [one.detail for one in CHECKS["duplicate"].find()]
    assert "1950" in detail
    assert "1971" in detail


def test_a_name_that_very_many_bear_says_nothing():
    PersonFactory.create_batch(13, name="Mohamed Traoré")

    assert found() == []


def test_the_search_for_duplicates_asks_the_same_for_few_and_for_many():
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(CHECKS["duplicate"].find())
        return len(queries)

    PersonFactory(name="Sadio Camara"), PersonFactory(name="Sadio Kamara")
    few = asked()
    for name in ("Assimi Goïta", "Salifou Mody", "Ibrahim Traoré"):
        PersonFactory.create_batch(4, name=name)

    assert asked() == few
