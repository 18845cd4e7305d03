"""Keyset pages: rows strictly after a place in an order, never counted, never skipped."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from newsroom.register.cursors import pack, unpack
from newsroom.register.filters import ItemFilter, StrictFilterSet
from newsroom.register.orders import NEWEST
from newsroom.register.search import Position, Question, matching, search

DEFAULT_LIMIT, MAX_LIMIT = 50, 200


class ForeignCursor(ValueError):
    """The cursor was given out for another question."""


@dataclass(frozen=True)
class Page:
    """Rows in order, and the cursors of the pages around; None where there is none."""

    rows: Sequence[Any]
    following: str | None = None
    preceding: str | None = None
    question: Question | None = None


def paginate(filters: StrictFilterSet, *, limit: int = DEFAULT_LIMIT, cursor: str = "") -> Page:
    """One page of what the filters ask for, in their order. The filters must be valid.

    Raises MalformedCursor and ForeignCursor. Rows that are inserted while somebody walks on are
    neither missed nor given twice where they stand after the walker. At most two queries, one
    more where a country is given by its code, and one or two where words may be a name.
    """
    place, backwards = _opened(filters, cursor)
    if isinstance(filters, ItemFilter) and filters.q_text:
        if filters.order == NEWEST:
            return _searched(filters, limit, place)
        question = filters.question
        return _walked(
            filters, matching(filters.qs, question), limit, place, backwards, question=question
        )
    return _walked(filters, filters.qs, limit, place, backwards)


def cursor_behind(filters: StrictFilterSet, row: Any) -> str:
    """The cursor of the page that begins behind a row, in the order of the filters."""
    return _sealed(filters, filters.order.place(row))


def _walked(
    filters: StrictFilterSet,
    queryset: QuerySet,
    limit: int,
    place: list[Any] | None,
    backwards: bool,
    *,
    question: Question | None = None,
) -> Page:
    order = filters.order
    if place is not None:
        queryset = order.after(queryset, place, backwards=backwards)
    rows = list(order.apply(queryset, backwards=backwards)[: limit + 1])
    has_more = len(rows) > limit
    rows = rows[:limit]
    if backwards:
        rows.reverse()
    following = preceding = None
    if rows and (has_more or backwards):
        following = cursor_behind(filters, rows[-1])
    if rows and (has_more if backwards else place is not None):
        preceding = _sealed(filters, order.place(rows[0]), backwards=True)
    return Page(rows, following, preceding, question)


def _searched(filters: ItemFilter, limit: int, place: list[Any] | None) -> Page:
    before = None
    if place is not None:
        at, uid = place
        before = Position(datetime.fromisoformat(at), uuid.UUID(uid) if uid else None)
    found = search(
        filters.q_text,
        kinds=[filters.kind],
        need=filters.need,
        before=before,
        limit=limit,
        scope=filters.scope,
        items=filters.qs if filters.is_narrowed else None,
    )
    following = None
    if found.following:
        at, uid = found.following
        following = _sealed(filters, [at.isoformat(), uid and str(uid)])
    return Page(found.items, following, None, found.question)


def _sealed(filters: StrictFilterSet, place: list[Any], *, backwards: bool = False) -> str:
    payload = {"p": place, "f": filters.binding}
    return pack("list", payload | ({"b": 1} if backwards else {}))


def _opened(filters: StrictFilterSet, cursor: str) -> tuple[list[Any] | None, bool]:
    if not cursor:
        return None, False
    payload = unpack("list", cursor)
    if payload.get("f") != filters.binding:
        raise ForeignCursor
    return payload["p"], bool(payload.get("b"))
