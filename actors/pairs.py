"""What two actors have had to do with one another."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections

SHOWN = 20
THERE = ("delegation", "host", "inviter", "participant")
SAYS, SPOKEN_OF = ("speaker", "originator"), ("about", "addressee")

# Meetings, documents and statements of two actors are as many as the less busy of them has; the
# stories that name both may be half the archive, so the search looks for the newest of them. Each
# side is written out, so that Postgres can begin with the one of which there is less.
TOGETHER = """
with met as (
  select distinct one.item_id as uid from register_reference one
  join register_reference other on other.item_id = one.item_id and other.target = %(other)s
    and other.kind in ('meeting', 'event') and other.rel = any(%(there)s)
  where one.target = %(one)s and one.kind in ('meeting', 'event') and one.rel = any(%(there)s)),
held as (
  select met.uid, i.doc ->> 'status' as status,
    (select min(d.start) from register_date d where d.item_id = met.uid) as day, i.sort_at
  from met join register_item i on i.uid = met.uid
  where i.live and i.channels && %(scope)s::varchar[]
    and not exists (select from register_mark m where m.uid = met.uid and m.retract)),
signed as (
  select one.item_id as uid, one.sort_at from register_reference one
  join register_reference other on other.item_id = one.item_id and other.target = %(other)s
    and other.kind = 'agreement' and other.rel = 'party'
  where one.target = %(one)s and one.kind = 'agreement' and one.rel = 'party'
  order by one.sort_at desc, one.item_id desc limit %(shown)s),
said as (
  select distinct on (sort_at, uid) uid, sort_at, target from (
    select one.item_id as uid, one.sort_at, one.target from register_reference one
    join register_reference other on other.item_id = one.item_id and other.target = %(other)s
      and other.kind = 'statement' and other.rel = any(%(spoken_of)s)
    where one.target = %(one)s and one.kind = 'statement' and one.rel = any(%(says)s)
    union all
    select other.item_id, other.sort_at, other.target from register_reference other
    join register_reference one on one.item_id = other.item_id and one.target = %(one)s
      and one.kind = 'statement' and one.rel = any(%(spoken_of)s)
    where other.target = %(other)s and other.kind = 'statement' and other.rel = any(%(says)s)) each
  order by sort_at desc, uid desc limit %(shown)s)
select 'meeting', uid, day, status, sort_at from held
union all select 'agreement', uid, null, '', sort_at from signed
union all select 'statement', uid, null, target::text, sort_at from said
union all select 'article', uid, null, '', sort_at from register_newest(
  null, array[%(one)s, %(other)s], '{article}', null, null, %(shown)s, %(budget)s)
  where uid is not null
order by 5 desc, 2
"""


@dataclass
class Together:
    """What two actors have in common: uids by kind, newest first, and their meetings by year."""

    uids: dict[str, list[str]] = field(default_factory=dict)
    by_year: dict[int, int] = field(default_factory=dict)
    number: int = 0
    undated: int = 0
    first: str = ""
    last: str = ""


def together(one: UUID, other: UUID, scope: Iterable[str]) -> Together:
    """All that ties the two, of each kind the newest; one query.

    Only meetings that were held are counted, those without a date apart.
    """
    rows = _rows(TOGETHER, one=one, other=other, shown=SHOWN, scope=list(scope))
    found = Together({kind: [] for kind in ("meeting", "agreement", "statement", "article")})
    days: list[tuple[date, str]] = []
    for kind, uid, day, status, _at in rows:
        if len(found.uids[kind]) < SHOWN:
            found.uids[kind].append(str(uid))
        if kind == "meeting" and status == "held":
            found.number += 1
            if day:
                days.append((day, str(uid)))
    if days:
        found.first, found.last = min(days)[1], max(days)[1]
    found.by_year = dict(sorted(Counter(day.year for day, _uid in days).items(), reverse=True))
    found.undated = found.number - len(days)
    return found


def _rows(sql: str, **values: Any) -> list[Any]:
    relations = {"there": list(THERE), "says": list(SAYS), "spoken_of": list(SPOKEN_OF)}
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(sql, {**relations, "budget": settings.SEARCH_BUDGET_MS, **values})
        return cursor.fetchall()
