"""What is due for stories, as numbers beside those of the jobs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.alarms import due_plans, failed_plans
from articles.models import Article, DueFailure, QualityRun
from newsroom.jobs.figures import PATIENCE, Figure

# The checks run once a day, after three in the morning; a run that hangs is seen the next day.
LONGEST_DAY = timedelta(hours=27).total_seconds()


def due_figures() -> Iterator[Figure]:
    """What waits for its hour, how late the latest is, what failed, and the night."""
    now = timezone.now()
    held = Q(embargo_until__gt=now)
    yield from _waiting(
        "releases",
        (_("Stories whose hour has come"), _("The latest of them is late by")),
        Article.objects.due(now).exclude(held),
        "release_at",
        now,
    )
    yield from _waiting(
        "expiries",
        (_("Stories that are to be taken back by now"), _("The latest of them is late by")),
        Article.objects.expired(now),
        "expires_at",
        now,
    )
    yield from _waiting(
        "changes",
        (_("Planned changes whose minute has come"), _("The latest of them is late by")),
        due_plans(now),
        "planned_at",
        now,
    )
    failed = DueFailure.objects.count() + failed_plans().count()
    words = _("Stories that could not go out, off, or be changed")
    yield Figure("due_failures", words, failed, is_alarming=failed > 0)
    runs = QualityRun.objects.aggregate(last=Max("finished_at"))
    age = (now - runs["last"]).total_seconds() if runs["last"] else None
    is_old = age is not None and age > LONGEST_DAY
    yield Figure("quality_age", _("Last run of the night's checks, ago"), age, "s", is_old)


def _waiting(
    code: str, words: tuple[Any, Any], due: QuerySet[Any], hour: str, now: datetime
) -> Iterator[Figure]:
    """Two figures: how many of these rows are due, and for how long the first of them has been."""
    found = due.aggregate(count=Count("pk"), since=Min(hour))
    late = (now - found["since"]).total_seconds() if found["since"] else None
    yield Figure(f"{code}_due", words[0], found["count"])
    yield Figure(f"{code}_lag", words[1], late, "s", late is not None and late > PATIENCE)
