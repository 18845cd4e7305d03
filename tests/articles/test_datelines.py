"""Datelines are worded as agencies print them, and nothing of them is made up."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from articles.datelines import worded
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PlaceFactory, SignatoryFactory

DAY = date(2025, 8, 14)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Bamako", DAY, "APA", "fr"), "Bamako, 14 août 2025 (APA)\u00a0–"),
        (("Bamako", DAY, "", "fr"), "Bamako, 14 août 2025\u00a0–"),
        (("Bamako", DAY, "APA", "en"), "Bamako, 14 August 2025 (APA)\u00a0–"),
        (("Niamey", date(2025, 8, 1), "APA", "fr-ML"), "Niamey, 1er août 2025 (APA)\u00a0–"),
        (("", DAY, "APA", "fr"), ""),
    ],
)
def test_the_wording_of_a_dateline(given, said):
    assert worded(*given) == said


def page_of(client: Client, **values: object) -> str:
    article = ArticleFactory(**values)
    SignatoryFactory(article=article, initials="APA", role="agency")
    article.status = "published"
    article.published_at = datetime(2025, 8, 13, 23, 30, tzinfo=UTC)  # the 14th in the newsroom
    article.save()
    sequence_all()
    return client.get(f"/articles/{article.uid}/", follow=True).content.decode()


@pytest.mark.django_db
def test_the_page_shows_it_with_the_day_in_the_newsroom(client):
    page = page_of(client, dateline=PlaceFactory(name="Bamako"))

    assert "Bamako, 14 août 2025 (APA)\u00a0–" in page


@pytest.mark.django_db
@pytest.mark.parametrize("lead", ["BAMAKO (APA) – Deux ministres", "Bamako, 14 août - Deux"])
def test_a_text_that_opens_with_its_dateline_gets_no_second_one(client, lead):
    page = page_of(client, dateline=PlaceFactory(name="Bamako"), lead=lead)

    assert 'class="dateline"' not in page


@pytest.mark.django_db
def test_a_story_without_a_place_has_none(client):
    assert 'class="dateline"' not in page_of(client)
