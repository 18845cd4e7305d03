"""The worker as a process of its own: it works at once when told, and stops when asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from newsroom.audit.chain import verify
from newsroom.audit.journal import write

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.core.management import call_command
call_command("worker")
"""


@pytest.fixture
def worker(transactional_db: None) -> Iterator[subprocess.Popen[str]]:
    """A worker on the test database; its log is its standard error."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, connection.settings_dict["NAME"]],
        cwd=REPOSITORY,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def listeners() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database()"
            " and query ilike 'listen register_mark' and pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def wait_for_listener(*, other_than: int = 0) -> int:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if found := [pid for pid in listeners() if pid != other_than]:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker listens")


def marks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from register_mark")
        return cursor.fetchone()[0]


def leave_a_mark() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into register_mark (kind, uid, retract)"
            " values ('article', gen_random_uuid(), false)"
        )


def wait_until_worked_off() -> None:
    deadline = time.monotonic() + 30
    while marks():
        assert time.monotonic() < deadline, "the mark stays"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_works_off_marks_and_stops_cleanly(worker, number):
    wait_for_listener()
    leave_a_mark()
    wait_until_worked_off()

    worker.send_signal(number)

    assert worker.wait(timeout=30) == 0


def test_worker_comes_back_when_the_server_drops_it(worker):
    dropped = wait_for_listener()
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [dropped])

    wait_for_listener(other_than=dropped)
    leave_a_mark()

    wait_until_worked_off()
    assert worker.poll() is None


def test_worker_seals_the_audit(worker):
    wait_for_listener()
    entry = write("publish", by=None)
    deadline = time.monotonic() + 30
    while entry.number is None:
        assert time.monotonic() < deadline, "the entry stays unsealed"
        time.sleep(0.05)
        entry.refresh_from_db()

    assert verify().is_whole
