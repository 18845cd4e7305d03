"""How much room the archive takes: each table of the register with its indexes, and the record."""

from dataclasses import dataclass

from django.db import connection

RECORD = "the record, all tables"


@dataclass(frozen=True)
class Size:
    """A table or an index: rows (of a table, as the planner counts them) and bytes."""

    name: str
    rows: int | None
    size: int


def sizes() -> list[Size]:
    """The register's tables, each followed by its indexes; then the record as a whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, case when c.relkind = 'r' then greatest(c.reltuples, 0)::bigint end,"
            "  case c.relkind when 'r' then pg_table_size(c.oid) else pg_relation_size(c.oid) end"
            " from pg_class c left join pg_index i on i.indexrelid = c.oid"
            " join pg_class t on t.oid = coalesce(i.indrelid, c.oid)"
            " where c.relkind in ('r', 'i') and t.relname like 'register\\_%%'"
            " and t.relnamespace = current_schema()::regnamespace"
            " order by pg_total_relation_size(t.oid) desc, t.relname, c.relkind desc, 3 desc"
        )
        found = [Size(name, rows, size) for name, rows, size in cursor.fetchall()]
        cursor.execute(
            "select sum(greatest(reltuples, 0))::bigint, sum(pg_total_relation_size(oid))::bigint"
            " from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace"
            " and (relname like 'articles\\_%%' or relname like 'actors\\_%%')"
        )
        return [*found, Size(RECORD, *cursor.fetchone())]
