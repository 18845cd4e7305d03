"""Suggestions as one types: names and headlines that go on so, near names, nothing hidden."""

import pytest

from articles.services import withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    NameFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.reader import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    mali = CountryFactory(name="Mali", public=True)
    person = PersonFactory(name="Andreï Belooussov", public=True)
    NameFactory(actor=person.actor_ptr, text="Andrey Belousov")
    PersonFactory(name="Belkacem Ali", visibility="held")
    PersonFactory(name="Malik Diarra", public=True)
    OrganisationFactory(name="Banque du Mali", public=True)
    MeetingFactory(title="Entretiens de Malte", public=True)
    story = ArticleFactory(headline="Malversations à Bamako", mentions=[mali], published=True)
    sequence_all()
    return {"person": person, "story": story}


def suggested(client, q):
    answer = client.get("/recherche/suggestions/", {"q": q}, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return [(row["kind"], row["words"]) for row in answer.json()["suggestions"]]


def test_what_goes_on_so_is_suggested_with_what_most_refer_to_first(client, known):
    found = suggested(client, "mal")

    assert found[0] == ("Country", "Mali")
    assert sorted(found[1:4]) == [
        ("Meeting", "Entretiens de Malte"),
        ("Organisation", "Banque du Mali"),
        ("Person", "Malik Diarra"),
    ]
    assert found[4:] == [("Story", "Malversations à Bamako")]


@pytest.mark.parametrize(
    "q", ["belo", "Bélo", "andrei bel", "Andrey Belousov", "belousof", "BELOOUSOV", "bel"]
)
def test_a_name_is_suggested_by_its_beginning_or_when_it_is_misspelt(client, known, q):
    assert suggested(client, q)[:1] == [("Person", "Andreï Belooussov")]


@pytest.mark.parametrize("q", ["", "b", "de", "'); drop", "\0", "\u202e", "x" * 5000, "belkacem"])
def test_odd_or_hidden_or_too_little_suggests_nothing(client, known, q):
    assert suggested(client, q) == []


def test_each_suggestion_leads_to_its_page(client, known):
    rows = client.get("/recherche/suggestions/", {"q": "belo"}).json()["suggestions"]

    assert [row["address"] for row in rows] == [page_of(known["person"])]


def test_a_story_taken_back_is_not_suggested_any_more(client, known):
    withdraw(known["story"], by=None, reason="Erreur")

    assert ("Story", "Malversations à Bamako") not in suggested(client, "malv")


def test_an_unknown_parameter_is_refused(client):
    assert client.get("/recherche/suggestions/?query=x").status_code == 400


@pytest.mark.parametrize("q", ["mal", "belousof"])
def test_it_takes_as_many_queries_for_many_names_as_for_few(
    client, known, django_assert_max_num_queries, q
):
    PersonFactory.create_batch(20, name="Malik Belousof", public=True)
    sequence_all()
    with django_assert_max_num_queries(4):
        assert len(suggested(client, q)) >= 6


@pytest.fixture
def typing(page, live_server, known):
    page.goto(live_server.url + "/articles/")
    field = page.get_by_label("Search the archive")
    field.press_sequentially("belo")
    page.get_by_role("option", name="Andreï Belooussov").wait_for()
    return page, field


def test_a_suggestion_is_chosen_with_the_keyboard(typing, known):
    page, field = typing
    assert field.get_attribute("aria-expanded") == "true"

    field.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    field.press("Enter")

    page.wait_for_url(f"**{page_of(known['person'])}")


def test_escape_closes_the_list_and_what_was_typed_stays(typing):
    page, field = typing

    field.press("Escape")

    assert field.get_attribute("aria-expanded") == "false"
    assert page.get_by_role("option").count() == 0
    assert field.input_value() == "belo"


def test_enter_without_a_choice_searches_for_what_was_typed(typing):
    page, field = typing

    field.press("Enter")

    page.wait_for_url("**/recherche/?q=belo")
