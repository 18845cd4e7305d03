"""A diary: the months of each year in a row, darker where more happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actors.graphics.meetings import Bounds

# Years that a picture shows, the newest first.
MOST = 12
# Columns: the year, twelve months, and what is known to the year only; parts of a hundred.
YEAR_WIDTH, COLUMNS = 13.0, 13
COLUMN = (100 - YEAR_WIDTH) / COLUMNS
ROW, TOP = 30, 24
# Grades of darkness, but for none.
GRADES = 4


@dataclass(frozen=True)
class Cell:
    """A month (1 to 12), or 0 for those of which only the year is known."""

    year: int
    month: int
    count: int
    x: float
    y: int
    width: float
    grade: int

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def first(self) -> date:
        """The first day of the month, or of the year."""
        return date(self.year, self.month or 1, 1)

    @property
    def after(self) -> date:
        """The day after its last day."""
        if self.month in (0, 12):
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)


@dataclass(frozen=True)
class Line:
    """One year, the newest first."""

    year: int
    y: int
    cells: tuple[Cell, ...]

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Diary:
    """The whole picture; positions to the right are parts of a hundred, those down are pixels."""

    lines: tuple[Line, ...]
    columns: tuple[float, ...]
    height: int
    # Years that are known of, but not shown.
    earlier: int


def diary(times: Iterable[Bounds]) -> Diary | None:
    """The picture of what happened when; None where nothing did.

    What took place over two months counts in the first; what may have been in several months
    of one year has a column of its own; what is not known to the year is left out.
    """
    counts = Counter(_month(*bounds) for bounds in times if bounds[0].year == bounds[1].year)
    years = sorted({year for year, _month_number in counts}, reverse=True)
    if not years:
        return None
    most = max(counts.values())
    lines = []
    for n, year in enumerate(years[:MOST]):
        y = TOP + ROW * n
        cells = tuple(
            Cell(
                year,
                month,
                count := counts[year, month],
                round(YEAR_WIDTH + COLUMN * ((month or COLUMNS) - 1), 2),
                y,
                round(COLUMN, 2),
                -(-count * GRADES // most),
            )
            for month in (*range(1, 13), 0)
        )
        lines.append(Line(year, y, cells))
    columns = tuple(cell.middle for cell in lines[0].cells)
    return Diary(tuple(lines), columns, TOP + ROW * len(lines), len(years[MOST:]))


def _month(first: date, last: date) -> tuple[int, int]:
    return first.year, first.month if first.month == last.month else 0
