"""Makes a database for one run of the benchmark, and takes it away again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from django.db import connection


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Make an empty database on the server of the settings; its address.

    It is dropped at the end, whatever happened and whoever is still connected. An older one of
    the same name, left behind by a run that was killed, gives way.
    """
    quoted = connection.ops.quote_name(name)
    _execute(f"drop database if exists {quoted} with (force)")
    _execute(f"create database {quoted} template template0 encoding 'UTF8'")
    try:
        yield _address(name)
    finally:
        _execute(f"drop database if exists {quoted} with (force)")


def _address(name: str) -> str:
    """The address in the environment, with this database in place of the one it names."""
    given = urlsplit(os.environ.get("DATABASE_URL") or "postgresql:///newsroom")
    return given._replace(path=f"/{quote(name)}").geturl()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
