"""A schema of its own with the search functions and a search table, on the test database."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

import newsroom.register

SQL = Path(newsroom.register.__path__[0]) / "sql"
TABLE = """
    create table register_search (
        item_id uuid primary key, kind text not null, sort_at timestamptz not null,
        facets uuid[] not null, vector tsvector not null);
    create index on register_search using gin (vector, facets);
    create index on register_search (sort_at desc, item_id desc);
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test database is made only if a test is marked so, even when a fixture asks for it."""
    for item in items:
        if "scratch" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def sql_files() -> Path:
    """The folder of the SQL files."""
    return SQL


@pytest.fixture(scope="session")
def scratch(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A connection that sees nothing but that schema, committing each statement."""
    schema = f"search_{uuid4().hex}"
    parameters = connection.get_connection_params()
    # Django's own readings of types and cursors are not wanted here.
    for name in ("context", "cursor_factory"):
        parameters.pop(name)
    with psycopg.connect(**parameters, autocommit=True) as direct:
        direct.execute(f"create schema {schema}")
        direct.execute(f"set search_path to {schema}")
        try:
            direct.execute((SQL / "fold.sql").read_text())
            direct.execute(TABLE)
            direct.execute((SQL / "search.sql").read_text())
            yield direct
        finally:
            direct.execute(f"drop schema {schema} cascade")
