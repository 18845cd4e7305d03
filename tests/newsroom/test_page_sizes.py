"""Reader pages stay small: a story with everything in it fits a slow line."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from newsroom.register.sequencer import sequence_all
from tests.factories import EvidenceFactory, ParticipationFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

MOST = 60_000
STYLES, MOST_STYLES = "newsroom/site.css", 28_000
FACES = ("newsroom/fonts/newsreader.woff2", "newsroom/fonts/libre-franklin.woff2")


def size_of(name: str) -> int:
    """Bytes of a static file."""
    return Path(str(finders.find(name))).stat().st_size


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

    assert len(html) + size_of(STYLES) < MOST


def test_story_with_a_hundred_facts_listed_stays_under_sixty_kilobytes(client, story):
    html = get(client, story, facts="all").response.content

    assert html.count(b"nomm\xc3\xa9 comme participant") == 100
    assert len(html) + size_of(STYLES) < MOST


def test_stylesheet_stays_small():
    assert size_of(STYLES) < MOST_STYLES


def test_first_visit_takes_less_than_sixty_kilobytes_with_the_faces(client, story):
    """As a proxy sends it: text is compressed, the faces are compressed already."""
    html = get(client, story).response.content
    styles = Path(str(finders.find(STYLES))).read_bytes()

    assert len(gzip.compress(html + styles)) + sum(map(size_of, FACES)) < MOST
