"""What the worker does with stories at the hours that editors have set."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from articles.choices import DueTask
from articles.models import Article, DueFailure
from articles.notifying import tell
from articles.transitions.moves import words
from articles.transitions.notices import expire
from articles.transitions.publishing import publish
from articles.transitions.table import is_under_embargo
from newsroom.audit import journal

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)
LATE = timedelta(seconds=60)  # after which a story counts as late


def release_due(now: datetime) -> int:
    """Publish the scheduled stories whose hour has come; how many. One that fails stays due."""
    return _do_all(DueTask.RELEASE, Article.objects.due(now), _release, now)


def expire_due(now: datetime) -> int:
    """Take back the stories whose hour has passed; how many. One that fails stays due."""
    return _do_all(DueTask.EXPIRY, Article.objects.expired(now), expire, now)


def _release(article: Article) -> object:
    # An embargo that was prolonged holds the story back, and is no failure.
    return None if is_under_embargo(article) else publish(article, by=None)


def _do_all(
    task: DueTask, due: QuerySet[Article], do: Callable[[Article], object], now: datetime
) -> int:
    waiting = DueFailure.objects.filter(task=task, again_at__gt=now).values("article")
    done = 0
    for pk in list(due.exclude(pk__in=waiting).order_by("pk").values_list("pk", flat=True)):
        try:
            done += _do(task, due.filter(pk=pk), do, now)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy, not the story at fault
        except Exception as error:
            # One that cannot be done must not hold up the others, nor stop the worker.
            log.exception("story %s is due (%s) and it cannot be done", pk, task)
            _fail(task, pk, now, words(error) or repr(error))
    return done


@transaction.atomic
def _do(
    task: DueTask, one: QuerySet[Article], do: Callable[[Article], object], now: datetime
) -> int:
    # Another worker may have been faster, or an editor may have taken it back.
    article = one.select_for_update(skip_locked=True, of=("self",)).first()
    if article is None:
        return 0
    hour = article.release_at if task == DueTask.RELEASE else article.expires_at
    if do(article) is None:
        return 0
    if hour is not None and now - hour > LATE:
        log.warning("story %s: %s %s late", article.pk, task, now - hour)
    return 1


@transaction.atomic
def _fail(task: DueTask, pk: int, now: datetime, why: str) -> None:
    """Keep the hour, try again after a pause, and raise an alarm the first time."""
    article = Article.objects.select_for_update().get(pk=pk)
    before = DueFailure.objects.filter(article=article, task=task).first()
    tries = before.tries + 1 if before else 1
    pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)
    DueFailure.objects.update_or_create(
        article=article,
        task=task,
        defaults={"tries": tries, "failed_at": now, "again_at": now + pause, "error": why},
    )
    detail = {"task": task, "why": why, "tries": tries}
    journal.write("release_failed", by=None, subject=article, detail=detail)
    if before is None:
        tell("release_failed", article, by=None)
