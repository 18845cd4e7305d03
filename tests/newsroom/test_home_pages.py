"""The front page: how it opens, what stands below by section, and where its menu leads."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.services import publish
from newsroom.pages import HEAD, OF_SECTION
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, SectionFactory
from tests.reader import get

pytestmark = pytest.mark.django_db


def publish_stories(number: int) -> None:
    """So many stories of one section, the newest with the highest number."""
    section = SectionFactory(name="Défense", name_en="Defence")
    for day in range(1, number + 1):
        story = ArticleFactory(headline=f"Titre {day}.", section=section)
        publish(story, by=None, at=datetime(2025, 8, day, 12, tzinfo=UTC))
    sequence_all()


def test_the_newest_story_opens_the_page_and_the_rest_stands_by_section(client: Client) -> None:
    publish_stories(HEAD + OF_SECTION + 2)

    page = get(client, "/")

    first = HEAD + OF_SECTION + 2
    assert page.texts("h3[@class='headline']") == [f"Titre {first}."]
    below = page.section("sections")
    assert below.startswith(f"By section Defence Titre {first - HEAD}.")
    assert below.count("Titre") == OF_SECTION
    assert page.text.count(f"Titre {first}.") == 1


def test_a_story_without_a_headline_opens_with_its_own_words(client: Client) -> None:
    publish(ArticleFactory(headline="", lead="Deux ministres se sont vus."), by=None)
    sequence_all()

    page = get(client, "/")

    assert page.texts("h3[@class='lead']") == ["Deux ministres se sont vus."]


def test_the_menu_says_which_list_is_shown(client: Client) -> None:
    page = get(client, "/rencontres/")

    assert page.texts("nav//a[@aria-current='page']") == ["Meetings"]


def test_every_page_says_what_it_is_about(client: Client) -> None:
    for path in ("/", "/articles/", "/personnes/", "/recherche/", "/articles/?persone=x"):
        [description] = get(client, path).all("meta[@name='description']")

        assert len(description.get("content")) > 20
