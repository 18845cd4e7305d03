"""What every test may ask for: the shared material, and a browser; both skip when missing."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.test import Client, override_settings
from django.utils import translation

from articles.roles import Role, ensure_roles
from newsroom.catalogue import compile_catalogue
from newsroom.register.api.keeping import memory
from tests.browser import MISSING, find_browser
from tests.factories import UserFactory
from tests.spreading import Spreading

# What takes longest to make and is always the same: rights, and the groups of the roles.
KEPT = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}
OTHER_GROUPS = f"select id from auth_group where name not in {tuple(Role.labels)}"
LEFT_OVER = [
    f"delete from auth_group_permissions where group_id in ({OTHER_GROUPS})",
    f"delete from auth_group where id in ({OTHER_GROUPS})",
]
# Django empties the tables that it manages; those of the jobs are not among them.
QUEUE = [f"procrastinate_{name}" for name in ("periodic_defers", "events", "jobs", "workers")]
# Deletes the rows of those tables that have any. References are checked once all are gone; what
# the last request of a closed browser wrote in between is deleted by another turn.
EMPTY = """
do $$
declare
  name regclass;
  filled regclass[];
  is_filled boolean;
begin
  for turn in 1..5 loop
    begin
      filled := '{{}}';
      foreach name in array array[{names}]::regclass[] loop
        execute format('select exists (select from %s)', name) into is_filled;
        if is_filled then
          filled := filled || name;
          execute format('alter table %s disable trigger user', name);
        end if;
      end loop;
      set constraints all deferred;
      foreach name in array filled loop
        execute format('delete from %s', name);
      end loop;
      set constraints all immediate;
      foreach name in array filled loop
        execute format('alter table %s enable trigger user', name);
      end loop;
      exit;
    exception when foreign_key_violation then
      if turn = 5 then
        raise;
      end if;
    end;
  end loop;
end $$
"""
# Seconds without a request after which a closed browser is taken to have sent its last, and for
# which it is waited for at the most.
QUIET, PATIENCE = 0.1, 5.0
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spreading:
    """How tests are spread over workers, where there are several."""
    return Spreading(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave thousands of tests out of each collection of garbage, and collect more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Iterator[Any]:
    """Tell of a failure without collecting garbage meanwhile.

    What is collected may belong to a browser, whose driver then runs on another stack; where that
    happens while Python parses the lines to be shown, it raises SystemError and the run is over.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The groups of the roles are there for every test.

    Before the test database is dropped, sessions that served threads left open are ended.
    """
    with django_db_blocker.unblock():
        ensure_roles()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend' and usename = current_user"
        )


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """Let Django empty the tables after a test that commits.

    The record refuses a TRUNCATE, and one of a hundred tables with their indexes takes a second
    where a test has filled ten of them.
    """

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        filled = [*QUEUE, *(table for table in tables if table not in KEPT)]
        names = ", ".join(f"'{self.quote_name(table)}'" for table in filled)
        return [EMPTY.format(names=names), *LEFT_OVER] if tables else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.fixture(autouse=True)
def mirror_is_closed() -> Iterator[None]:
    """Django closes the connections it wraps in a transaction; a mirror's is not among them."""
    yield
    connections["public"].close()


class Served:
    """How many requests are being answered, in whatever thread, and since when none is."""

    def __init__(self) -> None:
        self._number, self._since, self._lock = 0, 0.0, threading.Lock()

    def note(self, change: int) -> None:
        with self._lock:
            self._number, self._since = self._number + change, time.monotonic()

    def wait(self) -> None:
        """Until a browser that was closed has no request under way any more."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with self._lock:
                if not self._number and time.monotonic() - self._since > QUIET:
                    return
            time.sleep(QUIET / 5)
        self._number = 0  # an answer that nobody read to its end


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The requests that are being answered."""
    found = Served()

    def begin(**told: Any) -> None:
        found.note(1)

    def end(**told: Any) -> None:
        found.note(-1)

    request_started.connect(begin)
    request_finished.connect(end)
    yield found
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture(autouse=True)
def requests_are_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a page sends as it is closed is answered before the tables are emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    served = request.getfixturevalue("served")
    yield
    served.wait()


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """An answer of a test before is of a register that was undone, perhaps with the same state."""
    memory.forget()


@pytest.fixture(scope="session", autouse=True)
def dumps_lie_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Dumps that tests make lie in a folder of this run, and of this worker of it."""
    with override_settings(DUMPS_ROOT=tmp_path_factory.mktemp("dumps")):
        yield


@pytest.fixture(scope="session", autouse=True)
def requests_begin_without_a_transaction() -> Iterator[None]:
    """Let a request lock rows only in a transaction of its own, as in production.

    The transaction in which Django wraps a test would hide that a view opens none.
    """
    answering = threading.local()
    compile_query = SQLCompiler.as_sql

    def as_sql(self: SQLCompiler, *args: Any, **options: Any) -> Any:
        if self.query.select_for_update and getattr(answering, "is_on", False):
            blocks = self.connection.atomic_blocks
            if blocks and all(getattr(block, "_from_testcase", False) for block in blocks):
                raise TransactionManagementError("The view locks rows outside a transaction.")
        return compile_query(self, *args, **options)

    def begin(**told: Any) -> None:
        answering.is_on = True

    def end(**told: Any) -> None:
        answering.is_on = False

    request_started.connect(begin)
    request_finished.connect(end)
    got_request_exception.connect(end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", as_sql)
        yield
    request_started.disconnect(begin)
    request_finished.disconnect(end)
    got_request_exception.disconnect(end)


@pytest.fixture(autouse=True)
def language_is_french() -> None:
    """A request in English leaves its language to the thread; the next test starts in French."""
    translation.deactivate()


@pytest.fixture
def chief(client: Client) -> Client:
    """The client of somebody who may do everything at the desk."""
    client.force_login(UserFactory(chief=True, username="chief"))
    return client


@pytest.fixture
def url(live_server: Any, settings: Any) -> str:
    """The address of a server of both sides, where one can log in without https."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    return str(live_server.url)


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
