"""Readers and partners find an actor under any spelling of its public names."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    TenureFactory,
)
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db

SPELLINGS = [
    ("Célestin Simporé", "Simpone"),
    ("Célestin Simporé", "simpore celestin"),
    ("Salifou Mody", "Salifou Modi"),
    ("Abdourahamane Tchiani", "Tiani"),
    ("Assimi Goïta", "GOITA"),
    ("Vladimir Poutine", "Putin"),
    ("Vladimir Poutine", "Vladimir Putin"),
    ("Andreï Belooussov", "Andrey Belousov"),
    ("Andreï Belooussov", "Андрей Белоусов"),
    ("Sadio Camara", "Sadoi Camara"),
    ("Abdel Fattah al-Burhan", "Abdelfattah Burhane"),
    ("Maman N’Daw", "Maman Ndaw"),
]
PLACES = {"person": "people", "organisation": "organisations", "country": "countries"}


def people(client, **query):
    response = client.get("/api/v1/people", query)
    assert response.status_code == 200, response.content
    return [row["name"] for row in response.json()["data"]]


@pytest.mark.parametrize(("name", "typed"), SPELLINGS)
def test_a_person_is_found_under_any_spelling_on_the_page_and_in_the_api(client, name, typed):
    person = PersonFactory(name=name, public=True)
    PersonFactory(name="Awa Diarra", public=True)
    sequence_all()

    assert people(client, q=typed) == [name]
    page = get(client, "/personnes/", q=typed)
    assert page_of(person) in page.links.values()
    assert "Awa Diarra" not in page.text


def test_bodies_and_countries_are_found_so_too(client):
    OrganisationFactory(name="Alliance des États du Sahel", public=True)
    CountryFactory(name="Kirghizstan", public=True)
    sequence_all()

    rows = client.get("/api/v1/organisations", {"q": "alianse etats sahel"}).json()["data"]
    assert [row["name"] for row in rows] == ["Alliance des États du Sahel"]
    rows = client.get("/api/v1/countries", {"q": "Kirghizistan"}).json()["data"]
    assert [row["name"] for row in rows] == ["Kirghizstan"]


def test_a_name_held_back_finds_nobody(client):
    person = PersonFactory(name="Assimi Goïta", public=True)
    NameFactory(actor=person.actor_ptr, text="Zorro Vega", visibility="held")
    PersonFactory(name="Zora Vegas")
    sequence_all()

    assert people(client, q="Zorro Vega") == []
    assert "Assimi" not in get(client, "/recherche/", q="Zorro Vega").text


@pytest.fixture
def modis():
    PersonFactory(name="Zacharie Modi", public=True)
    PersonFactory(name="Abdou Mody", public=True)
    PersonFactory(name="Modi", public=True)
    held = PersonFactory(name="Bavon", public=True)
    TenureFactory(person=held, office=OfficeFactory(title="chargé de Modi", public=True))
    sequence_all()


def test_the_nearest_come_first_when_asked_and_a_to_z_else(client, modis):
    nearest = people(client, q="Modi", order="relevance")

    assert nearest == ["Modi", "Zacharie Modi", "Abdou Mody", "Bavon"]
    assert people(client, q="Modi") == ["Abdou Mody", "Bavon", "Modi", "Zacharie Modi"]


def test_the_list_for_readers_shows_the_nearest_first_page_by_page(client, modis):
    rows = [row.find(".//a").text for row in get(client, "/personnes/", q="Modi").all("li/p/..")]

    assert [row for row in rows if row] == ["Modi", "Zacharie Modi", "Abdou Mody", "Bavon"]


def test_pages_in_the_order_of_nearness_give_every_row_once(client, modis):
    address, rows = "/api/v1/people?q=Modi&order=relevance&limit=1", []
    while address:
        body = client.get(address).json()
        rows += [row["name"] for row in body["data"]]
        address = body["links"]["next"]

    assert rows == people(client, q="Modi", order="relevance")


def test_nearness_needs_something_to_be_near_to(client):
    answer = client.get("/api/v1/people", {"order": "relevance"})

    assert answer.status_code == 400
    assert [fault["code"] for fault in answer.json()["errors"]] == ["needs_q"]
    assert client.get("/api/v1/meetings", {"order": "relevance", "q": "x"}).status_code == 400


@pytest.mark.parametrize("q", ['"Simpone"', "Simpone -Awa", "Simpone OU Awa", "Simpo*"])
def test_signs_say_that_the_words_are_meant_as_they_stand(client, q):
    PersonFactory(name="Célestin Simporé", public=True)
    sequence_all()

    assert people(client, q=q) == (["Célestin Simporé"] if q == "Simpo*" else [])


def test_the_count_is_of_what_the_list_gives(client, modis):
    body = client.get("/api/v1/people", {"q": "Modi", "count": "exact"}).json()

    assert body["meta"]["count"] == len(body["data"]) == 4


def test_filters_hold_for_who_is_found_by_name(client):
    mali = CountryFactory(public=True)
    PersonFactory(name="Célestin Simporé", nationality=mali, public=True)
    PersonFactory(name="Aimé Simporé", public=True)
    sequence_all()

    assert people(client, q="Simpone", country=str(mali.uid)) == ["Célestin Simporé"]


@pytest.mark.parametrize("plural", PLACES.values())
def test_a_question_by_name_takes_as_many_queries_for_ten_as_for_one(
    client, plural, django_assert_max_num_queries
):
    factory = {
        "people": PersonFactory,
        "organisations": OrganisationFactory,
        "countries": CountryFactory,
    }[plural]
    for number in (1, 10):
        factory.create_batch(number, name="Kouyaté Fanta", public=True)
        sequence_all()
        with django_assert_max_num_queries(4):
            rows = client.get(f"/api/v1/{plural}", {"q": "Kouyate"}).json()["data"]
    assert len(rows) == 11


def named(client, **query):
    """What stands above that which the search finds."""
    return get(client, "/recherche/", **query).section("named")


def test_the_search_says_who_bears_the_name_with_office_country_and_years(client):
    mali = CountryFactory(name="Mali", public=True)
    person = PersonFactory(name="Sadio Camara", nationality=mali, born="1979", public=True)
    office = OfficeFactory(title="ministre de la Défense", public=True)
    TenureFactory(person=person, office=office)
    PersonFactory(name="Moussa Diarra", public=True)
    sequence_all()

    page = get(client, "/recherche/", q="Sadyo Kamara")

    box = page.section("named")
    assert "Sadio Camara ministre de la Défense · Mali · 1979–" in box
    assert "Diarra" not in box
    assert page_of(person) in page.addresses


def test_who_bears_the_name_is_shown_too_when_no_text_answers(client):
    PersonFactory(name="Célestin Simporé", public=True)
    sequence_all()

    page = get(client, "/recherche/", q="Simpone")

    assert "Célestin Simporé" in page.section("named")
    assert "Nothing was found for “Simpone”." in page.text
    assert "Did you mean Célestin Simporé" in page.text


def test_five_at_most_are_shown_and_only_on_the_first_page(client):
    people = PersonFactory.create_batch(25, public=True)
    ArticleFactory(mentions=people[:1], published=True)
    sequence_all()

    first = get(client, "/recherche/", q="Awa Diarra")
    second = get(client, "/recherche/" + first.links["Further"])

    assert len(first.all("section[@aria-labelledby='named']//li")) == 5
    assert second.section("named") == ""


@pytest.mark.parametrize(
    ("kind", "names"),
    [("country", "Mali"), ("organisation", "Union du Mali"), ("article", ""), ("office", "")],
)
def test_who_bears_the_name_is_of_the_kind_asked_for(client, kind, names):
    CountryFactory(name="Mali", public=True)
    OrganisationFactory(name="Union du Mali", public=True)
    sequence_all()

    box = named(client, q="Mali", kind=kind)

    assert (names in box) if names else box == ""
    assert box.count("Mali") <= 1


@pytest.mark.parametrize("q", ["", "de la", "-x", '"Mali"', "accord avec la Russie"])
def test_without_a_name_nobody_is_shown(client, q):
    CountryFactory(name="Mali", public=True)
    sequence_all()

    assert named(client, q=q) == ""
