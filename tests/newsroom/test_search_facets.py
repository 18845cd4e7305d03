"""Facets and orders of the search: true numbers, of what may be seen and of nothing else."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles.services import publish, withdraw
from newsroom.register.models import Item
from newsroom.register.pages import title
from newsroom.register.projection import projections
from newsroom.register.querysets import PUBLIC_SCOPE
from newsroom.register.sequencer import sequence_all
from newsroom.sandbox.projection import SandboxProjection
from newsroom.search.asking import Asked
from newsroom.search.views import answers
from newsroom.templatetags.page_tags import KINDS
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    PersonFactory,
)
from tests.newsroom.summit import summit
from tests.reader import Reading, get, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Six stories of a summit, with the people, bodies and labels that they have."""
    return summit()


def facets(page: Reading) -> dict[str, dict[str, int]]:
    """The facets of a page: heading → value → number."""
    found = {}
    for one in page.all("nav[@class='facets']/details"):
        rows = [(words(li.find("a")), words(li.find("span"))) for li in one.findall(".//li")]
        found[words(one.find("summary"))] = {name: int(number) for name, number in rows}
    return found


def narrowing(page: Reading) -> list[tuple[int, str]]:
    """Each value's number, and the address that narrows to it."""
    rows = page.all("nav[@class='facets']//li")
    return [(int(words(li.find("span"))), li.find("a").get("href")) for li in rows]


def shown(page: Reading) -> list[str]:
    return page.texts("ol[@class='rows hits']//h3")


def test_facets_say_how_many_answers_have_what(client, told):
    assert facets(get(client, "/recherche/", q="sommet")) == {
        "Kind": {"Story": 6},
        "Year": {"2022": 2, "2021": 2, "2020": 2},
        "Country": {"Mali": 4},
        "Person": {"Awa Keïta": 4, "Issa Bâ": 2},
        "Organisation": {"Alliance": 2},
        "Meeting": {"Pourparlers": 1},
        "Section": {"Security": 3},
        "Subject": {"Army": 1},
        "Signature": {"AC": 1},
        "Language": {"French": 5, "English": 1},
    }


def test_everything_that_is_found_is_of_a_kind_that_can_be_asked_for():
    """A question that names no kind means all of them."""
    of_trying = {SandboxProjection.kind}  # seen by keys for trying alone, and found by nobody

    assert set(projections()) - of_trying == set(KINDS)


def test_the_most_frequent_value_stands_first_and_the_others_by_name(client):
    names = ["Zoé Bâ", "Émile Zossou", "Awa Keïta", "Édith Koné", "Eba Camara"]
    people = [PersonFactory(name=name, public=True) for name in names]
    for mentions in (people, people[:1]):
        publish(ArticleFactory(headline="Sommet", mentions=mentions), by=None)
    sequence_all()

    found = facets(get(client, "/recherche/", q="sommet"))["Person"]

    assert list(found) == ["Zoé Bâ", "Awa Keïta", "Eba Camara", "Édith Koné", "Émile Zossou"]


@pytest.mark.parametrize("q", ["sommet", "mali", ""])
def test_each_number_is_that_of_the_answers_it_leads_to(client, told, q):
    first = get(client, "/recherche/", q=q) if q else get(client, "/recherche/?year=2021")
    assert len(narrowing(first)) >= 5

    for number, address in narrowing(first):
        page = get(client, f"/recherche/{address}")
        assert page.texts("h2[@id='answers']") == [f"{number} result{'s' * (number > 1)}"], address
        assert len(shown(page)) == number


def test_who_came_into_the_archive_this_year_is_of_no_year(client):
    PersonFactory(name="Awa Sommet", public=True)
    MeetingFactory(title="Sommet", when="2024-05-01", public=True)
    sequence_all()

    page = get(client, "/recherche/", q="sommet")
    assert facets(page)["Year"] == {"2024": 1}
    assert facets(page)["Kind"] == {"Person": 1, "Meeting": 1}
    this_year = str(timezone.now().year)
    assert shown(get(client, "/recherche/", q="sommet", year=this_year, kind="person")) == []
    assert shown(get(client, "/recherche/", q="sommet", year="2024")) == ["Sommet"]


def test_conditions_stand_together_and_each_can_be_taken_away(client, told):
    mali = Item.objects.get(kind="country").uid
    asked = {"country": str(mali), "year": "2021", "section": "securite"}
    page = get(client, "/recherche/", q="sommet", **asked)

    assert shown(page) == ["Sommet 3"]
    conditions = page.texts("ul[@class='inline conditions']/li")
    assert conditions == [
        "Year 2021 remove 2021",
        "Country Mali remove Mali",
        "Section Security remove Security",
    ]
    wider = get(client, "/recherche/" + page.links["remove 2021"])
    assert sorted(shown(wider)) == ["Sommet 1", "Sommet 3"]


@pytest.mark.parametrize(
    ("first", "last", "numbers"),
    [
        ("2020-06-01", "2020-06-02", "10"),
        ("2020-06-02", "2020-06-02", "1"),
        ("2021-01-01", "", "5432"),
        ("", "2020-12-31", "10"),
    ],
)
def test_days_are_included_on_both_sides(client, told, first, last, numbers):
    asked = {"q": "sommet", "order": "newest"} | {"from": first} | {"to": last}

    page = get(client, "/recherche/", **asked)

    assert sorted(shown(page)) == sorted(f"Sommet {number}" for number in numbers)


@pytest.mark.parametrize("taken_back", ["at the commit", "in the register"])
def test_what_is_taken_back_counts_nowhere_at_once(client, told, taken_back):
    withdraw(told[0], by=None, reason="Erreur")
    if taken_back == "in the register":
        sequence_all()

    page = get(client, "/recherche/", q="sommet")

    found = facets(page)
    assert (found["Country"], found["Year"]["2020"]) == ({"Mali": 3}, 1)
    assert "Meeting" not in found
    assert page.texts("h2[@id='answers']") == ["5 results"]
    assert "Sommet 0" not in page.text


def test_what_is_not_public_names_no_facet(client, told):
    person = told[4].mentions.first().actor
    person.visibility = "held"
    person.save()

    before = facets(get(client, "/recherche/", q="sommet"))
    sequence_all()

    assert before["Person"] == {"Awa Keïta": 4}
    assert facets(get(client, "/recherche/", q="sommet"))["Person"] == {"Awa Keïta": 4}


def test_relevance_puts_the_headline_before_the_text_and_newest_first_does_not(client):
    texts = [("Accord de paix", "<p>Rien.</p>"), ("Visite", "<p>Un accord de plus.</p>")]
    for year, (headline, body) in enumerate(texts, 2020):
        story = ArticleFactory(headline=headline, body=body)
        publish(story, by=None, at=datetime(year, 6, 1, tzinfo=UTC))
    sequence_all()

    assert shown(get(client, "/recherche/", q="accord")) == ["Accord de paix", "Visite"]
    newest = get(client, "/recherche/", q="accord", order="newest")
    assert shown(newest) == ["Visite", "Accord de paix"]


@pytest.mark.parametrize("order", ["relevance", "newest"])
@pytest.mark.parametrize("pool", [1000, 10])
def test_pages_give_each_answer_once_in_either_order(client, monkeypatch, order, pool):
    monkeypatch.setattr("newsroom.register.pool.POOL", pool)
    monkeypatch.setattr("newsroom.search.finding.ROWS", 4)
    for number in range(15):
        body = "<p>" + "sommet " * (number % 3) + "</p>"
        story = ArticleFactory(headline=f"Sommet {number}", body=body)
        publish(story, by=None, at=datetime(2020, 6, 1 + number % 4, tzinfo=UTC))
    sequence_all()

    address, read = f"/recherche/?q=sommet&order={order}", []
    while address:
        page = get(client, address)
        read += shown(page)
        following = page.links.get("Further")
        if following and len(read) == 4:
            ArticleFactory(headline="Sommet nouveau", published=True)
            sequence_all()
        address = following and "/recherche/" + following

    assert len(read) == len(set(read)) == (15 if order == "newest" or pool > 15 else 10)
    assert "Sommet nouveau" not in read
    if order == "relevance" and pool < 15:
        assert page.links["Older results, newest first"] == "?q=sommet&order=newest"


def test_more_answers_than_are_looked_at_are_said_and_counted_on_demand(client, told, monkeypatch):
    monkeypatch.setattr("newsroom.register.pool.POOL", 4)

    page = get(client, "/recherche/", q="sommet")
    counted = get(client, "/recherche/" + page.links["Count them all"])

    assert page.texts("h2[@id='answers']") == ["More than 4 results"]
    assert "Ranks and figures are of the 4 newest." in page.text
    assert facets(page)["Year"] == {"2022": 2, "2021": 2}
    assert counted.texts("h2[@id='answers']") == ["6 results"]


@pytest.mark.parametrize(
    "question",
    [
        "persone=x", "order=best", "kind=star", "year=0", "year=x", "person=x", "count=all",
        "from=2020-13-01", "from=2021-01-01&to=2020-01-01",
        "section=a,b", "cursor=x", "year=2020&year=2021",
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(client, question):
    assert get(client, f"/recherche/?q=x&{question}").status == 400


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"year": "2020", "from": "2020-06-02"}, ["Sommet 1"]),
        ({"year": "2020", "to": "2020-06-01"}, ["Sommet 0"]),
        ({"year": "2020", "from": "2019-01-01", "to": "2030-01-01"}, ["Sommet 1", "Sommet 0"]),
        ({"year": "2020", "from": "2021-01-01"}, []),
    ],
)
def test_days_narrow_a_year_further(client, told, asked, found):
    assert shown(get(client, "/recherche/", q="sommet", order="newest", **asked)) == found


def test_days_are_typed_into_the_form_and_stay_there(client, told):
    page = get(
        client, "/recherche/", **{"q": "sommet", "from": "2021-01-01", "section": "securite"}
    )
    sent = [(one.get("name"), one.get("value")) for one in page.all("form[@role='search']//input")]

    assert dict(sent) == {"q": "sommet", "from": "2021-01-01", "to": "", "section": "securite"}
    assert len(sent) == 4
    assert "Since 1 January 2021 remove" in page.texts("ul[@class='inline conditions']/li")[0]
    # What the form sends with its empty field is the same question.
    again = get(client, "/recherche/", **dict(sent))
    assert shown(again) == shown(page)
    assert sorted(shown(page)) == ["Sommet 3", "Sommet 5"]


def test_conditions_of_nothing_find_nothing(client, told):
    for question in ("section=neant", "year=1999", f"person={told[0].uid}"):
        page = get(client, f"/recherche/?q=sommet&{question}")
        assert (page.status, shown(page)) == (200, [])
        assert page.links["Search without conditions"] == "?q=sommet"


def test_it_takes_no_more_questions_for_many_answers_than_for_few(client, told):
    few = get(client, "/recherche/", q="sommet").queries
    ArticleFactory.create_batch(30, headline="Sommet", published=True)
    sequence_all()

    assert get(client, "/recherche/", q="sommet").queries <= few <= 6


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"q": "sommet"}, ["Sommet 5", "Sommet 4", "Sommet 3"]),
        ({"q": "sommet", "year": "2020"}, ["Sommet 1", "Sommet 0"]),
        ({"language": "en"}, ["Sommet 5"]),
        ({"q": "de la"}, []),
        ({}, []),
    ],
)
def test_what_follows_a_search_gets_the_newest_of_its_answers(told, question, found):
    asked = QueryDict(mutable=True)
    asked.update(question)

    items = answers(Asked(asked), limit=3, scope=PUBLIC_SCOPE)

    assert [title(item) for item in items if item.kind == "article"] == found
