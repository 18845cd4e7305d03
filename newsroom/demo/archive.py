"""Loads the whole demo archive, part after part, and brings the register up to date."""

from collections.abc import Callable

from django.db.models import Max

from newsroom.demo import countries, day, meetings, organisations, people, stories, story
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all

Advance = Callable[[int], object]


def _load_story(advance: Advance) -> None:
    story.load()
    advance(1)


# How many rows a part has, and what loads it; each needs those before it.
PARTS: tuple[tuple[Callable[[], int], Callable[[Advance], None]], ...] = (
    (countries.size, countries.load),
    (organisations.size, organisations.load),
    (people.size, people.load),
    (meetings.size, meetings.load),
    (lambda: 1, _load_story),
    (stories.size, stories.load),
    (day.size, day.load),
)


def size() -> int:
    """How many rows `load` goes through."""
    return sum(count() for count, _load in PARTS)


def load(advance: Advance = lambda _rows: None) -> int:
    """Enter what is missing; how many register numbers that took.

    `advance` is told how many rows more are done. A second time nothing changes: what is there,
    perhaps changed by an editor since, is left alone.
    """
    before = _last_number()
    for _count, load_part in PARTS:
        load_part(advance)
    sequence_all()
    return _last_number() - before


def _last_number() -> int:
    return Item.objects.aggregate(last=Max("seq"))["last"] or 0
