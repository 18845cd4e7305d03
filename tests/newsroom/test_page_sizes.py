"""Reader pages stay small: a story with everything in it fits a slow line."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import EvidenceFactory, ParticipationFactory
from tests.newsroom.page_sizes import (
    FACES,
    MOST,
    SENT_COMPRESSED,
    STYLES,
    content_of,
    first_visit,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

MOST_STYLES = 28_000
FETCHED = ("icon", "preload", "stylesheet")


@pytest.fixture
def story():
    """A story with a hundred facts."""
    scene = publish_scene()
    for number in range(100):
        one = ParticipationFactory(
            meeting=scene["meeting"],
            person=scene["camara"],
            delegation=scene["mali"].actor_ptr,
            name_as_written=f"le ministre {number}",
        )
        EvidenceFactory(
            article=scene["article"],
            exact="Nous sommes d’accord",
            participation=one,
            note=f"Il est nommé comme participant, {number}.",
        )
    sequence_all()

    return page_of(scene["article"])


def test_story_with_its_stylesheet_stays_under_sixty_kilobytes(client, story):
    html = get(client, story).response.content

    assert len(html) + len(content_of(STYLES)) < MOST


def test_story_with_a_hundred_facts_listed_stays_under_sixty_kilobytes(client, story):
    html = get(client, story, facts="all").response.content

    assert html.count(b"nomm\xc3\xa9 comme participant") == 100
    assert len(html) + len(content_of(STYLES)) < MOST


def test_stylesheet_stays_small():
    assert len(content_of(STYLES)) < MOST_STYLES


def test_first_visit_takes_less_than_sixty_kilobytes_with_the_faces(client, story):
    html = get(client, story).response.content

    assert first_visit(html) < MOST


def test_a_page_fetches_nothing_that_is_not_weighed(client, story):
    page = get(client, story)
    links = [link for link in page.all("link") if link.get("rel") in FETCHED]
    fetched = [*(link.get("href") for link in links), *(s.get("src") for s in page.all("script"))]

    assert {name.removeprefix("/static/") for name in fetched if name} == {
        *SENT_COMPRESSED,
        *FACES,
    }
