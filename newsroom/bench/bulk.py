"""Writes what the filler makes into the register in bulk: several processes, indexes last."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import JSONField

from newsroom.bench.filler import Filled, Filler
from newsroom.bench.paragraphs import Paragraph
from newsroom.register.dating import UPSERT, Cell, Row, cells
from newsroom.register.labels import buckets
from newsroom.register.models import Batch, Entry, Item, ItemDate, Reference
from newsroom.register.snapshot import head
from newsroom.register.store import numbered

CHUNK = 500  # stories written at once, under the numbers of one batch
TABLES = (Item, Reference, ItemDate, Entry)
# What the server may use to build an index; the sessions of the load alone ask for it.
MAINTENANCE = "1GB"

ITEM_COLUMNS = [str(field.get_attname_column()[1]) for field in Item._meta.concrete_fields]
REFERENCE_COLUMNS = ("item_id", "target", "rel", "certainty", "kind", "sort_at")
DATE_COLUMNS = ("item_id", "kind", "basis", "unit", "start")
STAGED_COLUMNS = ("uid", "kind", "at", "refs", "labels", "a", "b", "c", "pooled")

PREPARE = (
    # The vectors of the paragraphs that thousands of stories share are made only once; behind
    # one another they are the vector of the whole text, as a test of the filler shows.
    "create table if not exists bench_paragraph (number int primary key, vector tsvector)",
    "create or replace aggregate bench_joined(tsvector)"
    " (sfunc = tsvector_concat, stype = tsvector, initcond = '')",
)
TIDY = ("drop table bench_paragraph", "drop aggregate bench_joined(tsvector)")
STAGE = (
    "create temp table if not exists bench_staged (uid uuid, kind text, at timestamptz,"
    " refs uuid[], labels uuid[], a text, b text, c text, pooled int[]) on commit delete rows"
)
INDEX = """
insert into register_search (item_id, kind, sort_at, facets, vector)
select uid, kind, at,
       refs || register_month_bucket(at) || register_kind_bucket(kind) || labels,
       register_vector(a, b, c, refs)
         || (select bench_joined(p.vector order by n.nth)
               from unnest(pooled) with ordinality n(number, nth)
               join bench_paragraph p using (number))
  from bench_staged
"""


@dataclass(frozen=True)
class Chunk:
    """Some stories, the number in the change feed that the first gets, and the time of all."""

    stories: Sequence[int]
    first: int
    at: datetime


def fill(filler: Filler, processes: int = 0) -> tuple[int, float, float]:
    """Write every story that was not imported; items, seconds of writing and of indexing."""
    prepare(filler.stories.pool)
    began = time.perf_counter()
    chunks, last = _chunks(filler)
    with without_indexes():
        _close_connections()
        context = get_context("fork")
        with ProcessPoolExecutor(
            processes or os.cpu_count() or 1, context, initializer=_begin, initargs=(filler,)
        ) as pool:
            sums: Counter[Cell] = Counter()
            for more in pool.map(_write, chunks):
                sums += more
        filled = time.perf_counter()
    count(sums)
    with connection.cursor() as cursor:
        cursor.execute("select setval('register_seq', %s)", [last])
        for statement in TIDY:
            cursor.execute(statement)
    return last - chunks[0].first + 1, filled - began, time.perf_counter() - filled


def prepare(pool: Sequence[Paragraph]) -> None:
    """Make the vectors of the paragraphs that many stories share."""
    with connection.cursor() as cursor:
        for statement in PREPARE:
            cursor.execute(statement)
        cursor.executemany(
            "insert into bench_paragraph"
            " values (%s, setweight(to_tsvector('archive', register_fold(%s)), 'C'))",
            [(number, one.text) for number, one in enumerate(pool)],
        )


def _chunks(filler: Filler) -> tuple[list[Chunk], int]:
    """The stories that were not imported, in batches with numbers; the last number."""
    stories = filler.stories
    at = Batch.objects.order_by("-last_seq").values_list("at", flat=True)[0]
    rest = (number for number in range(stories.count) if number not in stories.imported)
    found: list[Chunk] = []
    last = head("default")
    while batch := list(islice(rest, CHUNK)):
        at += timedelta(milliseconds=1)
        found.append(Chunk(batch, last + 1, at))
        last += sum(1 + stories.is_quoting(number) for number in batch)
    return found, last


def _close_connections() -> None:
    """Leave none that processes to come would share with this one."""
    for one in connections.all(initialized_only=True):
        one.close()
        one.close_pool()  # type: ignore[attr-defined]  # of the connections to Postgres


_filler: Filler


def _begin(filler: Filler) -> None:
    global _filler
    _filler = filler


def _write(chunk: Chunk) -> Counter[Cell]:
    return write(_filler, chunk)


def write(filler: Filler, chunk: Chunk) -> Counter[Cell]:
    """Write some stories, as one batch; how many of them stand where in the calendar.

    That is to be added up and counted at the end: the processes would wait for one another.
    """
    things = [one for number in chunk.stories for one in filler.fill(number)]
    items = [
        (numbered(chunk.first + place, None, one.fresh, chunk.at), one)
        for place, one in enumerate(things)
    ]
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(STAGE)
        _copy(cursor, "register_item", ITEM_COLUMNS, map(_item_row, items))
        _copy(cursor, "register_reference", REFERENCE_COLUMNS, _reference_rows(items))
        dates = list(_date_rows(items))
        _copy(cursor, "register_date", DATE_COLUMNS, dates)
        _copy(cursor, "bench_staged", STAGED_COLUMNS, map(_staged_row, items))
        cursor.execute(INDEX)
        Batch.objects.create(first_seq=chunk.first, last_seq=items[-1][0].seq, at=chunk.at)
    return cells(dates)


def count(sums: Counter[Cell]) -> None:
    """Add to the calendar how many things stand where."""
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT, [(*cell, number) for cell, number in sums.items()])


Pair = tuple[Item, Filled]


def _item_row(pair: Pair) -> list[Any]:
    item = pair[0]
    return [
        json.dumps(value, ensure_ascii=False) if isinstance(field, JSONField) else value
        for field in Item._meta.concrete_fields
        for value in [getattr(item, field.attname)]
    ]


def _reference_rows(pairs: Iterable[Pair]) -> Iterator[tuple[Any, ...]]:
    for item, one in pairs:
        # The same choice among references alike as the register makes.
        alike = {(ref.target, ref.rel): ref for ref in reversed(one.fresh.references)}
        for ref in alike.values():
            yield item.uid, ref.target, ref.rel, ref.certainty, item.kind, item.sort_at


def _date_rows(pairs: Iterable[Pair]) -> Iterator[Row]:
    for item, one in pairs:
        for date in one.fresh.dates:
            yield item.uid, item.kind, date.basis, str(date.unit), date.start


def _staged_row(pair: Pair) -> tuple[Any, ...]:
    item, one = pair
    refs = sorted({ref.target for ref in one.fresh.references})
    labels = buckets(one.fresh.all_labels)
    return item.uid, item.kind, item.sort_at, refs, labels, *one.words, list(one.pooled)


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def without_indexes() -> Iterator[None]:
    """Take the indexes and foreign keys of the register's big tables away, and build them anew."""
    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
            " from pg_constraint where contype in ('u', 'f') and conrelid = any(%s::regclass[])"
            # What a constraint rests on comes first when they are made anew.
            " order by contype desc",
            [tables],
        )
        constraints = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f"alter table {table} drop constraint {name}")
        cursor.execute(
            "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index"
            " where not indisprimary and indrelid = any(%s::regclass[])",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"drop index {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"set maintenance_work_mem = '{MAINTENANCE}'")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"alter table {table} add constraint {name} {definition}")
        cursor.execute("reset maintenance_work_mem")
