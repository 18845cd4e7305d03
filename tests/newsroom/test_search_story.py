"""Searches for the story of 14 August 2025, under every spelling of its people, and for others."""

import pytest

from tests.newsroom.story_record import loaded
from tests.reader import get, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker) as record:
        yield record


@pytest.mark.parametrize(
    "q",
    [
        "Simporé", "Mody", "Goita", "union sovietique", "l'AES", "A.E.S.", "Belousof", "Tchiani",
        "Simpone", "Belooussov", "Belousof Niamey", "Salifou Modi", "Poutine", "Putin",
        '"pleine solidarité" OU AES', "ministre de la défense mali -nigeria", "Goitta Camara AES",
    ],
)  # fmt: skip
def test_the_story_is_found(client, story, q):
    page = get(client, "/recherche/", q=q)

    assert page_of(story.article) in page.addresses


@pytest.mark.parametrize("q", ["Nigeria", "Nigéria", "mal", "salle", '"Goita Camara"', "AES -mali"])
def test_the_story_is_not_found(client, story, q):
    assert page_of(story.article) not in get(client, "/recherche/", q=q).addresses


def test_the_page_says_whom_it_took_to_be_meant(client, story):
    page = get(client, "/recherche/", q="Belousof", language="fr")

    assert "Résultats pour Andrei Belousov" in page.text or "Résultats pour Andreï" in page.text
