"""The calendar of the register: on what days things stand in it, and how many on each, exactly.

The rows of items are written by the sequencer, which is alone, and so are their sums: a page of
the calendar reads a few dozen rows, however much was published. Both know only what everybody
may see.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from newsroom.partners.access import is_for_all
from newsroom.register.dates import DateCount, ItemDate, Unit
from newsroom.register.models import Item, Mark
from newsroom.register.projection import Dated

# A thing that goes on for longer stands in its month or year, not on each of its days.
LONGEST = 31
UPSERT = """
insert into register_date_count (basis, kind, unit, start, number) values (%s, %s, %s, %s, %s)
on conflict (basis, unit, start, kind)
do update set number = register_date_count.number + excluded.number
"""

Row = tuple[uuid.UUID, str, str, str, date]
Cell = tuple[str, str, str, date]


def dated(basis: str, earliest: date | None, latest: date | None, *, daily: bool) -> list[Dated]:
    """Where something stands in the calendar that was at some time between two days.

    daily: it went on for all of that time. Otherwise it was on one of the days, nobody knows
    which, and stands in the month or the year that holds them all, or nowhere.
    """
    if earliest is None or latest is None:
        return []
    length = (latest - earliest).days
    if earliest == latest or (daily and length < LONGEST):
        days = (earliest + timedelta(days=number) for number in range(length + 1))
        return [Dated(basis, Unit.DAY, day) for day in days]
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return [Dated(basis, Unit.MONTH, earliest.replace(day=1))]
    if earliest.year == latest.year:
        return [Dated(basis, Unit.YEAR, earliest.replace(month=1, day=1))]
    return []


def date_items(uids: Collection[uuid.UUID], live: Iterable[tuple[Item, list[Dated]]]) -> None:
    """Bring the calendar up to date for these items: those live as given, the others out of it."""
    rows = ItemDate.objects.filter(item__in=uids)
    before: set[Row] = set(rows.values_list("item", "kind", "basis", "unit", "start"))
    after: set[Row] = {
        (item.uid, item.kind, one.basis, str(one.unit), one.start)
        for item, dates in live
        if is_for_all(item.channels)
        for one in dates
    }
    if before == after:
        return
    changed = {row[0] for row in before ^ after}
    rows.filter(item__in=changed).delete()
    ItemDate.objects.bulk_create(
        ItemDate(item_id=uid, kind=kind, basis=basis, unit=unit, start=start)
        for uid, kind, basis, unit, start in sorted(after)
        if uid in changed
    )
    sums = cells(after)
    sums.subtract(cells(before))
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT, [(*cell, number) for cell, number in sums.items() if number])


def cells(rows: Iterable[Row]) -> Counter[Cell]:
    """How often each day, month and year is met in the rows; of one item each counts once."""
    found: set[tuple[uuid.UUID, Cell]] = set()
    for uid, kind, basis, unit, start in rows:
        for wider, first in _within(unit, start):
            found.add((uid, (basis, kind, wider, first)))
    return Counter(cell for _uid, cell in found)


def _within(unit: str, start: date) -> Iterable[tuple[str, date]]:
    """A day, month or year, and what it lies in."""
    year = start.replace(month=1, day=1)
    yield str(Unit.YEAR), year
    if unit == Unit.YEAR:
        yield str(Unit.YEAR_ONLY), year
        return
    yield str(Unit.MONTH), start.replace(day=1)
    if unit == Unit.MONTH:
        yield str(Unit.MONTH_ONLY), start
    else:
        yield str(Unit.DAY), start


@dataclass(frozen=True)
class Span:
    """Some time of the calendar: from one day until before another, None without limit."""

    first: date | None = None
    until: date | None = None

    def conditions(self) -> dict[str, date]:
        """What rows must answer to lie in it."""
        limits = {"start__gte": self.first, "start__lt": self.until}
        return {name: day for name, day in limits.items() if day}


def numbers(
    basis: str, units: Collection[str], kinds: Collection[str], span: Span
) -> Counter[Cell]:
    """How many things everybody may see stand on each day, month or year; two queries.

    What is withdrawn is not counted from that moment, though the sums do not know it yet.
    """
    asked = {"basis": basis, "kind__in": list(kinds)}
    sums = DateCount.objects.using(settings.REGISTER_DATABASE).filter(
        **asked, **span.conditions(), unit__in=list(units), number__gt=0
    )
    found: Counter[Cell] = Counter(
        {
            (basis, one.kind, one.unit, one.start): one.number
            for one in sums.order_by("start", "kind")
        }
    )
    leaving = ItemDate.objects.using(settings.REGISTER_DATABASE).filter(
        **asked, item__in=Mark.objects.filter(retract=True).values("uid")
    )
    found.subtract(cells(leaving.values_list("item", "kind", "basis", "unit", "start")))
    return +found


def around(bases: Collection[str], unit: str, start: date) -> tuple[date | None, date | None]:
    """The nearest day (or month, or year) before and after one at which anything stands."""
    sums = DateCount.objects.using(settings.REGISTER_DATABASE).filter(unit=unit, number__gt=0)
    sides = [
        part
        for basis in bases
        for part in (
            sums.filter(basis=basis, start__lt=start).order_by("-start").values_list("start")[:1],
            sums.filter(basis=basis, start__gt=start).order_by("start").values_list("start")[:1],
        )
    ]
    days = [day for (day,) in sides[0].union(*sides[1:], all=True)]
    before, after = [d for d in days if d < start], [d for d in days if d > start]
    return max(before, default=None), min(after, default=None)


def is_counted(basis: str, unit: str, start: date) -> bool:
    """Whether anything stands there."""
    sums = DateCount.objects.using(settings.REGISTER_DATABASE)
    return sums.filter(basis=basis, unit=unit, start=start, number__gt=0).exists()


def standing(bases: Collection[str], unit: str, start: date, limit: int) -> QuerySet:
    """The uids of items that stand there, for a condition; of each basis at most so many."""
    parts = [
        ItemDate.objects.filter(start=start, basis=basis, unit=unit)
        .order_by("item")
        .values("item")[:limit]
        for basis in bases
    ]
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
