"""What the story of 14 August 2025 must answer (F138 to F143), asked of the API alone."""

import pytest
from django.test import Client

from tests.newsroom.story_record import PRESIDENTS, loaded

BELOUSOV, CAMARA = "Andrei Belousov", "Sadio Camara"
MODY, SIMPORE = "Salifou Mody", "Célestin Simporé"
MAY, AUGUST = "2025-05-11", "2025-08-14"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker) as found:
        yield found


@pytest.fixture
def ask(story):
    """The answer of the API to a question, checked to be one."""
    client = Client()

    def asked(path, **parameters):
        answer = client.get(f"/api/v1/{path}", parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return asked


@pytest.fixture
def people(ask):
    """The id of each person by name."""
    return {person["name"]: person["id"] for person in ask("people")["data"]}


def meets(ask, people, **parameters):
    names = {uid: name for name, uid in people.items()}
    return sorted(
        (*sorted(names[uid] for uid in met["people"]), met["when"], met["certainty"])
        for met in ask("encounters", **parameters)["data"]
    )


def test_who_met_whom_and_which_of_it_is_inferred(ask, people):
    assert meets(ask, people) == sorted(
        [
            (BELOUSOV, MODY, MAY, "explicit"),
            (BELOUSOV, CAMARA, MAY, "explicit"),
            (BELOUSOV, SIMPORE, MAY, "explicit"),
            (BELOUSOV, CAMARA, AUGUST, "explicit"),
            (BELOUSOV, MODY, AUGUST, "inferred"),
            (BELOUSOV, SIMPORE, AUGUST, "inferred"),
        ]
    )


@pytest.mark.parametrize("name", PRESIDENTS)
def test_no_president_met_anybody(ask, people, name):
    assert meets(ask, people, person=people[name]) == []
    assert ask("meetings", person=people[name])["data"] == []


@pytest.mark.parametrize(
    ("name", "explicit", "inferred"),
    [(BELOUSOV, 4, 0), (CAMARA, 2, 0), (MODY, 1, 1), (SIMPORE, 1, 1)],
)
def test_meetings_of_a_person(ask, people, name, explicit, inferred):
    uid = people[name]

    assert len(ask("meetings", person=uid)["data"]) == explicit + inferred
    assert len(ask("meetings", person=uid, certainty="explicit")["data"]) == explicit
    assert len(ask("meetings", person=uid, certainty="inferred")["data"]) == inferred


@pytest.mark.parametrize(("iso2", "number"), [("RU", 4), ("ML", 2), ("NE", 2), ("BF", 2)])
def test_meetings_of_a_country(ask, iso2, number):
    assert len(ask("meetings", country=iso2)["data"]) == number


@pytest.mark.parametrize(
    ("day", "certainty", "holder", "last_holder"),
    [
        ("2025-05-10", "unknown", None, None),
        ("2025-05-11", "attested", CAMARA, None),
        ("2025-06-15", "inferred", CAMARA, None),
        ("2025-08-14", "attested", CAMARA, None),
        ("2025-08-15", "unknown", None, CAMARA),
        ("2026-01-01", "unknown", None, CAMARA),
    ],
)
def test_defence_minister_of_mali(ask, people, day, certainty, holder, last_holder):
    [office] = ask("offices", country="ML", on=day)["data"]

    assert office["title"] == "ministre de la Défense et des Anciens combattants du Mali"
    assert office["certainty"] == certainty
    assert office["holder"] == people.get(holder)
    assert office["last_holder"] == people.get(last_holder)
    if certainty != "unknown" or last_holder:
        assert (office["attested_first"], office["attested_last"]) == (MAY, AUGUST)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Simporé", 1),
        ("Mody", 1),
        ("Goita", 1),
        ("union sovietique", 1),
        ("l'AES", 1),
        ("Nigeria", 0),
    ],
)
def test_what_finds_the_story(ask, story, text, number):
    found = ask("articles", q=text)["data"]

    assert [article["id"] for article in found] == [str(story.article.uid)] * number


def test_the_story_as_a_partner_gets_it(ask, story, people):
    article = ask(f"articles/{story.article.uid}")

    article = article.get("data", article)
    assert (article["headline"], article["dateline"]) == ("", None)
    assert article["dated"]["certainty"] == "inferred"
    assert article["signature"] == "AC/Sf/APA"
    assert {e["certainty"] for e in article["evidence"]} == {
        "explicit",
        "inferred",
        "outside",
        "disputed",
    }
    printed = {m["spelling"]: m["actor"] for m in article["mentions"]}
    assert printed["Celestin Simpone"] == people[SIMPORE]
    kinds = [statement["statement_kind"] for statement in article["statements"]]
    assert (kinds.count("quote"), kinds.count("term"), kinds.count("relayed")) == (9, 1, 1)
