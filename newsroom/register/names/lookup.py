"""Finds, in any table with a column of keys, the rows whose names are most like those asked for."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connections, models

from newsroom.register.names.keys import paired_keys, query_keys
from newsroom.register.names.score import likeness

BUDGET = 1200  # rows that the keys of one name may match in all, as far as statistics tell
MOST_ROWS = 1500  # of those that share a key which too many share, when no other key is rare
SURE = 0.95  # a name as like as that ends the search
COMPARED = 80  # rows whose names are compared letter by letter


class Found(NamedTuple):
    """A row of the table: its columns that were asked for, and how like its name is (0 to 1)."""

    row: tuple[Any, ...]
    text: str
    score: float


def near(
    rows: models.QuerySet,
    texts: Iterable[str],
    *,
    columns: tuple[str, ...] = ("pk",),
    floor: float = 0.0,
    budget: int = BUDGET,
) -> dict[str, list[Found]]:
    """The rows whose column `text` is most like each of these texts, the likest first.

    `rows` chooses the rows to look in, of a model with the columns `text` and `keys`. All texts
    are answered by one statement, or two if some are like no name. A text without a letter or
    digit has no rows. budget: how many rows may be looked at for one of them, as far as
    statistics tell; fewer for a whole file.
    """
    asked = {text: dict(query_keys(text)) for text in dict.fromkeys(texts)}
    asked = {text: keys for text, keys in asked.items() if keys}
    found: dict[str, list[Found]] = {text: [] for text in asked}
    _compare(_candidates(rows, asked, columns, budget), found, floor)
    # A word misspelt shares its keys with too many, unless another word is looked for with it.
    rest = {text: asked[text] for text, hits in found.items() if not hits or hits[0].score < SURE}
    _compare(_misspelt(rows, rest, columns), found, floor)
    return found


def _compare(
    candidates: Iterable[tuple[Any, ...]], found: dict[str, list[Found]], floor: float
) -> None:
    """Add the rows whose names are like enough, the likest first, each once."""
    for text, name, *row in candidates:
        score = likeness(text, name)
        if score >= floor:
            found[text].append(Found(tuple(row), name, score))
    for text, hits in found.items():
        found[text] = sorted(dict.fromkeys(hits), key=lambda hit: -hit.score)


def _candidates(
    rows: models.QuerySet,
    asked: Mapping[str, Mapping[str, float]],
    columns: tuple[str, ...],
    budget: int,
) -> Iterable[tuple[Any, ...]]:
    """Of each text asked for: the text, then the name and the columns of a row like it."""
    if not asked:
        return []
    table = rows.model._meta.db_table
    texts = list(asked)
    keys = [(n, *pair) for n, text in enumerate(texts) for pair in asked[text].items()]
    inner, chosen = _sql(rows, "keys", "pk")
    whole, chosen_whole = _sql(rows, "pk", "text", *columns)
    names = ", ".join(f"c{i}" for i in range(len(columns)))
    sql = _CANDIDATES.strip().format(rows=inner, whole=whole, columns=names)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(
            sql,
            [
                *map(list, zip(*keys, strict=True)),
                *(table, table, budget, budget),
                *chosen,
                *(*chosen, MOST_ROWS, COMPARED),
                *chosen_whole,
            ],
        )
        return [(texts[n], *rest) for n, *rest in cursor.fetchall()]


def _sql(rows: models.QuerySet, *columns: str) -> tuple[str, tuple[Any, ...]]:
    return rows.order_by().values_list(*columns).query.sql_with_params()


def _misspelt(
    rows: models.QuerySet, asked: Mapping[str, Mapping[str, float]], columns: tuple[str, ...]
) -> Iterable[tuple[Any, ...]]:
    """The same, for rows that have one word of the text and another one almost."""
    texts = list(asked)
    pairs = [
        (n, json.dumps(others), json.dumps(loose))
        for n, text in enumerate(texts)
        for others, loose in paired_keys(text)
    ]
    if not pairs:
        return []
    inner, chosen = _sql(rows, "keys", "text", *columns)
    names = ", ".join(f"c{i}" for i in range(len(columns)))
    sql = _MISSPELT.strip().format(rows=inner, columns=names)
    with connections[rows.db].cursor() as cursor:
        cursor.execute(sql, [*map(list, zip(*pairs, strict=True)), *chosen, MOST_ROWS, COMPARED])
        return [(texts[n], *rest) for n, *rest in cursor.fetchall()]


# Only the rarest keys are looked for, those that say more before others, so that no name that
# thousands bear is read through. How rare a key is, the statistics of the table tell, which the
# server itself keeps current; a key that they do not list is rare. All keys count in choosing the
# rows that are compared.
_CANDIDATES = """
with asked as (
  select * from unnest(%s::int[], %s::text[], %s::real[]) as a (n, key, weight)
), listed as materialized (
  select unnest(most_common_elems::text::text[]) as key, unnest(most_common_elem_freqs) as freq
  from pg_stats where schemaname = current_schema() and tablename = %s and attname = 'keys'
), common as (
  select key, freq * (select reltuples from pg_class where oid = %s::regclass) as many
  from listed where key in (select key from asked)
), rarest as (
  select a.n, a.key, sum(1 + coalesce(c.many, 0)) over rarity as many,
    row_number() over (
      partition by a.n, a.key like '!%%' order by c.many / a.weight nulls first, a.key
    ) as rank
  from asked a left join common c using (key)
  window rarity as (partition by a.n order by c.many / a.weight nulls first, a.key)
), wanted as (
  select n, coalesce(array_agg(key) filter (where many <= %s), '{{}}') as rare,
    coalesce(array_agg(key) filter (where many > %s and rank = 1), '{{}}') as common
  from rarest group by n
), whole as (
  select n, jsonb_object_agg(key, weight) as weights from asked group by n
), hit as materialized (
  select n, best.pk from wanted join whole using (n) cross join lateral (
    select t.pk, (
      select sum((whole.weights -> u.key)::real) from unnest(t.keys) as u (key)
    ) as shared
    from (
      select * from ({rows}) as r (keys, pk) where r.keys && wanted.rare
      union all (
        select * from ({rows}) as r (keys, pk)
        where r.keys && wanted.common and not r.keys && wanted.rare limit %s
      )
    ) t
    order by shared desc limit %s
  ) best
)
select n, name, {columns} from hit join ({whole}) as w (pk, name, {columns}) using (pk)
"""

# Arrays of arrays of different lengths do not exist; hence JSON.
_MISSPELT = """
with pairs as (
  select n, array(select json_array_elements_text(others)) as others,
    array(select json_array_elements_text(loose)) as loose
  from unnest(%s::int[], %s::json[], %s::json[]) as p (n, others, loose)
)
select n, hit.name, {columns}
from pairs cross join lateral (
  select t.*, (
    select count(*) from unnest(pairs.loose || pairs.others) as u (key) where u.key = any (t.keys)
  ) as shared
  from (
    select * from ({rows}) as r (keys, name, {columns})
    where r.keys && pairs.others and r.keys && pairs.loose limit %s
  ) t
  order by shared desc limit %s
) hit
"""
