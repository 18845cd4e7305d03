"""What every test may ask for: the shared material, and a browser; both skip when missing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from newsroom.catalogue import compile_catalogue
from tests.browser import MISSING, find_browser

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        raise pytest.UsageError(
            "The tests need a real Postgres: run `make test`, or"
            " `.venv/bin/python -m newsroom.postgres run -- .venv/bin/python -m pytest ...`"
        )
    compile_catalogue()
    # A browser's driver keeps an event loop in the thread of the tests, where Django would then
    # refuse the database to every later test and to the cleaning up.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the test database is dropped, end the sessions that served threads left open."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend' and usename = current_user"
        )


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Let Django empty the tables after a test that commits: the record refuses a TRUNCATE."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        names = [self.quote_name(table) for table in tables]
        return [
            *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names),
            *plain(self, style, tables, **options),
            *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def mirror_is_closed() -> Iterator[None]:
    """Django closes the connections it wraps in a transaction; a mirror's is not among them."""
    yield
    connections["public"].close()


@pytest.fixture(autouse=True)
def language_is_french() -> None:
    """A request in English leaves its language to the thread; the next test starts in French."""
    translation.deactivate()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with material that is not part of the repository (`../shared`)."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine; without one the test is skipped, in CI it fails."""
    found = find_browser()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    arguments = {**browser_type_launch_args, "executable_path": str(found)}
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root
        arguments["args"] = ["--no-sandbox"]
    return arguments
