"""Alerts through real processes: a worker sends them, and one that is killed sends none twice."""

import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from articles import services
from newsroom.jobs.tasks import retry_stalled
from newsroom.readers import alerts
from newsroom.readers.models import Alert
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory, ArticleFactory
from tests.newsroom.smtp import MailServer, mail_server
from tests.newsroom.test_jobs_process import start, wait_until

__all__ = ["start"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def mails() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def alert() -> Alert:
    """A reader for whom there is news, and who is about to be written to."""
    before = timezone.now() - timedelta(hours=2)
    story = ArticleFactory(headline="Tombouctou, mardi", ready=True)
    services.publish(story, by=None)
    sequence_all()
    Item.objects.filter(pk=story.uid).update(first_at=before + timedelta(hours=1))
    found = AlertFactory(confirmed_at=before)
    assert alerts.look_for_news(timezone.now()) == 1
    return found


def states() -> set[str]:
    jobs = ProcrastinateJob.objects.filter(task_name="send_alert_news")
    return set(jobs.values_list("status", flat=True))


def test_a_worker_writes_to_readers(mails, start, alert):  # noqa: F811
    start()
    wait_until(lambda: states() == {"succeeded"})

    [text] = mails.texts
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text
    assert f"To: {alert.email}" in text


def test_a_worker_that_was_killed_in_the_middle_has_nobody_written_to_twice(
    mails,
    start,  # noqa: F811
    alert,
):
    mails.waits.set()
    worker = start()
    assert mails.reached.wait(timeout=60), "the job did not begin"
    # The server has the whole text by then; whether it has sent it on, nobody knows.
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=30)
    mails.waits.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = now() - interval '31 seconds'"
        )
    with suppress(AlreadyEnqueued):
        retry_stalled.defer(timestamp=0)
    start()

    wait_until(lambda: states() == {"succeeded"})
    assert mails.texts == []
    assert alerts.look_for_news(timezone.now()) == 0
