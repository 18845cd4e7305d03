"""Runs the checks and brings the findings in line with what they find."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from articles.choices import FindingState
from articles.models import Finding
from articles.quality.checks import CHECKS
from articles.quality.found import Found, chunks

Counts = dict[str, dict[str, int]]


def refresh_findings(codes: Iterable[str] = ()) -> Counts:
    """Run these checks, or all; what is open after it, as `open_findings` gives it.

    What is found again keeps its owner and its dismissal; what is not found is gone, and comes
    back as open if it is found another time.
    """
    codes = list(codes) or list(CHECKS)
    for code in codes:
        with transaction.atomic():
            _refresh(code, timezone.now())
    return {code: row for code, row in open_findings().items() if code in codes}


def _refresh(code: str, now: datetime) -> None:
    of_rule = Finding.objects.filter(rule=code)
    # A clock that was set back must not make this run look older than the one before.
    latest = of_rule.order_by("-last_seen").values_list("last_seen", flat=True).first()
    now = max(now, latest + timedelta(microseconds=1)) if latest else now
    for chunk in chunks(CHECKS[code].find()):
        _store(code, chunk, now)
    back = of_rule.filter(last_seen=now, state=FindingState.GONE)
    back.update(state=FindingState.OPEN, first_seen=now)
    of_rule.filter(last_seen__lt=now, state=FindingState.OPEN).update(state=FindingState.GONE)


def _store(code: str, found: Iterable[Found], now: datetime) -> None:
    rows = [
        Finding(
            rule=code,
            model=one.model,
            object_id=one.pk,
            key=one.key[:200],
            subject=one.subject[:300],
            detail=one.detail,
            first_seen=now,
            last_seen=now,
        )
        for one in {(one.model, one.pk, one.key): one for one in found}.values()
    ]
    Finding.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["rule", "model", "object_id", "key"],
        update_fields=["subject", "detail", "last_seen"],
    )


def open_findings() -> Counts:
    """How many findings are open, by check and by the owner's user name; "" has no owner."""
    username = f"owner__{get_user_model().USERNAME_FIELD}"
    counts: Counts = {code: {} for code in CHECKS}
    rows = (
        Finding.objects.filter(state=FindingState.OPEN)
        .order_by("rule", username)
        .values_list("rule", username)
        .annotate(n=Count("pk"))
    )
    for rule, owner, n in rows:
        counts.setdefault(rule, {})[owner or ""] = n
    return counts
