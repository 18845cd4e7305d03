"""A bar for each day: how much was asked for, and what of it went wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

# Heights in pixels, positions to the right in parts of a hundred.
HEIGHT, TOP, FOOT = 120, 18, 22
# Part of a day's width that stays free between bars, and days between two that are written.
FREE, STEP = 0.25, 7


@dataclass(frozen=True)
class Day:
    """What was asked for on one day, in UTC. Those that went wrong are among the requests."""

    day: date
    requests: int = 0
    errors: int = 0
    refused: int = 0
    bytes: int = 0

    @property
    def good(self) -> int:
        """Requests that were answered as asked."""
        return self.requests - self.errors - self.refused


@dataclass(frozen=True)
class Bar:
    """One day: from the foot up what went well, above it the errors, above them the refused."""

    day: Day
    x: float
    width: float
    middle: float
    # Top and height of each part that is not empty: good, error, refused.
    parts: tuple[tuple[str, float, float], ...]
    is_written: bool


@dataclass(frozen=True)
class Bars:
    """The whole picture; `most` is what the upper line stands for."""

    bars: tuple[Bar, ...]
    most: int
    top: int = TOP
    base: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + FOOT

    @property
    def label(self) -> int:
        """Where the days are written."""
        return self.height - 6


def days_of(rows: Iterable[Mapping[str, Any]], first: date, last: date) -> list[Day]:
    """Every day from the first to the last, with what all keys asked for on it."""
    names = ("requests", "errors", "refused", "bytes")
    sums: dict[date, list[int]] = {}
    for row in rows:
        known = sums.setdefault(row["day"], [0, 0, 0, 0])
        sums[row["day"]] = [total + row[name] for total, name in zip(known, names, strict=True)]
    count = (last - first).days + 1
    return [
        Day(day, *sums.get(day, ())) for day in (first + timedelta(days=n) for n in range(count))
    ]


def bars(days: list[Day]) -> Bars | None:
    """The picture of these days; None where nothing was asked for."""
    most = rounded(max((day.requests for day in days), default=0))
    if not most:
        return None
    width = 100 / len(days)
    return Bars(
        tuple(
            Bar(
                day,
                round(width * (n + FREE / 2), 3),
                round(width * (1 - FREE), 3),
                round(width * (n + 0.5), 3),
                _parts(day, most),
                # Counted from today, which stands at the end.
                (len(days) - 1 - n) % STEP == 0 and n > 0,
            )
            for n, day in enumerate(days)
        ),
        most,
    )


def rounded(number: int) -> int:
    """The next number that is one digit and noughts, such as 3000; 0 for 0."""
    step = 1
    while number > step * 10:
        step *= 10
    return -(-number // step) * step


def _parts(day: Day, most: int) -> tuple[tuple[str, float, float], ...]:
    found, bottom = [], float(TOP + HEIGHT)
    for name, number in (("good", day.good), ("error", day.errors), ("refused", day.refused)):
        if number > 0:
            # What there is shows, however little it is beside the rest.
            height = max(HEIGHT * number / most, 1.5)
            bottom -= height
            found.append((name, round(bottom, 2), round(height, 2)))
    return tuple(found)
