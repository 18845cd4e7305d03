"""A career: a bar for each office and rank, on one axis; what is not known stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from actors.graphics.axis import Axis, Tick

# Characters in a line of a label: what a narrow telephone shows beside no bar.
LINE = 42
LINE_HEIGHT, BAR_HEIGHT, GAP, TOP = 18, 12, 16, 26
# Part of the width in which a bar may go on into what is not known, on each side.
OPEN = 5.0
TICKS = 6

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True)
class Fact:
    """Something held for a time. `began` and `ended` are None where nothing is known of them."""

    words: str
    certainty: str
    began: Bounds | None = None
    ended: Bounds | None = None
    # The days between which it surely held, and those for which a source says so.
    known: tuple[date, date] | None = None
    days: tuple[date, ...] = ()

    @property
    def limits(self) -> tuple[date, date] | None:
        """The first and last day that anything is known of."""
        ends = [end for bounds in (self.began, self.ended) for end in bounds or ()]
        found = [day for day in (*ends, *(self.known or ()), *self.days) if day]
        return (min(found), max(found)) if found else None


@dataclass(frozen=True)
class Span:
    """A stretch along the axis, in parts of a hundred."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Bar:
    """One fact: its label, and what of its time is sure, possible, or open."""

    lines: tuple[tuple[int, str], ...]
    certainty: str
    y: int
    possible: Span | None = None
    known: Span | None = None
    before: Span | None = None
    after: Span | None = None
    dots: tuple[float, ...] = ()

    @property
    def middle(self) -> int:
        return self.y + BAR_HEIGHT // 2


@dataclass(frozen=True)
class Career:
    """The whole picture; positions to the right are parts of a hundred, those down are pixels."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int


def career(facts: Sequence[Fact]) -> Career | None:
    """The picture of these facts; None where no day is known of any."""
    days = [day for fact in facts for day in fact.limits or ()]
    if not days:
        return None
    axis = Axis.over(days, OPEN, 100 - OPEN)
    bars, y = [], TOP
    for fact in facts:
        texts = wrap(fact.words, LINE) or [""]
        lines = tuple((y + LINE_HEIGHT * n + 13, text) for n, text in enumerate(texts))
        bar = _bar(fact, lines, y + LINE_HEIGHT * len(texts) + 2, axis)
        bars.append(bar)
        y = bar.y + BAR_HEIGHT + GAP
    return Career(tuple(bars), tuple(axis.ticks(TICKS)), y)


def _bar(fact: Fact, lines: tuple[tuple[int, str], ...], y: int, axis: Axis) -> Bar:
    if not fact.limits:
        return Bar(lines, fact.certainty, y)
    first, last = fact.limits
    return Bar(
        lines,
        fact.certainty,
        y,
        possible=_span(axis, first, last),
        known=_span(axis, *fact.known) if fact.known else None,
        # An end of which only one bound is known is open towards the other.
        before=None if fact.began and fact.began[0] else _stub(axis.at(first) - OPEN),
        after=None if fact.ended and fact.ended[1] else _stub(axis.at(last)),
        dots=tuple(sorted({axis.at(day) for day in fact.days})),
    )


def _span(axis: Axis, first: date, last: date) -> Span:
    """From one day to the other; a single day still shows."""
    x, end = axis.at(first), axis.at(last)
    return Span(min(x, 100 - OPEN - 0.5), round(max(end - x, 0.5), 2))


def _stub(x: float) -> Span:
    return Span(round(x, 2), OPEN)
