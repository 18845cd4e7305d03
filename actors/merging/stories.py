"""What published stories name, asked of whoever knows stories: this layer does not."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model

Ids = dict[type[Model], set[Any]]

_askers: list[Callable[[Ids], Ids]] = []
_turns: list[Callable[[], None]] = []
_followers: list[Callable[[Ids], None]] = []
_sentences: list[Callable[[Collection[int]], dict[int, list[str]]]] = []


def know_stories(
    *,
    named: Callable[[Ids], Ids],
    take_turns: Callable[[], None],
    follow: Callable[[Ids], None],
    sentences: Callable[[Collection[int]], dict[int, list[str]]],
) -> None:
    """Register who knows the stories; called once, when that app is ready.

    named: those of the rows that published stories name, directly or through what they name.
    take_turns: waits for whoever else opens or closes records, to the end of the transaction.
    follow: brings in line what is derived from the stories to which these rows belong.
    sentences: on what actors rest, each with its story, by the actors' keys.
    """
    _askers.append(named)
    _turns.append(take_turns)
    _followers.append(follow)
    _sentences.append(sentences)


def sentences(actors: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for ask in _sentences:
        found |= ask(actors)
    return found


def take_turns() -> None:
    for wait in _turns:
        wait()


def follow(rows: Ids) -> None:
    for bring_in_line in _followers:
        bring_in_line(rows)


def named(rows: Ids) -> Ids:
    """Those of these rows that a published story names now."""
    found: Ids = {model: set() for model in rows}
    for ask in _askers:
        for model, pks in ask(rows).items():
            found[model] = found.get(model, set()) | pks
    return found
