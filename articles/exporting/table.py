"""What a list is exported as: columns with a code, a heading, and a value that may be nested."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

CHUNK = 200  # rows that are in memory at a time, with all that is linked to them

Value = Any  # text, number, instant, or a list of texts or of flat dictionaries


@dataclass(frozen=True)
class Column:
    """One member of a row. `code` never changes; `title` is in the language of whoever reads."""

    code: str
    title: Any
    value: Callable[[Any], Value]


@dataclass(frozen=True)
class Table:
    """How the rows of one model are exported.

    related: relations to one, joined; linked: relations to many, read once for each chunk.
    """

    columns: tuple[Column, ...]
    related: tuple[str, ...] = ()
    linked: tuple[Any, ...] = ()
    has_ninjs: bool = False

    def rows(self, queryset: QuerySet[Any]) -> Iterator[Any]:
        """The objects of the queryset with what their columns read, some at a time."""
        read = queryset.select_related(*self.related) if self.related else queryset
        return read.prefetch_related(*self.linked).iterator(chunk_size=CHUNK)

    def titles(self) -> list[str]:
        return [str(column.title) for column in self.columns]

    def members(self, obj: Any) -> dict[str, Value]:
        """One row with its linked data, as JSON has it."""
        return {column.code: column.value(obj) for column in self.columns}

    def cells(self, obj: Any) -> list[Any]:
        """One row of a sheet: what is linked stands in one cell, joined."""
        return [flat(column.value(obj)) for column in self.columns]


def flat(value: Value) -> Any:
    """The value as one cell: numbers and instants as they are, all else as text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)  # sheets know no zones
    if isinstance(value, dict):
        return " · ".join(str(one) for one in value.values() if one not in (None, ""))
    if isinstance(value, list | tuple):
        return "; ".join(str(flat(one)) for one in value)
    return value if isinstance(value, int | float) else str(value)


def names(things: Iterable[Any]) -> list[str]:
    """What the things are called, without those that are not there."""
    return [str(thing) for thing in things if thing is not None]
