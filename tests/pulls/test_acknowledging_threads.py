"""Acknowledgements while others acknowledge, and while numbers are given out."""

import pytest

from articles.services import withdraw
from newsroom.pulls.models import Acknowledgement, Reach
from newsroom.pulls.standing import reports
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.actors.test_merging_threads import Worker
from tests.factories import ArticleFactory
from tests.pulls.takers import state, taker
from tests.register.mirrors import Mirror

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
STORIES, MIRRORS = 12, 3


def test_the_same_cursor_from_many_threads_is_one_acknowledgement():
    ArticleFactory(published=True, language="fr")
    sequence_all()
    mirror = taker("lang:fr").pull()
    Acknowledgement.objects.all().delete()
    Reach.objects.all().delete()

    def ask():
        address = f"/api/v1/changes?since={mirror.cursor}"
        return [mirror.client.get(address).status_code for _ in range(5)]

    outcomes = [worker.done() for worker in [Worker(ask) for _ in range(4)]]

    assert outcomes == [[200] * 5] * 4
    assert Acknowledgement.objects.count() == 1
    assert Reach.objects.filter(label="lang:fr").count() == 1


def test_a_mirror_that_pulls_while_stories_are_withdrawn_is_never_said_to_hold_what_it_does_not():
    """Whoever is said to have taken a withdrawal does not hold the story any more."""
    stories = ArticleFactory.create_batch(STORIES, published=True, language="fr")
    sequence_all()
    mirrors = [taker("lang:fr", limit=2).pull() for _ in range(MIRRORS)]
    wrong: list[tuple[str, int]] = []

    def pull(mirror: Mirror):
        for _ in range(40):
            mirror.pull_page()

    def write():
        for story in stories:
            withdraw(story, by=None, reason="Faux.")
            sequence_all()

    def look():
        for _ in range(10):
            for report in reports():
                for row in report.rows:
                    if row.state.value != "taken":
                        continue
                    mirror = next(m for m in mirrors if m.access.partner == row.partner.pk)
                    if str(report.change.uid) in mirror.held:
                        wrong.append((str(report.change.uid), row.partner.pk))

    workers = [Worker(lambda m=m: pull(m)) for m in mirrors] + [Worker(write), Worker(look)]
    faults = [fault for fault in (worker.done() for worker in workers) if fault is not None]

    assert faults == []
    assert wrong == []
    for mirror in mirrors:
        mirror.pull()
        mirror.pull_page()
    assert {state(mirror, story) for mirror in mirrors for story in stories} == {"taken"}
    assert Item.objects.filter(live=False).count() == STORIES
