"""What a check finds, in the shape that all checks share."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db.models import Model, QuerySet

CHUNK = 2000  # rows that are read at a time, however many there are

T = TypeVar("T")


class Found(NamedTuple):
    """Something to look at: the record, what it is called, and what is the matter.

    key: tells apart what one check finds several times in one record.
    """

    model: str
    pk: int
    subject: str
    detail: str = ""
    key: str = ""


def about(row: Model, detail: str = "", key: str = "") -> Found:
    """Something found in this row."""
    return Found(row._meta.label_lower, row.pk, str(row), detail, key)


def each(rows: QuerySet, detail: str = "") -> Iterator[Found]:
    """Every row of the queryset as something found, few of them in memory at a time."""
    for row in stream(rows):
        yield about(row, detail)


def stream(rows: QuerySet) -> Iterable[Model]:
    """The rows one after the other, in an order that the database finds cheap."""
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    """The same things, some at a time."""
    rest = iter(things)
    while some := list(islice(rest, CHUNK)):
        yield some
