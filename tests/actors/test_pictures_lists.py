"""The map of meetings and the chronology of who met whom: narrowed as the API is, and no leak."""

from typing import Any

import pytest

from articles.services import withdraw
from tests.actors.pictures import drawn, make_world, marks, table
from tests.reader import get, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


MAPS = (
    ({}, ["Bamako, 2 meetings", "Niamey, 1 meeting"]),
    ({"year": "2025"}, ["Bamako, 1 meeting", "Niamey, 1 meeting"]),
    ({"year": "2024"}, ["Bamako, 1 meeting"]),
    ({"year": "2023"}, []),
    ({"person": "mody"}, ["Bamako, 1 meeting", "Niamey, 1 meeting"]),
    ({"place": "bamako"}, ["Bamako, 2 meetings"]),
    ({"country": "niger", "year": "2024"}, ["Bamako, 1 meeting"]),
)


def test_map_of_all_meetings_is_narrowed_by_year_country_person_and_place(client, world):
    found = []
    for asked, _places in MAPS:
        page = get(client, "/carte/", **given(world, asked))
        found.append((asked, drawn(page, "map")))
        assert {get(client, link).status for link in marks(page)} <= {200}

    assert found == list(MAPS)


def given(world: dict[str, Any], asked: dict[str, str]) -> dict[str, str]:
    """The parameters, with the ids of what is named in them."""
    return {
        name: str(world[value].uid) if value in world else value for name, value in asked.items()
    }


def test_a_mark_leads_to_the_meetings_there_under_the_same_conditions(client, world):
    page = get(client, "/carte/", year="2025", country=str(world["mali"].uid))
    [link] = [link for link in marks(page) if str(world["bamako"].uid) in link]
    listed = get(client, link)

    assert "Entretien 2" in listed.text
    assert "Entretien 1" not in listed.text
    assert "Bamako remove" in listed.text


ANSWERS = (
    ("/carte/", {"year": "0"}, 400),
    ("/carte/", {"year": "MMXXV"}, 400),
    ("/carte/", {"q": "paix"}, 400),
    ("/carte/", {"anne": "2025"}, 400),
    ("/chronologie/", {"person": "x"}, 400),
    ("/chronologie/", {"year": "2025"}, 400),
    ("/chronologie/", {"certainty": "explicit", "from": "2025-01-01", "order": "date"}, 200),
)


def test_pictures_refuse_what_they_do_not_understand(client):
    found = [(path, asked, get(client, path, **asked).status) for path, asked, _ in ANSWERS]

    assert found == list(ANSWERS)


def test_chronology_shows_who_met_whom_newest_first_in_both_forms(client, world):
    page = get(client, "/chronologie/")

    assert drawn(page, "timeline") == [
        "Sadio Camara – Mody, from 14 to 15 August 2025 · Entretien 3",
        "Sadio Camara – Mody, May 2025 · Entretien 2",
    ]
    assert table(page) == [
        "from 14 to 15 August 2025 | Sadio Camara (Mali) – Mody (Niger) | Entretien 3",
        "May 2025 | Sadio Camara (Mali) – Mody (Niger) | Entretien 2",
    ]


CHRONOLOGIES = (
    ({"from": "2025-06-01"}, ["Entretien 3"]),
    ({"to": "2025-06-01"}, ["Entretien 2"]),
    ({"country": "niger", "order": "date"}, ["Entretien 2", "Entretien 3"]),
    ({"person": "mody"}, ["Entretien 3", "Entretien 2"]),
    ({"person": "mali"}, ["Entretien 3", "Entretien 2"]),
    ({"certainty": "inferred"}, []),
)


def test_chronology_is_narrowed_by_who_and_when(client, world):
    found = []
    for asked, _titles in CHRONOLOGIES:
        page = get(client, "/chronologie/", **given(world, asked))
        found.append((asked, [said.rpartition("· ")[2] for said in drawn(page, "timeline")]))

    assert found == list(CHRONOLOGIES)


def test_a_story_that_is_withdrawn_takes_what_only_it_reported_out_of_the_pictures(client):
    scene = publish_scene()
    assert "Consultations 1" in get(client, "/chronologie/").text
    assert table(get(client, "/carte/")) == ["Bamako 1 | Mali (en) 1 | 1 – Bamako 1"]

    withdraw(scene["article"], by=None, reason="Retirée.")
    for path in ("/chronologie/", "/carte/"):
        shown = get(client, path).text
        assert "Consultations 1" not in shown
        assert "Bamako 1" not in shown
