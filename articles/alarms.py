"""What editors have set an hour for, and has not happened: it failed, or it is late.

An embargo that was prolonged holds a story back, and is no alarm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.choices import DueTask, PlanState
from articles.models import Article, DueFailure, PlannedChange
from articles.transitions.due import LATE

TEXTS = ("body", "body_text", "notes")  # long, and in no line of an alarm


@dataclass(frozen=True)
class Alarm:
    """Something due that has not happened.

    since: when it failed last, or, where it is only late, when it was due. why: empty if late.
    tries: how often it failed, as far as that is counted.
    """

    article: Article
    task: str | Promise
    since: datetime
    why: str = ""
    tries: int = 0


def late_releases(now: datetime) -> QuerySet[Article]:
    held = Q(embargo_until__gt=now)
    return Article.objects.due(now - LATE).exclude(held)


def late_expiries(now: datetime) -> QuerySet[Article]:
    return Article.objects.expired(now - LATE)


def due_plans(now: datetime) -> QuerySet[PlannedChange]:
    """The changes whose minute has come and which are not made."""
    return PlannedChange.objects.filter(state=PlanState.WAITING, planned_at__lte=now)


def failed_plans() -> QuerySet[PlannedChange]:
    return PlannedChange.objects.filter(state=PlanState.WAITING, failed_at__isnull=False)


def alarming(now: datetime) -> Q:
    """The condition on stories for which there is an alarm."""
    return failing() | late(now)


def failing() -> Q:
    """That something was tried and could not be done."""
    failures = DueFailure.objects.filter(article=OuterRef("pk"))
    return Q(Exists(failures)) | Q(Exists(failed_plans().filter(article=OuterRef("pk"))))


def late(now: datetime) -> Q:
    """That something should have been done by now."""
    plans = due_plans(now - LATE).filter(article=OuterRef("pk"))
    releases, expiries = (rows.order_by() for rows in (late_releases(now), late_expiries(now)))
    return Q(pk__in=releases.values("pk")) | Q(pk__in=expiries.values("pk")) | Q(Exists(plans))


def alarms(now: datetime, limit: int) -> list[Alarm]:
    """The alarms, at most so many: what failed, and then what is late without a try."""
    found: dict[tuple[int, str | Promise], Alarm] = {}
    for alarm in chain(_failed(limit), _late(now, limit)):
        found.setdefault((alarm.article.pk, alarm.task), alarm)
    return list(found.values())[:limit]


def _failed(limit: int) -> Iterator[Alarm]:
    for row in DueFailure.objects.select_related("article").defer(*_texts())[:limit]:
        yield Alarm(row.article, row.get_task_display(), row.failed_at, row.error, row.tries)
    plans = failed_plans().order_by("-failed_at", "pk")
    for plan in plans.select_related("article").defer(*_texts())[:limit]:
        assert plan.failed_at is not None, "it was asked for"
        yield Alarm(plan.article, _("Planned change"), plan.failed_at, plan.failure)


def _late(now: datetime, limit: int) -> Iterator[Alarm]:
    for story in late_releases(now).order_by("release_at", "pk").defer(*TEXTS)[:limit]:
        yield Alarm(story, DueTask.RELEASE.label, story.release_at or now)
    for story in late_expiries(now).order_by("expires_at", "pk").defer(*TEXTS)[:limit]:
        yield Alarm(story, DueTask.EXPIRY.label, story.expires_at or now)
    for plan in due_plans(now - LATE).select_related("article").defer(*_texts())[:limit]:
        yield Alarm(plan.article, _("Planned change"), plan.planned_at or now)


def _texts() -> list[str]:
    return [f"article__{name}" for name in TEXTS]
