"""Makes a database for one run of the benchmark, and takes it away again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from django.db import connection

NOTE = "stories of the benchmark: "


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Make an empty database on the server of the settings; its address.

    It is dropped at the end, whatever happened and whoever is still connected. An older one of
    the same name, left behind by a run that was killed, gives way.
    """
    quoted = connection.ops.quote_name(name)
    _drop(name)
    _execute(f"create database {quoted} template template0 encoding 'UTF8'")
    try:
        yield _address(name)
    finally:
        _drop(name)


@contextmanager
def kept_database(name: str) -> Iterator[str]:
    """The address of the database of this name, which stays; an empty one if there was none."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_database where datname = %s)", [name])
        is_there = cursor.fetchone()[0]
    if not is_there:
        quoted = connection.ops.quote_name(name)
        _execute(f"create database {quoted} template template0 encoding 'UTF8'")
    connection.close()
    yield _address(name)


def remember(stories: int) -> None:
    """Note in the database itself that it holds a whole archive of so many stories."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    _execute(f"comment on database {name} is '{NOTE}{stories:d}'")


def remembered() -> int:
    """How many stories the archive in this database has; 0 where it is not known to be whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database"
            " where datname = current_database()"
        )
        note = cursor.fetchone()[0] or ""
    return int(note.removeprefix(NOTE)) if note.startswith(NOTE) else 0


def _address(name: str) -> str:
    """The address in the environment, with this database in place of the one it names."""
    given = urlsplit(os.environ.get("DATABASE_URL") or "postgresql:///newsroom")
    return given._replace(path=f"/{quote(name)}").geturl()


def _drop(name: str) -> None:
    # Not with FORCE: that is refused while an autovacuum worker, which is no session of ours, is
    # there. Without it Postgres asks the worker to go, and waits for it.
    _execute(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
        " where datname = %s and usename = current_user and backend_type = 'client backend'",
        name,
    )
    _execute(f"drop database if exists {connection.ops.quote_name(name)}")


def _execute(statement: str, *parameters: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
    connection.close()
