"""The checks once a day: claimed by one worker, taken up again by another if that one fails."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from articles.choices import FindingState, NotificationEvent
from articles.models import Finding, QualityRun
from articles.notifying import tell
from articles.quality.refresh import refresh_findings
from newsroom.local_days import local

log = logging.getLogger(__name__)

# The key of the advisory lock, any number that nothing else in the database uses.
LOCK = 0x6E657774
HOUR = 3  # of the newsroom's own time, from which on the checks of a day are due
PATIENCE = 600.0  # seconds after which a worker looks again whether something is due


def day_due(now: datetime) -> date | None:
    """The day whose checks are due: today from that hour on; None before it."""
    there = local(now)
    return there.date() if there.hour >= HOUR else None


def run_due(now: datetime) -> bool:
    """Run the checks of the day unless they are done or under way elsewhere; whether it did.

    A run holds a lock that ends with its connection: when a worker dies, the day stays due, and
    the next to ask takes it up. Each check is a transaction of its own, so that nobody who works
    on findings waits for all of them.
    """
    day = day_due(now)
    with _turn() as is_ours:
        if day is None or not is_ours:
            return False
        run, _made = QualityRun.objects.get_or_create(day=day)
        if run.finished_at is not None:
            return False
        began = timezone.now()
        counts = refresh_findings()
        run.counts = {code: sum(owners.values()) for code, owners in counts.items()}
        run.finished_at = timezone.now()
        run.save()
        _tell_of_contradictions(began)
        return True


def _tell_of_contradictions(since: datetime) -> None:
    """Tell the desk how many have come up since then, if any: those of before are known."""
    new = Finding.objects.filter(
        rule="contradiction", state=FindingState.OPEN, first_seen__gte=since
    ).count()
    if new:
        tell(NotificationEvent.CONTRADICTIONS, None, by=None, parts={"count": new})


@contextmanager
def _turn() -> Iterator[bool]:
    """Whether nobody else is at it; until the end nobody else will be."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


class Nightly:
    """Runs what is due beside the worker's rounds, which must not wait for it."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._next = 0.0

    def look(self) -> None:
        """Start what is due, if it is time to look and nothing is under way; returns at once."""
        if time.monotonic() < self._next or (self._thread and self._thread.is_alive()):
            return
        self._next = time.monotonic() + PATIENCE
        # A daemon: a worker that is told to stop does not wait for it, and its day stays due.
        self._thread = threading.Thread(target=_attempt, name="quality", daemon=True)
        self._thread.start()


def _attempt() -> None:
    try:
        if run_due(timezone.now()):
            log.info("the checks of the day are done")
    except Exception:
        log.exception("the checks of the day failed; they stay due")
    finally:
        connection.close()
