"""Reader pages stay small: a story with everything in it fits a slow line."""

import pytest

from newsroom.register.sequencer import sequence_all
from tests.factories import EvidenceFactory, ParticipationFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

MOST = 60_000


def test_story_with_a_hundred_facts_stays_under_sixty_kilobytes(client):
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
            note="Il est nommé comme participant.",
        )
    sequence_all()

    html = get(client, page_of(scene["article"])).response.content

    assert html.count(b"nomm\xc3\xa9 comme participant") == 100
    assert len(html) < MOST
