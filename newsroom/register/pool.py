"""The newest matches of a question, from which a page, its count and its facets are all made."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connections
from django.db.models import QuerySet

from newsroom.register.labels import group
from newsroom.register.models import Entry, Item
from newsroom.register.querysets import PUBLIC_SCOPE
from newsroom.register.search import Position, Question

# How many matches are looked at. Counts and ranks are of these; a page says so when there are more.
POOL = 500
# How many of the things that the pool refers to may be facets: those of which it holds most. A
# large pool refers to thousands once, and looking them up took longer than everything else.
LOOKED_UP = 300
# How many answers of a question are looked at to say whether it has any that may be seen.
LOOKED_AT = 20
# Of what weighs least to what weighs most: references, text, lead, title.
WEIGHTS = [0.1, 0.15, 0.4, 1.0]


@dataclass(frozen=True)
class Terms:
    """What every answer must be, besides answering the words.

    need: what it must refer to, and the buckets of its labels. since and until are instants:
    from the one on, and before the other.
    """

    kinds: Sequence[str] = ()
    need: Sequence[uuid.UUID] = ()
    since: datetime | None = None
    until: datetime | None = None


class Place(NamedTuple):
    """Where something stands in the pool's order: rank (0 where it does not count), then newest."""

    rank: int
    sort_at: datetime
    uid: uuid.UUID


class Count(NamedTuple):
    """How many of the pool have this facet; `uid` is a thing or a label's bucket.

    example: the uid of the first thing in the pool's order that has it.
    """

    uid: uuid.UUID
    number: int
    example: uuid.UUID


@dataclass(frozen=True)
class Pool:
    """One page of the pool in order, how many it holds, and how many of them have which facet.

    newest: the first in time. oldest: how far back it reaches; None when it holds everything that
    matches. has_more: whether the pool goes on after the page.
    """

    page: list[Place] = field(default_factory=list)
    number: int = 0
    newest: Position | None = None
    oldest: Position | None = None
    has_more: bool = False
    # By kind of thing, and by sort of label; the most frequent first.
    things: dict[str, list[Count]] = field(default_factory=dict)
    labels: dict[str, list[Count]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything that matches is in it, so that its numbers are of the archive."""
        return self.oldest is None


def gather(
    question: Question,
    terms: Terms,
    *,
    things: Sequence[str] = (),
    labels: Sequence[str] = (),
    dated: Sequence[str] = (),
    limit: int = 20,
    most: int = 8,
    ranked: bool = False,
    after: Place | None = None,
    newest: Position | None = None,
    scope: Iterable[str] = PUBLIC_SCOPE,
) -> Pool:
    """The pool of what answers, in one query: every count is of what this reader may see.

    things and labels: the kinds of things and sorts of labels that are counted, the `most`
    frequent of each. dated: the kinds that are counted by year. ranked: the page is in the order
    of rank. after: the place that the page comes after. newest: where the pool began when its
    first page was given.
    """
    visible, scoped = _visible(scope, "uid", "kind")
    until: tuple[datetime | None, uuid.UUID | None] = (terms.until, None)
    if newest is not None and newest.uid is not None:
        # The pool takes up what lies strictly after; so one further is where it began.
        until = (newest.sort_at, uuid.UUID(int=newest.uid.int + 1))
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            _SQL.format(visible=visible),
            [
                question.tsquery or None,
                *(list(terms.need), list(terms.kinds) or None, terms.since, *until, POOL + 1),
                *(WEIGHTS if ranked else None, sorted(question.named), settings.SEARCH_BUDGET_MS),
                *(*scoped, POOL),
                *(after or (None, None, None)),
                limit + 1,
                [f"{group(sort)}-0" for sort in labels],
                *(LOOKED_UP, *scoped, list(things), most),
                settings.NEWSROOM_TIME_ZONE,
                list(dated),
                *(POOL, POOL),
            ],
        )
        page, counted, kinds, years, number, first, last = cursor.fetchone()
    places = [
        Place(rank, datetime.fromisoformat(at), uuid.UUID(uid)) for rank, at, uid in page or ()
    ]
    grouped: dict[str, list[Count]] = {}
    for name, uid, times, example in counted or ():
        grouped.setdefault(name, []).append(Count(uuid.UUID(uid), times, uuid.UUID(example)))
    return Pool(
        page=places[:limit],
        number=number,
        newest=_position(first),
        oldest=_position(last),
        has_more=len(places) > limit,
        things={kind: grouped[kind] for kind in things if kind in grouped},
        labels={sort: grouped[group(sort)] for sort in labels if group(sort) in grouped},
        kinds=kinds or {},
        years={int(year): times for year, times in (years or {}).items()},
    )


def newest(
    question: Question,
    terms: Terms,
    *,
    limit: int,
    before: Position | None = None,
    scope: Iterable[str] = PUBLIC_SCOPE,
) -> tuple[list[Place], Position | None]:
    """The newest answers, however many there are, and where the next begin; one query."""
    visible, scoped = _visible(scope, "uid")
    until = before or (terms.until, None)
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            f"select p.sort_at, p.uid, p.uid in ({visible}) from register_pool("
            " to_tsquery('archive', %s), %s::uuid[], %s::text[], %s::timestamptz,"
            " %s::timestamptz, %s::uuid, %s, null, null, %s) p"
            " order by p.sort_at desc, p.uid desc nulls last",
            [
                *scoped,
                question.tsquery or None,
                *(list(terms.need), list(terms.kinds) or None, terms.since, *until, limit + 1),
                settings.SEARCH_BUDGET_MS,
            ],
        )
        rows = cursor.fetchall()
    places = [Place(0, at, uid) for at, uid, is_seen in rows[:limit] if is_seen]
    if len(rows) > limit:
        return places, Position(*rows[limit - 1][:2])
    return places, Position(*rows[-1][:2]) if rows and rows[-1][1] is None else None


def answered(
    texts: Iterable[str], terms: Terms, *, scope: Iterable[str] = PUBLIC_SCOPE
) -> set[str]:
    """Which of these texts for to_tsquery are answered under these conditions; one query."""
    visible, scoped = _visible(scope, "uid")
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            "select distinct term from register_answers(%s::text[], %s::uuid[], %s::text[],"
            f" %s::timestamptz, %s::timestamptz, %s, %s) a where a.uid in ({visible})",
            [
                list(dict.fromkeys(texts)),
                *(list(terms.need), list(terms.kinds) or None, terms.since, terms.until),
                *(LOOKED_AT, settings.SEARCH_BUDGET_MS, *scoped),
            ],
        )
        return {text for (text,) in cursor.fetchall()}


def everything(
    question: Question, terms: Terms, *, scope: Iterable[str] = PUBLIC_SCOPE
) -> QuerySet[Item]:
    """All that answers, in no order: to be counted, and not too often."""
    rows = Entry.objects.filter(facets__contains=list(terms.need))
    if terms.kinds:
        rows = rows.filter(kind__in=list(terms.kinds))
    if question.tsquery:
        asked = SearchQuery(question.tsquery, config="archive", search_type="raw")
        rows = rows.filter(vector=asked)
    if terms.since:
        rows = rows.filter(sort_at__gte=terms.since)
    if terms.until:
        rows = rows.filter(sort_at__lt=terms.until)
    return Item.objects.visible(scope).filter(pk__in=rows.values("item"))


def _visible(scope: Iterable[str], *columns: str) -> tuple[str, Sequence[Any]]:
    return _compiled(Item.pending_retractions, tuple(scope), columns)


# To write the one rule as SQL takes longer than to follow it. A part of the rule is in the key, so
# that one who tries out another rule is not answered by the old one.
@lru_cache(maxsize=256)
def _compiled(
    rule: Callable[..., Any], scope: tuple[str, ...], columns: Sequence[str]
) -> tuple[str, Sequence[Any]]:
    items = Item.objects.visible(scope).order_by()
    return items.values_list(*columns).query.sql_with_params()


def _position(row: list[Any] | None) -> Position | None:
    if row is None:
        return None
    at, uid = row
    return Position(datetime.fromisoformat(at), uuid.UUID(uid) if uid else None)


# The candidate past the pool only says that there are more. Facets are counted first and looked
# up afterwards: many things of the pool share them. Where a uid has its version, 4 or another, a
# bucket has a 0.
_SQL = """
with candidate as materialized (
  select p.*, row_number() over (order by p.sort_at desc, p.uid desc nulls last) as number
  from register_pool(to_tsquery('archive', %s), %s::uuid[], %s::text[], %s::timestamptz,
    %s::timestamptz, %s::uuid, %s, %s::real[], %s::uuid[], %s) p
), pool as materialized (
  select c.*, row_number() over (order by c.rank desc, c.number) as place
  from candidate c where c.uid in (select uid from ({visible}) v (uid, kind)) and c.number <= %s
), page as (
  select rank, sort_at, uid, place from pool
  where coalesce((rank, sort_at, uid) < (%s::int, %s::timestamptz, %s::uuid), true)
  order by place limit %s
), counted as materialized (
  select f.uid, substr(f.uid::text, 10, 6) as code, count(*) as times, min(f.place) as example
  from (select unnest(facets) as uid, place from pool) f group by f.uid
), grouped as (
  select left(code, 4) as name, uid, times, example from counted
  where code = any (%s::text[])
  union all
  select t.kind, c.uid, c.times, c.example from (
    select * from counted where right(code, 1) <> '0'
    order by times desc, example, uid limit %s
  ) c join ({visible}) t (uid, kind) using (uid)
  where t.kind = any (%s::text[])
), ranked as (
  select g.*, row_number() over (partition by name order by times desc, example, uid) as nth
  from grouped g
)
select
  (select json_agg(json_build_array(rank, sort_at, uid) order by place) from page),
  (select json_agg(json_build_array(r.name, r.uid, r.times, p.uid) order by r.nth)
    from ranked r join pool p on p.place = r.example where r.nth <= %s),
  (select json_object_agg(kind, times)
    from (select kind, count(*) as times from pool group by kind) k),
  (select json_object_agg(year, times) from (
    select extract(year from sort_at at time zone %s)::int as year, count(*) as times
    from pool where kind = any (%s::text[]) group by 1) y),
  (select count(*) from pool),
  (select json_build_array(sort_at, uid) from candidate where number = 1 and uid is not null),
  (select json_build_array(sort_at, uid) from candidate
    where uid is null or number = %s and exists (select from candidate where number > %s)
    order by number desc limit 1)
"""
