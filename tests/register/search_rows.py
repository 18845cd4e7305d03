"""Rows of the search table for tests, and the questions asked of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

NOW = datetime.now(UTC)
LONG_AGO = datetime(1866, 3, 4, tzinfo=UTC)


class Row(NamedTuple):
    """One item to be found."""

    uid: UUID
    sort_at: datetime = NOW
    kind: str = "article"
    names: str = ""
    body: str = ""
    refs: Sequence[UUID] = ()


def store(scratch, rows: Sequence[Row]) -> None:
    """Fills the search table with these rows and nothing else, as the sequencer writes them."""
    scratch.execute("truncate register_search")
    with scratch.cursor() as cursor:
        cursor.executemany(
            """
            insert into register_search (item_id, kind, sort_at, facets, vector)
            select uid, kind, at, refs || register_month_bucket(at) || register_kind_bucket(kind),
                   register_vector(names, null, body, refs)
            from (select %s::uuid, %s::timestamptz, %s, %s, %s, %s::uuid[])
                 r(uid, at, kind, names, body, refs)
            """,
            [(r.uid, r.sort_at, r.kind, r.names, r.body, list(r.refs)) for r in rows],
        )


def newest(scratch, q=None, need=None, kinds=None, before=(None, None), lim=1000, budget=60_000):
    return scratch.execute(
        """
        select uid, sort_at from register_newest(
            to_tsquery('archive', %s::text), %s::uuid[], %s::text[],
            %s::timestamptz, %s::uuid, %s, %s, %s)
        """,
        [q, need, kinds, *before, lim, budget, budget],
    ).fetchall()


def plain(scratch, q=None, need=None, kinds=None):
    """The same question as one plain statement, in full."""
    return scratch.execute(
        """
        select item_id, sort_at from register_search
        where (%(q)s::text is null or vector @@ to_tsquery('archive', %(q)s))
          and facets @> coalesce(%(need)s::uuid[], '{}')
          and (%(kinds)s::text[] is null or kind = any(%(kinds)s))
        order by sort_at desc, item_id desc
        """,
        {"q": q, "need": need, "kinds": kinds},
    ).fetchall()
