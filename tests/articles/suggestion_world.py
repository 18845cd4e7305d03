"""The archive that texts are read against: the demo's countries, bodies, people, and its story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from articles.suggestion.result import Found
from articles.suggestion.suggest import names
from newsroom.demo import countries, organisations, people, story
from tests.undone import undone

ON = date(2025, 8, 14)


@contextmanager
def loaded(blocker: Any, *, with_story: bool = True) -> Iterator[None]:
    """The archive, undone at the end; the tests' transactions nest inside."""
    with blocker.unblock(), undone():
        for part in (countries, organisations, people):
            part.load(lambda _rows: None)
        if with_story:
            story.load()
        yield


def read(text: str, on: date = ON) -> list[tuple[str, str, str]]:
    """What is found: as printed, how, and the thing's name, or "" where there is not just one."""
    return [
        (one.text, one.how.value, one.thing.name if one.thing else "") for one in found(text, on)
    ]


def found(text: str, on: date = ON) -> list[Found]:
    """What is found, without the ministries that follow from their ministers."""
    return [
        one for one in names(text, on) if not (one.kind == "organisation" and one.via is not None)
    ]
