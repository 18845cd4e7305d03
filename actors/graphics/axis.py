"""A line of time: which part of its length a day stands at, and the years written along it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Years between two that are written, the closest first.
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True)
class Tick:
    """A year written on the axis, and where."""

    at: float
    year: int


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, from `start` to `end` of some length."""

    first: date
    last: date
    start: float = 0
    end: float = 100

    @classmethod
    def over(cls, days: Iterable[date], start: float = 0, end: float = 100) -> "Axis":
        """The axis on which all of these days stand."""
        found = sorted(days)
        return cls(found[0], found[-1], start, end)

    def at(self, day: date) -> float:
        """Where a day stands; in the middle where the axis has only one."""
        days = (self.last - self.first).days
        part = (day - self.first).days / days if days else 0.5
        return round(self.start + (self.end - self.start) * part, 2)

    def ticks(self, most: int) -> list[Tick]:
        """The first days of at most so many years, evenly apart; none within a single year."""
        years = range(self.first.year, self.last.year + 1)
        shown = [year for year in years if self.first <= date(year, 1, 1) <= self.last]
        step = next(step for step in STEPS if sum(y % step == 0 for y in shown) <= most)
        return [Tick(self.at(date(y, 1, 1)), y) for y in shown if y % step == 0]
