"""The worker of the jobs as a process of its own: killed, stopped, refused, and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from articles.choices import NotificationEvent
from articles.models import Notification
from articles.notifying import tell
from newsroom.jobs.models import JobFault
from newsroom.jobs.tasks import retry_stalled
from tests.factories import ArticleFactory, UserFactory
from tests.newsroom.smtp import MailServer, mail_server

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[2])
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "procrastinate", "worker", "--queues", "mail,care",
                           "--shutdown-graceful-timeout", sys.argv[3],
                           "--fetch-job-polling-interval", "0.5"])
"""

pytestmark = pytest.mark.django_db(transaction=True)

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def mails() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def start(mails) -> Iterator[Start]:
    """Starts workers on the test database; those that are left at the end are killed."""
    started: list[subprocess.Popen[str]] = []

    def run(patience: float = 5) -> subprocess.Popen[str]:
        name = connection.settings_dict["NAME"]
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, name, str(mails.port), str(patience)],
            cwd=REPOSITORY,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"},
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def told() -> Notification:
    """Somebody who is told by e-mail, by a job that waits."""
    reporter = UserFactory(reporter=True, email="awa@agence.example")
    [row] = tell(NotificationEvent.TAKEN_OVER, ArticleFactory(), by=None, to=[reporter])
    return row


def state(task: str = "send_notification") -> str:
    return ProcrastinateJob.objects.filter(task_name=task).latest("id").status


def test_a_job_is_done_and_the_worker_stops_when_asked(mails, start):
    row = told()
    worker = start()

    wait_until(lambda: state() == "succeeded")
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=30) == 0
    assert len(mails.texts) == 1
    row.refresh_from_db()
    assert row.mailed_at is not None


def test_a_worker_that_was_killed_in_the_middle_has_its_job_done_by_the_next(mails, start):
    row = told()
    mails.waits.set()
    worker = start()
    assert mails.reached.wait(timeout=60), "the job did not begin"

    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=30)
    assert state() == "doing"
    mails.waits.clear()
    # Half a minute of silence in one go; who looks after stalled jobs does it each minute.
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = now() - interval '31 seconds'"
        )
    with suppress(AlreadyEnqueued):
        retry_stalled.defer(timestamp=0)
    start()

    wait_until(lambda: state() == "succeeded")
    row.refresh_from_db()
    assert row.mailed_at is not None
    assert len(mails.texts) == 1
    assert ProcrastinateJob.objects.filter(task_name="send_notification").count() == 1


def test_a_worker_that_is_told_to_stop_finishes_what_it_is_doing(mails, start):
    told()
    mails.waits.set()
    worker = start(patience=30)
    assert mails.reached.wait(timeout=60), "the job did not begin"

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.5)

    assert worker.poll() is None
    assert state() == "doing"


def test_what_fails_is_kept_with_its_reason_and_tried_again_later(start, mails):
    row = told()
    mails_port, mails.port = mails.port, 9  # where nothing listens
    worker = start()

    wait_until(lambda: JobFault.objects.exists())
    wait_until(lambda: state() == "todo")
    worker.terminate()
    worker.wait(timeout=30)

    fault = JobFault.objects.get()
    job = ProcrastinateJob.objects.get(task_name="send_notification")
    assert (fault.job_id, fault.attempt) == (job.pk, 1)
    assert fault.error.startswith("ConnectionRefusedError")
    assert job.scheduled_at is not None
    assert job.attempts == 1
    mails.port = mails_port
    start()
    wait_until(lambda: state() == "succeeded")
    row.refresh_from_db()
    assert row.mailed_at is not None
