"""Fifty searches over real stories, each with its expected answer; facets, order, help."""

import re
from collections import Counter

import pytest

from newsroom.register.models import Item
from tests.newsroom.search_table import SEARCHES, imported
from tests.newsroom.test_search_facets import facets
from tests.reader import Reading, get

pytestmark = pytest.mark.django_db


UID = re.compile(r"/articles/([0-9a-f-]{36})/")


@pytest.fixture(scope="module")
def wikinews(shared, django_db_setup, django_db_blocker):
    with imported(shared, django_db_blocker) as uids:
        yield uids


def stories(page: Reading) -> list[str]:
    links = [a.get("href") for a in page.all("ol[@class='rows hits']//a")]
    return [match[1] for link in links if (match := UID.match(link))]


@pytest.mark.parametrize(("asked", "expected"), SEARCHES, ids=lambda value: str(value)[:60])
def test_search_finds_what_it_must_and_nothing_else(client, wikinews, asked, expected):
    asked = {"kind": "article"} | {
        name: wikinews.get(value, value) if name != "q" else value for name, value in asked.items()
    }

    page = get(client, "/recherche/", **asked)

    if isinstance(expected, int):
        assert page.texts("h2[@id='answers']") == [f"{expected} results"]
    else:
        numbers = {uid: number for number, uid in wikinews.items()}
        assert sorted(numbers[uid] for uid in stories(page)) == expected.split()


def test_facets_of_real_stories_are_those_of_the_register(client, wikinews):
    page = get(client, "/recherche/", q="burundi", kind="article")
    found = facets(page)

    rows = Item.objects.filter(kind="article", references__target=wikinews["Burundi"]).distinct()
    uids = list(rows.values_list("pk", flat=True))
    people = Counter(
        Item.objects.filter(pk__in=uids, references__target=wikinews[name]).distinct().count()
        for name in ("Pierre Nkurunziza",)
    )
    assert found["Country"]["Burundi"] == len(uids) > 25
    assert [found["Person"]["Pierre Nkurunziza"]] == list(people)
    assert sum(found["Year"].values()) == int(page.texts("h2[@id='answers']")[0].split()[0])


@pytest.mark.parametrize("word", ["séisme", "Palmyre", "Obamacare"])
def test_the_headline_comes_before_the_text(client, wikinews, word):
    page = get(client, "/recherche/", q=word, kind="article")

    titles = [word.lower() in title.lower() for title in page.texts("ol[@class='rows hits']//h3")]
    assert titles[0]
    assert titles == sorted(titles, reverse=True)


def test_a_word_that_nothing_has_is_named_and_the_others_are_offered(client, wikinews):
    page = get(client, "/recherche/", q="séisme zzyzx Alaska", kind="article")

    assert stories(page) == []
    assert "Nothing in the archive has “zzyzx”." in page.text
    assert page.links["séisme Alaska"] == "?q=s%C3%A9isme+Alaska&kind=article"


def test_words_that_never_stand_together_are_offered_one_less(client, wikinews):
    page = get(client, "/recherche/", q="tombouctou obamacare", kind="article")

    assert {"tombouctou", "obamacare"} <= page.links.keys()


def test_the_beginning_of_a_word_is_offered_where_it_finds_nothing_whole(client, wikinews):
    page = get(client, "/recherche/", q="génocider", kind="article")

    assert any("*" in words for words in page.links)
