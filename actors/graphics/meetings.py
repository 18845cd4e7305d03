"""Meetings in the order of time: evenly spaced to be read, tied to where they stand in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actors.graphics.axis import Axis, Tick

ROW, TOP, BOTTOM = 48, 20, 28
TICKS = 12

Bounds = tuple[date, date]


@dataclass(frozen=True)
class Row:
    """One meeting: its line of words at `y`; its time on the axis, from `top` to `bottom`."""

    y: int
    top: float | None
    bottom: float | None

    @property
    def middle(self) -> float | None:
        """Where its time lies, or the middle of what is possible."""
        if self.top is None or self.bottom is None:
            return None
        return round((self.top + self.bottom) / 2, 2)

    @property
    def is_day(self) -> bool:
        """Whether it is one mark rather than a stretch."""
        return self.top is not None and self.bottom is not None and self.bottom - self.top < 2


@dataclass(frozen=True)
class Course:
    """The whole picture, in pixels."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    top: int
    bottom: int
    height: int


def course(times: Sequence[Bounds | None], *, newest_first: bool = True) -> Course:
    """The picture of meetings that come in the order of time; None: nothing is known of when."""
    top, bottom = TOP, TOP + ROW * max(len(times) - 1, 0)
    days = [day for bounds in times for day in bounds or ()]
    height = bottom + BOTTOM
    ys = [TOP + ROW * n for n in range(len(times))]
    if not days:
        return Course(tuple(Row(y, None, None) for y in ys), (), top, bottom, height)
    ends = (bottom, top) if newest_first else (top, bottom)
    axis = Axis.over(days, *ends)
    rows = []
    for y, bounds in zip(ys, times, strict=True):
        at = sorted(axis.at(day) for day in bounds) if bounds else [None, None]
        rows.append(Row(y, *at))
    ticks = axis.ticks(min(TICKS, max(1, (bottom - top) // 24)))
    return Course(tuple(rows), tuple(ticks), top, bottom, height)
