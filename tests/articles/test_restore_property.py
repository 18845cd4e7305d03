"""Whatever was done to a story: restoring a revision makes it what that revision says."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.history import content_of, record
from articles.history.restoring import preview, restore
from articles.history.snapshot import digest
from articles.models import Revision
from newsroom.register.models import Item
from newsroom.register.projection import digest as digest_of
from newsroom.register.sequencer import sequence_all
from tests.articles.history_world import DEEDS, FEW, World
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db

NUMBERS = st.integers(0, FEW - 1)
DEED = st.tuples(st.sampled_from(sorted(DEEDS)), NUMBERS, NUMBERS)
SAVES = st.lists(st.lists(DEED, min_size=1, max_size=5), min_size=2, max_size=5)
RULES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def saved(world: World, saves: list[list[tuple[str, int, int]]]) -> list[Revision]:
    """The revisions that are left when all this was done, one for each save."""
    record(world.article, by=None)
    for deeds in saves:
        for deed in deeds:
            world.do(*deed)
        record(world.article, by=None)
    return list(world.article.revisions.order_by("number"))


@RULES
@given(saves=SAVES, back=st.integers(0, 9))
def test_a_restored_draft_is_what_the_revision_says(saves, back, db):
    with transaction.atomic():
        world = World()
        revisions = saved(world, saves)
        wanted = revisions[back % len(revisions)]

        done = restore(world.article, wanted, by=None)

        assert digest(content_of(world.article)) == digest(wanted.content)
        # What was there before can be had again as well: nothing was lost by restoring.
        if done:
            restore(world.article, revisions[-1], by=None)
            assert digest(content_of(world.article)) == digest(revisions[-1].content)
        transaction.set_rollback(True)


@settings(RULES, max_examples=12)
@given(saves=SAVES, back=st.integers(0, 9))
def test_the_register_equals_the_record_after_a_published_story_is_restored(saves, back, db):
    # Not undone between examples: the sequencer commits, and more stories are a harder test.
    world = World(published=True)
    revisions = saved(world, saves)
    wanted = revisions[back % len(revisions)]
    sequence_all()

    restore(world.article, wanted, by=None)
    sequence_all()

    assert digest(content_of(world.article)) == digest(wanted.content)
    assert world.story().is_published
    shown = Item.objects.visible(("public",)).filter(doc__isnull=False)
    assert {str(item.uid): digest_of(item.doc) for item in shown} == truth()


def test_a_preview_writes_nothing():
    world = World()
    revisions = saved(world, [[("mention", 0, 0), ("write", 1, 1)]])
    before = content_of(world.article)

    planned = preview(world.article, revisions[0].content)

    assert content_of(world.article) == before
    assert planned.rows
    assert not planned.losses
