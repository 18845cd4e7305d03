"""Real stories, retyped: the one that is meant is found, and is the nearest."""

import pytest

from newsroom.bench import near
from newsroom.bench.near import Nearness

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(shared, monkeypatch) -> dict[str, Nearness]:
    """How well it goes for some stories, by the way of retyping them."""
    if not (shared / near.STORIES).is_file():
        pytest.skip("the stories of Wikinews are not here")
    monkeypatch.setattr(near, "ASKED", 60)
    return {row.name: row for row in near.measure(shared)}


def test_retyped_stories_are_found_and_are_the_nearest(found):
    for share in (0, 5, 10, 15, 20):
        row = found[f"{share}% of the words changed"]
        assert row.found >= 0.98, row
        assert row.first >= 0.95, row


def test_most_thirds_of_stories_are_found_inside_others(found):
    assert found["a third of it inside another text"].found >= 0.7


def test_other_stories_are_seldom_named(found):
    # Those that are tell of one race, day after day, with the same tables.
    assert found["0% of the words changed"].others / 60 <= 0.5
