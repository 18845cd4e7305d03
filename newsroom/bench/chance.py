"""Choices that are the same in every run: seeded, and of a few things far more than of others."""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

SEED = 20250814


def dice(*about: object) -> random.Random:
    """A source of chance of its own for one thing: the same whenever that thing is made."""
    return random.Random(f"{SEED} {about}")


class Popular(Generic[T]):
    """Draws from a sequence as news does: the nth thing 1/n times as often as the first."""

    def __init__(self, things: Sequence[T]) -> None:
        self.things = things
        self._sums = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def one(self, chance: random.Random) -> T:
        """One of the things."""
        return self.things[bisect(self._sums, chance.random() * self._sums[-1])]

    def some(self, chance: random.Random, count: int) -> list[T]:
        """At most `count` different things, in the order in which they were drawn."""
        found: dict[T, None] = {}
        for _try in range(3 * count):
            if len(found) == count:
                break
            found[self.one(chance)] = None
        return list(found)
