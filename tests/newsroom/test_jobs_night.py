"""The nightly jobs: a broken audit is told and stays dead, and what is old is cleared away."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.choices import NotificationEvent
from articles.models import Notification
from articles.tasks import AuditBroken, send_notification, verify_audit
from newsroom.audit.chain import head, seal
from newsroom.audit.journal import write
from newsroom.audit.models import AuditEntry
from newsroom.jobs.models import JobFault
from newsroom.jobs.tasks import clear_jobs
from tests.factories import JobFaultFactory, UserFactory

pytestmark = pytest.mark.django_db


def sql(statement: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_a_whole_audit_leaves_its_end_in_the_log_and_tells_nobody():
    UserFactory(permissions=["audit.view_auditentry"])
    write("publish", by=None)

    said = verify_audit(timestamp=0)

    assert said == f"whole: {head()}"
    assert not AuditEntry.objects.filter(number=None).exists()
    assert not Notification.objects.exists()


def test_a_broken_audit_is_told_to_those_who_watch_it_and_fails():
    operator = UserFactory(permissions=["audit.view_auditentry"])
    entry = write("publish", by=None)
    seal()
    sql("alter table audit_auditentry disable trigger user")
    sql("update audit_auditentry set words = 'autre' where id = %s", entry.pk)
    entry.refresh_from_db()

    with pytest.raises(AuditBroken, match=f"entry {entry.number} was changed"):
        verify_audit(timestamp=0)

    told = Notification.objects.get(event=NotificationEvent.AUDIT_BROKEN)
    assert told.user == operator
    assert told.parts["number"] == entry.number


@pytest.mark.django_db(transaction=True)
def test_old_jobs_are_cleared_away_and_those_that_failed_are_kept_for_longer():
    def job(state: str, days: int) -> int:
        pk = send_notification.defer(pk=0)
        for status in ("doing", state):
            sql("update procrastinate_jobs set status = %s where id = %s", status, pk)
        at = timezone.now() - timedelta(days=days)
        sql("update procrastinate_events set at = %s where job_id = %s", at, pk)
        return pk

    kept = {job("succeeded", 6), job("failed", 89), job("cancelled", 6)}
    gone = {job("succeeded", 8), job("failed", 91), job("cancelled", 8)}
    old, young = JobFaultFactory(), JobFaultFactory()
    JobFault.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=91))

    clear_jobs.defer(timestamp=0)
    # In a thread: a browser's driver may have left a running loop in the one of the tests.
    worker = app.connector.get_worker_connector()
    with app.replace_connector(worker) as working, ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(run(working))).result()

    left = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert kept <= left
    assert not gone & left
    assert list(JobFault.objects.all()) == [young]


async def run(working) -> None:
    async with working.open_async():
        await working.run_worker_async(
            queues=["care"], wait=False, install_signal_handlers=False, listen_notify=False
        )
