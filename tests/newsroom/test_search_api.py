"""The search of the API: what the pages find, with facets, marks and other questions, as JSON."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from articles.services import schedule, withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    EmbargoAccessFactory,
)
from tests.newsroom.summit import summit
from tests.partners.contracts import asking, forget, keyed, partner

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SEARCH = "/api/v1/search"


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


@pytest.fixture
def told():
    """Six stories of a summit, with the people, bodies and labels that they have."""
    return summit()


def ask(by=None, **asked):
    client = by or Client()
    response = client.get(SEARCH, asked, headers={"accept-language": "fr"})
    assert response.status_code == 200, response.content
    return response.json()


def numbers(answer):
    """The facets: name → title → number."""
    return {
        one["name"]: {value["title"]: value["count"] for value in one["values"]}
        for one in answer["facets"]
    }


def joined(pieces):
    return "".join(piece["text"] for piece in pieces)


def hits(pieces):
    return [piece["text"] for piece in pieces if piece["is_hit"]]


def test_a_row_names_the_thing_and_marks_what_the_words_found(told):
    row = ask(q="sommet 3")["data"][0]

    assert row["id"] == str(told[3].uid)
    assert (row["type"], row["title"], row["language"]) == ("article", "Sommet 3", "fr")
    assert row["at"] == "2021-06-04T00:00:00Z"
    assert joined(row["title_marked"]) == row["title"]
    assert hits(row["title_marked"]) == ["Sommet", "3"]
    assert joined(row["excerpt"]).startswith("Le sommet n° 3 s’est ouvert")
    assert hits(row["excerpt"])[:2] == ["sommet", "3"]
    assert urlsplit(row["document"]).path == f"/api/v1/articles/{told[3].uid}"
    assert Client().get(row["document"]).json()["headline"] == "Sommet 3"
    assert Client().get(row["page"]).status_code == 200


def test_a_story_without_a_headline_is_given_none():
    ArticleFactory(headline="", lead="Un communiqué du sommet.", published=True)
    sequence_all()

    [row] = ask(q="sommet")["data"]

    assert (row["title"], row["title_marked"]) == (None, [])
    assert hits(row["excerpt"]) == ["sommet"]


def test_facets_say_how_many_answers_have_what(told):
    answer = ask(q="sommet")

    assert answer["meta"] == {"counted": 6, "is_whole": True}
    assert numbers(answer) == {
        "kind": {"Article": 6},
        "year": {"2022": 2, "2021": 2, "2020": 2},
        "country": {"Mali": 4},
        "person": {"Awa Keïta": 4, "Issa Bâ": 2},
        "organisation": {"Alliance": 2},
        "meeting": {"Pourparlers": 1},
        "section": {"Sécurité": 3},
        "subject": {"Armée": 1},
        "author": {"AC": 1},
        "language": {"français": 5, "anglais": 1},
    }


def test_each_value_leads_to_as_many_answers_as_it_says(told):
    followed = 0
    for facet in ask(q="sommet")["facets"]:
        for value in facet["values"]:
            narrowed = Client().get(value["search"], {}, headers={"accept-language": "fr"}).json()
            assert len(narrowed["data"]) == value["count"], value
            by_value = ask(q="sommet", **{facet["name"]: value["value"]})
            assert by_value["data"] == narrowed["data"]
            followed += 1

    assert followed == 14


@pytest.mark.parametrize("order", ["relevance", "newest"])
@pytest.mark.parametrize("limit", [1, 4, 200])
def test_pages_give_every_answer_once(told, order, limit):
    seen, address = [], f"{SEARCH}?q=sommet&order={order}&limit={limit}"
    while address:
        response = Client().get(address)
        page = response.json()
        assert len(page["data"]) <= limit
        seen += [row["id"] for row in page["data"]]
        address = page["links"]["next"]
        assert (f'<{address}>; rel="next"' in response.headers["Link"]) is bool(address)

    assert sorted(seen) == sorted(str(story.uid) for story in told)
    if order == "newest":
        assert seen == [str(story.uid) for story in reversed(told)]


def test_a_misspelt_name_finds_whom_it_means_and_says_so(told):
    answer = ask(q="Awa Keita")
    assert [one["title"] for one in answer["named"]] == ["Awa Keïta"]
    assert answer["meant"] == []

    misspelt = ask(q="Awa Kieta")
    assert [one["title"] for one in misspelt["meant"]] == ["Awa Keïta"]
    assert {row["id"] for row in misspelt["data"] if row["type"] == "article"} == {
        str(story.uid) for story in told[:4]
    }
    # What it was found by is marked as it stands.
    person = Client().get(misspelt["meant"][0]["document"]).json()
    assert person["name"] == "Awa Keïta"


def test_where_nothing_answers_other_questions_are_given(told):
    answer = ask(q="sommet zzyzx")

    assert answer["data"] == []
    assert [one["q"] for one in answer["instead"]] == ["sommet"]
    assert len(Client().get(answer["instead"][0]["search"]).json()["data"]) == 6


@pytest.mark.parametrize(("asked", "count"), [({}, 11), ({"kind": "article"}, 6), ({"q": "le"}, 0)])
def test_without_words_everything_is_an_answer_the_newest_first(told, asked, count):
    answer = ask(**asked)

    assert len(answer["data"]) == answer["meta"]["counted"] == count
    stories = [row["id"] for row in answer["data"] if row["type"] == "article"]
    assert stories == [str(story.uid) for story in reversed(told)][: len(stories)]
    years = {year: n for year, n in numbers(answer).get("year", {}).items() if year != "2025"}
    assert years == ({"2022": 2, "2021": 2, "2020": 2} if count else {})


def test_the_number_of_answers_is_told_to_whoever_asks(told):
    assert ask(q="sommet", limit=1, count="exact")["meta"]["count"] == 6
    assert ask(language="en", kind="article", count="exact")["meta"]["count"] == 1


def test_the_names_of_facets_are_in_the_language_of_whoever_asks(told):
    response = Client().get(SEARCH, {"q": "sommet"}, headers={"accept-language": "en"})

    assert "Accept-Language" in response.headers["Vary"]
    assert numbers(response.json())["section"] == {"Security": 3}


@pytest.mark.parametrize(
    ("asked", "parameter", "code"),
    [
        ({"colour": "red"}, "colour", "unknown"), ({"format": "ninjs"}, "format", "unknown"),
        ({"order": "loudest"}, "order", "invalid_choice"),
        ({"kind": "rumour"}, "kind", "invalid_choice"),
        ({"count": "estimate"}, "count", "invalid_choice"),
        ({"limit": "201"}, "limit", "max_value"), ({"limit": "0"}, "limit", "min_value"),
        ({"person": "Awa"}, "person", "invalid"), ({"year": "MMXX"}, "year", "invalid"),
        ({"from": "2021-01-01", "to": "2020-01-01"}, "to", "invalid"),
        ({"q": ""}, "q", "empty"), ({"q": ["one", "two"]}, "q", "repeated"),
        ({"q": "x" * 401}, "q", "max_length"),
        ({"q": "a", "cursor": "nothing"}, "cursor", "invalid"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_by_its_name(asked, parameter, code):
    response = Client().get(SEARCH, asked)

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [(one["parameter"], one["code"]) for one in response.json()["errors"]] == [
        (parameter, code)
    ]


def test_a_cursor_is_good_for_its_own_question_alone(told):
    following = ask(q="sommet", limit=2)["links"]["next"]
    foreign = following.replace("q=sommet", "q=bamako")

    refused = Client().get(foreign)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == "cursor"


def test_what_is_withdrawn_is_found_no_more_and_counted_no_more(told):
    withdraw(told[1], by=None, reason="Erreur.")  # not sequenced yet

    answer = ask(q="sommet")

    assert str(told[1].uid) not in {row["id"] for row in answer["data"]}
    assert numbers(answer)["year"]["2020"] == 1
    assert "author" not in numbers(answer)


@pytest.mark.parametrize(("labels", "count"), [(["public"], 6), (["lang:en"], 1), (["record"], 0)])
def test_a_key_finds_and_counts_what_it_may_read(told, labels, count):
    answer = ask(by=asking(*labels), kind="article", q="sommet")

    assert len(answer["data"]) == count
    assert answer["meta"]["counted"] == count
    assert sum(numbers(answer).get("language", {}).values()) == count


def test_a_story_under_embargo_is_found_by_nobody_not_even_by_who_has_it():
    house = partner("public", gets_embargoed=True)
    story = ArticleFactory(ready=True, headline="Sommet", embargo_until=timezone.now() + DAY)
    EmbargoAccessFactory(article=story, partner=house)
    schedule(story, by=None, at=story.embargo_until)
    sequence_all()
    early = keyed(house)

    assert early.get(f"/api/v1/articles/{story.uid}").status_code == 200
    assert ask(by=early, q="sommet")["data"] == []
    assert ask(q="sommet")["data"] == []


@pytest.mark.parametrize("hidden", ["headline", "lead", "body", "names"])
def test_words_of_hidden_texts_cannot_be_asked_for(told, hidden):
    masked = asking("public", hidden=[hidden])

    refused = masked.get(SEARCH, {"q": "sommet"})

    assert refused.status_code == 400
    assert [(e["parameter"], e["code"]) for e in refused.json()["errors"]] == [("q", "not_allowed")]


def test_what_is_hidden_is_in_no_row_and_in_no_facet(told):
    hidden = ["lead", "headline", "signatories", "subjects", "mentions", "name"]
    masked = asking("public", hidden=hidden)

    people = masked.get(SEARCH, {"kind": "person"}).json()["data"]
    assert [row["title"] for row in people] == [None, None]
    response = masked.get(SEARCH, {"from": "2020-01-01", "kind": "article"})

    assert [row["title"] for row in response.json()["data"]] == [None] * 6
    content = response.content.decode().lower()  # an address has the headline in small letters
    assert "sommet" not in content
    assert "ouvert" not in content
    assert numbers(response.json()).keys() <= {"kind", "year"}


def test_the_same_answer_is_a_304(told):
    first = Client().get(SEARCH, {"q": "sommet"})

    again = Client().get(SEARCH, {"q": "sommet"}, headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304


def test_more_answers_take_no_more_queries(told, django_assert_max_num_queries):
    for limit in (1, 6):
        with django_assert_max_num_queries(4):
            ask(q="sommet", limit=limit)
