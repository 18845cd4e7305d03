"""How pages are cited: by an address that stays, with the version that was read."""

import pytest

from articles import services
from articles.choices import SignatoryRole
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, SignatoryFactory
from tests.factories.articles import PUBLISHED_AT
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    article = ArticleFactory(headline="Deux ministres à Bamako")
    SignatoryFactory(article=article, initials="AC", role=SignatoryRole.WRITER)
    SignatoryFactory(article=article, initials="APA", role=SignatoryRole.AGENCY)
    services.publish(article, by=None, at=PUBLISHED_AT)
    sequence_all()
    return article


def cited(client, thing, language="en"):
    [entry] = get(client, page_of(thing), language=language).texts("p[@class='citation']")
    return entry


def test_a_story_is_cited_with_its_author_its_day_its_version_and_its_address(client, story):
    address = f"http://testserver/articles/{story.uid}/"

    assert cited(client, story) == (
        f"APA (AC). “Deux ministres à Bamako.” The archive, 14 August 2025, version 1. {address}"
    )
    assert cited(client, story, "fr") == (
        f"APA (AC). « Deux ministres à Bamako ». Les archives, 14 août 2025, version 1. {address}"
    )
    assert "«\u202fDeux" in get(client, page_of(story), "fr").response.content.decode()


def test_a_story_that_was_reworded_is_cited_with_the_day_of_its_version(client, story):
    story.headline = "Deux ministres se voient"
    story.save()
    sequence_all()

    assert ", version 2 of " in cited(client, story)


def test_the_address_leads_to_the_page_for_ever(client, story):
    address = page_of(story)
    story.headline = "Tout autre chose"
    story.save()
    sequence_all()

    for old in (f"/articles/{story.uid}/", address):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, page_of(story))


@pytest.mark.parametrize("name", ["camara", "meeting", "agreement"])
def test_other_pages_are_cited_by_what_is_known(client, name):
    scene = publish_scene()

    entry = cited(client, scene[name])

    assert "The archive, version 1 of " in entry
    assert str(scene[name].uid) in entry
