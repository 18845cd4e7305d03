"""Reads and writes rows of ways of writing, thousands at once."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection

from newsroom.register.names.keys import KEY_VERSION, index_keys
from newsroom.register.text import sort_key

LONGEST = 300  # characters of words that are indexed


class Row(NamedTuple):
    """What the record says of one way of writing: the columns of Spelling of these names.

    The words and the keys follow from the text.
    """

    actor_id: int | None
    office_id: int | None
    place_id: int | None
    text: str
    source: str
    kind: str
    need: int


def differing(
    things: Mapping[str, Iterable[int]], fresh: set[Row]
) -> tuple[list[int], set[int | None]]:
    """Take from `fresh` what is stored already.

    Primary keys of the rows of these things that are not in `fresh`, and whose they are: actors.
    """
    stale: list[int] = []
    changed: set[int | None] = set()
    with connection.cursor() as cursor:
        for thing, pks in things.items():
            cursor.execute(_STORED.format(thing=thing), [list(pks)])
            for pk, version, *columns in cursor.fetchall():
                row = Row(*columns)
                if version == KEY_VERSION and row in fresh:
                    fresh.remove(row)
                else:
                    stale.append(pk)
                    changed.add(row.actor_id)
    return stale, changed


_STORED = f"""
select id, key_version, {", ".join(Row._fields)} from actors_spelling where {{thing}}_id = any(%s)
"""


def delete(pks: list[int]) -> None:
    """Delete the rows with these primary keys."""
    if pks:
        with connection.cursor() as cursor:
            cursor.execute("delete from actors_spelling where id = any(%s)", [pks])


def insert(rows: Iterable[Row]) -> None:
    """Add these rows."""
    # A statement with tens of thousands of parameters takes longer to put together than to run.
    with connection.cursor() as cursor, cursor.copy(_INSERT) as copy:
        for row in rows:
            folded = sort_key(row.text)[:LONGEST].strip()
            # What is made by rule is looked up by its words alone.
            keys = [] if row.source == "derived" else index_keys(row.text)
            # Keys are made of letters, digits and marks that mean nothing inside quotes.
            array = "{" + ",".join(f'"{key}"' for key in keys) + "}"
            copy.write_row((*row, folded, array, KEY_VERSION))


_INSERT = f"copy actors_spelling ({', '.join(Row._fields)}, folded, keys, key_version) from stdin"
