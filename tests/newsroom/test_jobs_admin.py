"""The jobs at the desk: numbers, reasons, trying again, calling off, and what a machine reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import Resolver404, resolve
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.tasks import send_notification
from newsroom.audit.chain import seal
from newsroom.audit.models import AuditEntry
from newsroom.jobs.models import JobFault
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/procrastinate/procrastinatejob/"
VIEW, CHANGE = "procrastinate.view_procrastinatejob", "procrastinate.change_procrastinatejob"


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(username="op", permissions=[VIEW, CHANGE]))
    return client


def sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def job(state: str = "todo") -> ProcrastinateJob:
    pk = send_notification.defer(pk=0)
    if state != "todo":
        sql("update procrastinate_jobs set status = 'doing' where id = %s", pk)
    if state not in ("todo", "doing"):
        sql(f"update procrastinate_jobs set status = '{state}' where id = %s", pk)
    return ProcrastinateJob.objects.get(pk=pk)


def state_of(row: ProcrastinateJob) -> str:
    return ProcrastinateJob.objects.get(pk=row.pk).status


def figures(client) -> dict[str, float | None]:
    return {figure.code: figure.value for figure in client.get(LIST).context["figures"]}


def test_who_has_no_right_sees_no_jobs(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))

    assert client.get(LIST).status_code == 403


def test_a_dead_job_is_shown_with_the_reason_of_its_last_attempt(operator):
    dead = job("failed")
    for attempt, error in ((1, "SMTPException: first"), (2, "SMTPException: busy")):
        JobFault.objects.create(job_id=dead.pk, task=dead.task_name, attempt=attempt, error=error)

    page = operator.get(LIST).content.decode()

    assert "SMTPException: busy" in page
    assert "first" not in page
    assert figures(operator)["jobs_dead"] == 1


def test_a_dead_job_is_tried_again_and_that_is_in_the_audit(operator):
    dead = job("failed")

    operator.post(LIST, {"action": "try_again", "_selected_action": [dead.pk]})

    assert state_of(dead) == "todo"
    entry = AuditEntry.objects.get(action="job_tried_again")
    assert (entry.user_name, entry.object_id) == ("op", str(dead.pk))


def test_a_waiting_job_is_called_off_and_that_is_in_the_audit(operator):
    waiting = job()

    operator.post(LIST, {"action": "call_off", "_selected_action": [waiting.pk]})

    assert state_of(waiting) == "cancelled"
    assert AuditEntry.objects.filter(action="job_called_off", user_name="op").exists()


@pytest.mark.parametrize(
    ("action", "state"),
    [("try_again", "todo"), ("try_again", "doing"), ("call_off", "doing"), ("call_off", "failed")],
)
def test_what_cannot_be_done_to_a_job_is_not_done(operator, action, state):
    row = job(state)

    operator.post(LIST, {"action": action, "_selected_action": [row.pk]})

    assert state_of(row) == state
    assert not AuditEntry.objects.filter(action__startswith="job_").exists()


@pytest.mark.parametrize(("action", "state"), [("try_again", "failed"), ("call_off", "todo")])
def test_who_may_only_look_changes_nothing(client, action, state):
    client.force_login(UserFactory(permissions=[VIEW]))
    row = job(state)

    client.post(LIST, {"action": action, "_selected_action": [row.pk]})

    assert state_of(row) == state


def test_the_page_says_how_long_the_oldest_due_job_has_waited(operator):
    old, later = job(), job()
    sql(
        "update procrastinate_events set at = now() - interval '5 minutes' where job_id = %s",
        old.pk,
    )
    sql(
        "update procrastinate_jobs set scheduled_at = now() + interval '1 hour' where id = %s",
        later.pk,
    )

    [queue] = operator.get(LIST).context["queues"]

    assert (queue.name, queue.waiting, queue.later) == ("mail", 1, 1)
    assert 300 <= queue.lag < 360
    assert figures(operator)["jobs_lag"] == pytest.approx(queue.lag, abs=30)


def test_the_page_says_how_far_the_register_is_behind(operator):
    sequence_all()
    PersonFactory(public=True)
    sql("update register_mark set made_at = now() - interval '90 seconds'")

    known = figures(operator)

    assert known["register_waiting"] >= 1
    assert known["register_lag"] >= 90
    sequence_all()
    assert figures(operator)["register_lag"] is None


def test_the_page_says_how_late_a_release_is(operator):
    story = ArticleFactory(scheduled=True)
    assert figures(operator)["releases_due"] == 0
    type(story).objects.filter(pk=story.pk).update(
        release_at=timezone.now() - timedelta(seconds=90)
    )

    known = figures(operator)

    assert known["releases_due"] == 1
    assert known["releases_lag"] >= 90


def test_a_machine_hears_that_all_is_well_and_no_word_of_any_story(client):
    story = ArticleFactory(scheduled=True, headline="Un sommet à Niamey")
    sequence_all()
    seal()

    answer = client.get("/health/jobs")

    assert answer.status_code == 200
    assert answer.json()["alarms"] == []
    assert story.headline not in answer.content.decode()


@pytest.mark.parametrize(
    ("happens", "alarm"),
    [
        (lambda: job("failed"), "jobs_dead"),
        (
            lambda: sql(
                "update procrastinate_events set at = now() - interval '2 minutes'"
                " where job_id = %s",
                job().pk,
            ),
            "jobs_lag",
        ),
        (
            lambda: (
                PersonFactory(public=True),
                sql("update register_mark set made_at = now() - interval '2 minutes'"),
            ),
            "register_lag",
        ),
    ],
)
def test_a_machine_hears_what_is_late_or_dead(client, happens, alarm):
    sequence_all()
    seal()
    happens()

    answer = client.get("/health/jobs")

    assert answer.status_code == 503
    assert answer.json()["alarms"] == [alarm]


def test_the_machine_s_page_is_read_only(client):
    assert client.post("/health/jobs").status_code == 405


def test_readers_cannot_ask_for_it():
    with pytest.raises(Resolver404):
        resolve("/health/jobs", urlconf="newsroom.urls.public")
