"""How much room the archive takes: each table of the register with its indexes, and the record."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

RECORD = "the record, all tables"


@dataclass(frozen=True)
class Size:
    """A table or an index: rows (of a table, as the planner counts them) and bytes."""

    name: str
    rows: int | None
    size: int


@dataclass(frozen=True)
class Memory:
    """What takes up memory, how much in bytes (None: cannot be told here), and a remark."""

    name: str
    size: int | None
    note: str = ""


def server_memory() -> list[Memory]:
    """The memory in which the server keeps blocks, and how often it finds them there."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_size_bytes(current_setting('shared_buffers'))")
        size = int(cursor.fetchone()[0])
        cursor.execute(
            "select 100.0 * blks_hit / greatest(blks_hit + blks_read, 1), pg_database_size(datid)"
            " from pg_stat_database where datname = current_database()"
        )
        found, whole = cursor.fetchone()
    return [
        Memory("shared buffers", size, f"{found:.1f} % of all blocks were found there"),
        Memory("the whole database, on disk", int(whole)),
    ]


def resident(process: int) -> int | None:
    """Bytes of memory that a process holds; None where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    (held,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(held) * 1024


def children(process: int) -> list[int]:
    """The processes that a process has started; none where the system does not tell."""
    try:
        return [
            int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    except OSError:
        return []


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
