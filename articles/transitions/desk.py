"""Transitions inside the newsroom: handed on, ready, approved, back, scheduled; embargoes."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.history import record
from articles.models import Article
from articles.transitions.approval import fingerprint, require_another
from articles.transitions.moves import move, require_aware, transition
from articles.transitions.publishing import require_ready
from articles.transitions.table import is_under_embargo


def submit(article: Article, *, by: Any) -> Article:
    """Hand the draft to the desk."""
    with transition("submit", [article], by) as [row]:
        move(row, "submit", by=by)
    return article


def mark_ready(article: Article, *, by: Any) -> Article:
    """Say that nothing is left to do but to publish."""
    with transition("mark_ready", [article], by) as [row]:
        move(row, "mark_ready", by=by)
    return article


def reopen(article: Article, *, by: Any) -> Article:
    """Take a story that is not out yet back to a draft; a schedule is dropped."""
    with transition("reopen", [article], by) as [row]:
        move(row, "reopen", by=by, release_at=None)
    return article


def approve(article: Article, *, by: Any) -> Article:
    """Say, as somebody who did not write it, that the story may go out as it stands.

    Any later change of its text or of what is linked to it needs another approval.
    """
    with transition("approve", [article], by) as [row]:
        if by is None:
            raise PermissionDenied(_("Only a person can approve a story."))
        # What was written by other means than a form is nobody's, and not the approver's.
        record(row, by=None)
        require_another(row, by)
        move(
            row,
            "approve",
            by=by,
            approved_at=timezone.now(),
            approved_by=by,
            approved_digest=fingerprint(row),
        )
    return article


def schedule(article: Article, *, by: Any, at: datetime) -> Article:
    """Let the worker publish at the given time, which must be in the future."""
    require_aware(at)
    with transition("schedule", [article], by) as [row]:
        if at <= timezone.now():
            raise ValidationError(_("The time of release must be in the future."), code="past")
        if row.embargo_until and at < row.embargo_until:
            raise ValidationError(_("The story is under embargo at that time."), code="embargo")
        if row.expires_at and at >= row.expires_at:
            raise ValidationError(_("The story expires before that time."), code="expired")
        require_ready(row)
        move(row, "schedule", by=by, release_at=at, detail={"at": at.isoformat()})
    return article


def lift_embargo(article: Article, *, by: Any, reason: str) -> Article:
    """End an embargo before its hour; who did it, and why, is kept in the audit."""
    with transition("lift_embargo", [article], by) as [row]:
        if not reason.strip():
            raise ValidationError({"reason": _("An embargo is lifted for a reason.")})
        until = row.embargo_until
        if until is None or not is_under_embargo(row):
            raise ValidationError(_("The story is not under embargo."), code="no_embargo")
        detail = {
            "reason": reason.strip(),
            "until": until.isoformat(),
            "embargo": row.embargo_reason,
        }
        move(row, "lift_embargo", by=by, detail=detail, embargo_until=None, embargo_reason="")
    return article
