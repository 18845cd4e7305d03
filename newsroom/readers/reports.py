"""What the desk does with reports: takes them, closes them, and forgets who sent them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsroom.audit.journal import write
from newsroom.readers.choices import Outcome, ReportState
from newsroom.readers.forms import KEEP_EMAIL, REPORT_FIELDS, ReportForm
from newsroom.readers.letters import Meaningless
from newsroom.readers.models import Report
from newsroom.register.models import Item
from newsroom.register.pages import title

Told = Callable[[Report], None]
_told: list[Told] = []


def when_reported(tell: Told) -> None:
    """Call this with each report that comes in, in its transaction; said when apps are ready."""
    _told.append(tell)


def take_in(content: dict[str, Any], at: datetime) -> Report:
    """Make a report of a letter; raises Meaningless where it is none.

    What the public side has written down is checked once more: it may not be trusted.
    """
    try:
        fields = {name: ReportForm.base_fields[name] for name in REPORT_FIELDS}
        said = {name: field.clean(str(content.get(name, ""))) for name, field in fields.items()}
        item = Item.objects.get(pk=UUID(str(content["item"])))
    except (ValidationError, Item.DoesNotExist, KeyError, ValueError) as error:
        raise Meaningless from error
    report = Report.objects.create(
        kind=item.kind,
        item=item.pk,
        title=title(item)[:300],
        language=str(content.get("language", ""))[:10],
        made_at=at,
        **said,
    )
    for tell in _told:
        tell(report)
    return report


def set_state(report: Report, state: str, outcome: str = "") -> None:
    """Give a report its state, with all that goes with it; it is not saved."""
    is_done = state == ReportState.DONE
    report.state = state
    report.outcome = outcome if is_done else ""
    report.closed_at = (report.closed_at or timezone.now()) if is_done else None


@transaction.atomic
def take(chosen: QuerySet[Report], *, by: Any) -> int:
    """Let somebody see to those of the reports that are not done; how many."""
    rows = list(chosen.exclude(state=ReportState.DONE).select_for_update(of=["self"]))
    for report in rows:
        set_state(report, ReportState.IN_HAND)
        report.assignee = by
        report.save()
        write("report_taken", by=by, subject=report)
    return len(rows)


@transaction.atomic
def close(chosen: QuerySet[Report], outcome: Outcome, *, by: Any) -> int:
    """Say what reports were found to be; how many."""
    rows = list(chosen.select_for_update(of=["self"]))
    for report in rows:
        set_state(report, ReportState.DONE, outcome)
        report.assignee = report.assignee or by
        report.save()
        write("report_closed", by=by, subject=report, detail={"outcome": outcome})
    return len(rows)


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase the e-mails on reports that have been done for long; of how many."""
    before = now - timedelta(days=KEEP_EMAIL)
    count = Report.objects.filter(closed_at__lt=before).exclude(email="").update(email="")
    if count:
        write("report_emails_erased", by=None, detail={"count": count})
    return count
