"""The worker killed and started anew while stories are due, on the night of the clocks' change."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from articles import planned_changes, services
from articles.choices import ArticleStatus as S
from articles.history import content_of
from articles.hours import read_hour
from articles.models import Article, PlannedChange
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Item
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from datetime import datetime
import time_machine
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.core.management import call_command
with time_machine.travel(datetime.fromisoformat(sys.argv[2]), tick=True):
    call_command("worker")
"""


@contextmanager
def worker(at: datetime) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on the test database, whose clock starts at this instant and runs."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, connection.settings_dict["NAME"], at.isoformat()],
        cwd=REPOSITORY,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # SIGKILL: no chance to tidy up


def wait_for(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def is_shown(article: Article) -> bool:
    return Item.objects.visible().filter(uid=article.uid).exists()


def status(article: Article) -> str:
    return Article.objects.values_list("status", flat=True).get(pk=article.pk)


# An hour before the clocks are put forward from 02:00 to 03:00, or back from 03:00 to 02:00.
NIGHTS = {
    "put forward": (datetime(2026, 3, 29, 0, tzinfo=UTC), "2026-03-29T03:00"),
    "put back": (datetime(2026, 10, 25, 0, tzinfo=UTC), "2026-10-25T02:30"),
}


@pytest.mark.parametrize(("evening", "typed"), NIGHTS.values(), ids=NIGHTS)
def test_what_fell_due_while_the_worker_was_dead_is_done_when_it_is_back(
    evening, typed, time_machine
):
    time_machine.move_to(evening, tick=False)
    hour = read_hour(typed)
    first = ArticleFactory(scheduled=hour)
    second = ArticleFactory(embargo_until=hour + timedelta(minutes=10))
    services.schedule(second, by=None, at=second.embargo_until)
    third = ArticleFactory(published=evening, expires_at=hour + timedelta(minutes=10))
    with worker(hour - timedelta(seconds=3)):
        wait_for(lambda: is_shown(third), "the register is not kept")
        wait_for(lambda: is_shown(first), "the first is due and not out")
        assert (status(second), is_shown(second), is_shown(third)) == (S.SCHEDULED, False, True)

    # Dead, for more than ten minutes of the newsroom's time.
    with worker(hour + timedelta(minutes=11)):
        wait_for(lambda: is_shown(second), "the embargo has ended and it is not out")
        wait_for(lambda: not is_shown(third), "it has expired and still stands")
    assert (status(second), status(third)) == (S.PUBLISHED, S.WITHDRAWN)
    assert AuditEntry.objects.filter(action="publish").count() == 2


def planned(article: Article, at: datetime) -> PlannedChange:
    """A change of the headline, which goes out as a correction."""
    content = content_of(article)
    content["fields"]["headline"] = "Ce qui sera"
    return planned_changes.plan(article, content, at=at, by=None, note="Le titre était faux.")


@pytest.mark.parametrize(("evening", "typed"), NIGHTS.values(), ids=NIGHTS)
def test_a_change_planned_for_a_minute_without_a_worker_is_made_when_one_is_back(
    evening, typed, time_machine
):
    time_machine.move_to(evening, tick=False)
    hour = read_hour(typed)
    early = ArticleFactory(published=evening, headline="Ce qui est")
    late = ArticleFactory(published=evening, headline="Ce qui est")
    planned(early, hour)
    planned(late, hour + timedelta(minutes=10))
    with worker(hour - timedelta(seconds=3)):
        wait_for(lambda: is_shown(late), "the register is not kept")
        assert shown_headline(late) == "Ce qui est"
        wait_for(lambda: shown_headline(early) == "Ce qui sera", "the first is due and not made")
        assert shown_headline(late) == "Ce qui est"

    # Dead, for more than ten minutes of the newsroom's time.
    with worker(hour + timedelta(minutes=11)):
        wait_for(lambda: shown_headline(late) == "Ce qui sera", "the second was not made")
    assert status(late) == S.CORRECTED
    assert AuditEntry.objects.filter(action="apply_change").count() == 2


@contextmanager
def held_in(table: str) -> Iterator[None]:
    """Nobody writes to this table in the meantime: whoever wants to waits."""
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"lock table {table} in access exclusive mode")
                held.set()
                free.wait(60)
        finally:
            connections.close_all()

    blocker = threading.Thread(target=hold)
    blocker.start()
    held.wait(10)
    try:
        yield
    finally:
        free.set()
        blocker.join()


def test_a_worker_killed_in_the_middle_of_a_release_leaves_it_whole_for_the_next():
    article = ArticleFactory(scheduled=timezone.now() + timedelta(hours=1))
    later = article.release_at
    with held_in("articles_withdrawal"), worker(later):
        wait_for(lambda: is_waited_for("articles_withdrawal"), "the worker never began")
    assert status(article) == S.SCHEDULED

    with worker(later):
        wait_for(lambda: is_shown(article), "the next worker did not release it")
    assert AuditEntry.objects.filter(action="publish").count() == 1


def test_a_worker_killed_in_the_middle_of_a_planned_change_leaves_it_whole_for_the_next():
    article = ArticleFactory(published=True, headline="Ce qui est")
    later = timezone.now() + timedelta(hours=1)
    change = planned(article, later)
    # The text is written by then, and the note is not.
    with held_in("articles_correction"), worker(later):
        wait_for(lambda: is_waited_for("articles_correction"), "the worker never began")
    article.refresh_from_db()
    change.refresh_from_db()
    assert (article.headline, article.status, change.state) == (
        "Ce qui est",
        "published",
        "waiting",
    )
    assert not article.corrections.exists()

    with worker(later):
        wait_for(
            lambda: shown_headline(article) == "Ce qui sera", "the next worker did not make it"
        )
    assert article.corrections.get().note == "Le titre était faux."
    assert article.revisions.filter(kind="applied").count() == 1
    assert AuditEntry.objects.filter(action="apply_change").count() == 1


def shown_headline(article: Article) -> str | None:
    """The headline that readers see, if they see the story."""
    item = Item.objects.visible().filter(uid=article.uid).first()
    return item.doc["headline"] if item else None


def is_waited_for(table: str) -> bool:
    """Whether somebody waits for a table that is locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
            " where c.relname = %s and not l.granted",
            [table],
        )
        return cursor.fetchone()[0] > 0
