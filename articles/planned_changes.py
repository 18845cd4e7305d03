"""Changes of stories that are out, kept until their minute and then made as one.

The live story is not touched before. What it is to become is a revision like any other; the
worker makes the story that, unless somebody has changed it since the plan was made. Where the
section asks for four eyes, every change of a story that is out is such a plan, and somebody who
wrote none of it has to approve it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import services
from articles.choices import NotificationEvent, PlanState, RevisionKind
from articles.editing import touch
from articles.history.following import followed
from articles.history.recording import catch_up, keep, latest, record
from articles.history.restoring import WHOLE, take, write
from articles.history.second_look import needs_second_look, said
from articles.history.snapshot import Content, content_of
from articles.models import Article, PlannedChange, Revision
from articles.notifying import tell
from articles.rights import may_change
from articles.transitions.approval import fingerprint
from articles.transitions.due import LATE
from articles.transitions.moves import words
from articles.transitions.table import asks_four_eyes, may
from newsroom.audit import journal

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=1)  # one that failed is tried again, for its cause may go


@transaction.atomic
def plan(
    article: Article,
    content: Content,
    *,
    at: datetime | None,
    by: Any,
    note: str = "",
    hides_earlier: bool = False,
    comment: str = "",
) -> PlannedChange:
    """Keep what a story that is out is to become at a time in the future.

    at: None if it is to be made as soon as it is approved. note: public; given, the change goes
    out as a correction. Raises ValidationError where the story is not out, the time is past,
    nothing would change, or a plan waits already.
    """
    row = Article.objects.select_for_update().get(pk=article.pk)
    _check_time(at, needed=not needs_second_look(row))
    if by is not None and not may_change(by, row):
        raise PermissionDenied
    if not row.is_published:
        raise ValidationError(_("Only a story that is out can be changed later."), code="status")
    if PlannedChange.objects.filter(article=row, state=PlanState.WAITING).exists():
        raise ValidationError(
            _("A change of this story is planned already; give that one up first."), code="waiting"
        )
    catch_up(row)
    based_on = latest(row)
    assert based_on is not None, "the story as it is was kept just now"
    if said(content) == said(based_on.content) and not note.strip():
        raise ValidationError(_("Nothing would change."), code="nothing")
    revision = keep(row, content, by=by, kind=RevisionKind.PLANNED, comment=comment)
    planned = PlannedChange.objects.create(
        article=row,
        revision=revision,
        based_on=based_on,
        planned_at=at,
        note=note.strip(),
        hides_earlier=hides_earlier,
        planned_by=by,
    )
    journal.write("plan_change", by=by, subject=row, detail=_hour(at))
    if needs_second_look(row):
        tell(NotificationEvent.SUBMIT, row, by=by)
    return planned


def plan_restore(
    article: Article,
    revision: Revision,
    *,
    by: Any,
    pieces: frozenset[str] = WHOLE,
    accept_losses: bool = False,
    note: str = "",
) -> PlannedChange:
    """Make what a restore would do a plan that waits for somebody else's approval."""
    with transaction.atomic():
        row = take(article, revision, by=by)
        write(row, revision.content, pieces=pieces, accept_losses=accept_losses)
        content = content_of(row)
        transaction.set_rollback(True)
    comment = _("From revision %(number)d.") % {"number": revision.number}
    return plan(article, content, at=None, by=by, note=note, comment=comment)


@transaction.atomic
def move(
    planned: PlannedChange,
    *,
    at: datetime | None,
    note: str,
    by: Any,
    hides_earlier: bool = False,
) -> PlannedChange:
    """Give a waiting plan another time or note; one that failed is tried anew.

    Whoever changes the note has written it: it needs another approval, by somebody else.
    """
    row = _waiting(planned, by)
    _check_time(at, needed=row.planned_at is not None)
    if (row.note, row.hides_earlier) != (note.strip(), hides_earlier):
        row.note, row.hides_earlier, row.planned_by = note.strip(), hides_earlier, by
        row.approved_at = row.approved_by = None
    row.planned_at, row.failed_at, row.failure = at, None, ""
    row.save()
    journal.write("move_change", by=by, subject=row.article, detail=_hour(at))
    return row


def may_approve(planned: PlannedChange, *, by: Any) -> bool:
    """Whether the user approves changes of such stories, and wrote nothing of this one."""
    authors = {planned.planned_by_id, planned.revision.author_id}
    return by.pk not in authors and may(planned.article, "approve", by=by)


def approve(planned: PlannedChange, *, by: Any) -> PlannedChange:
    """Say, as somebody who did not write it, that the change may be made as it is planned.

    planned: as they have seen it; refused if its note is another by now. One without a time of
    its own is due at once.
    """
    try:
        return _approve(planned, by)
    except (PermissionDenied, ValidationError) as refusal:
        detail = {"why": words(refusal)}
        journal.refused("approve_change", by=by, subject=planned.article, detail=detail)
        raise


@transaction.atomic
def _approve(planned: PlannedChange, by: Any) -> PlannedChange:
    if by is None:
        raise PermissionDenied(_("Only a person can approve a change."))
    row, now = _waiting(planned, None), timezone.now()
    if not may_approve(row, by=by):
        if may(row.article, "approve", by=by):
            raise ValidationError(
                _("Somebody else has to approve it: you worked on this text."), code="own_text"
            )
        raise PermissionDenied(_("You may not do this with a story."))
    if row.note.splitlines() != planned.note.splitlines():
        raise ValidationError(
            _("The public note has changed since; look at it once more."), code="note"
        )
    row.approved_at, row.approved_by = now, by
    row.planned_at, row.failed_at, row.failure = row.planned_at or now, None, ""
    row.save()
    journal.write("approve_change", by=by, subject=row.article, detail={"plan": row.pk})
    tell(NotificationEvent.APPROVE, row.article, by=by)
    return row


@transaction.atomic
def give_up(planned: PlannedChange, *, by: Any) -> PlannedChange:
    """Drop a waiting plan; its version stays in the history."""
    row = _waiting(planned, by)
    row.state = PlanState.CANCELLED
    row.save(update_fields=["state"])
    journal.write("give_up_change", by=by, subject=row.article)
    return row


def apply_due(now: datetime) -> int:
    """Make the changes whose minute has come, each in a transaction; how many.

    One that cannot be made keeps its time, raises an alarm once, and is tried again.
    """
    made = 0
    for pk in list(_due(now).values_list("pk", flat=True)):
        try:
            made += _apply(pk, now)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy, not the plan at fault
        except Exception as error:
            # One that cannot be made must not hold up the others, nor stop the worker.
            log.exception("the change %s is due and cannot be made", pk)
            _fail(pk, now, words(error) or repr(error))
    return made


def future(revision: Revision) -> Article:
    """Write what a revision says into the story, for somebody who looks and then rolls back."""
    row = Article.objects.select_for_update().get(pk=revision.article_id)
    write(row, revision.content, accept_losses=True)
    return row


@contextmanager
def as_planned(revision: Revision) -> Iterator[Article]:
    """The story as a revision has it, inside a transaction that is rolled back at the end."""
    with transaction.atomic():
        try:
            yield future(revision)
        finally:
            transaction.set_rollback(True)


def _due(now: datetime) -> Any:
    waiting = PlannedChange.objects.filter(state=PlanState.WAITING, planned_at__lte=now)
    return waiting.exclude(failed_at__gt=now - AGAIN_AFTER).order_by("planned_at", "pk")


@transaction.atomic
def _apply(pk: int, now: datetime) -> int:
    # Another worker may be at it, or somebody may just be giving it up.
    due = _due(now).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
    planned = due.select_related("revision", "based_on", "planned_by").first()
    if planned is None:
        return 0
    row = take(planned.article, planned.revision, by=None)
    if not row.is_published:
        raise ValidationError(_("The story is not out any more."), code="status")
    if asks_four_eyes(row) and planned.approved_at is None:
        raise ValidationError(
            _("In this section somebody who did not write the change has to approve it."),
            code="four_eyes",
        )
    if said(followed(planned.based_on.content)) != said(content_of(row)):
        raise ValidationError(
            _("The story was changed since the change was planned."), code="conflict"
        )
    write(row, planned.revision.content, pieces=WHOLE)
    touch(row)
    author, comment = planned.revision.author, planned.revision.comment
    record(row, by=author, kind=RevisionKind.APPLIED, comment=comment, is_edit=False)
    if planned.approved_at:
        Article.objects.filter(pk=row.pk).update(
            approved_at=planned.approved_at,
            approved_by=planned.approved_by,
            approved_digest=fingerprint(row),
        )
    if planned.note:
        hides = planned.hides_earlier
        services.correct(row, by=None, note=planned.note, hides_earlier=hides)
    if planned.planned_at and now - planned.planned_at > LATE:
        log.warning("the change %s: %s late", pk, now - planned.planned_at)
    planned.state, planned.applied_at = PlanState.APPLIED, now
    planned.failed_at, planned.failure = None, ""
    planned.save(update_fields=["state", "applied_at", "failed_at", "failure"])
    journal.write("apply_change", by=None, subject=row, detail={"plan": planned.pk})
    return 1


@transaction.atomic
def _fail(pk: int, now: datetime, why: str) -> None:
    planned = PlannedChange.objects.select_for_update(of=("self",)).get(pk=pk)
    is_news = planned.failed_at is None
    planned.failed_at, planned.failure = now, why
    planned.save(update_fields=["failed_at", "failure"])
    if is_news:
        to = [planned.planned_by] if planned.planned_by else []
        tell(NotificationEvent.RELEASE_FAILED, planned.article, by=None, to=to, parts={"why": why})
        journal.write("apply_change_failed", by=None, subject=planned.article, detail={"why": why})


def _waiting(planned: PlannedChange, by: Any) -> PlannedChange:
    if by is not None and not may_change(by, planned.article):
        raise PermissionDenied
    row = PlannedChange.objects.select_for_update().get(pk=planned.pk)
    if row.state != PlanState.WAITING:
        raise ValidationError(_("This change is not waiting any more."), code="state")
    return row


def _check_time(at: datetime | None, *, needed: bool) -> None:
    if at is None:
        if needed:
            raise ValidationError(_("Say when."), code="no_time")
        return
    if timezone.is_naive(at):
        raise ValueError("A planned time needs a time zone.")
    if at <= timezone.now():
        raise ValidationError(_("The time must be in the future."), code="past")


def _hour(at: datetime | None) -> dict[str, Any]:
    return {"at": at.isoformat()} if at else {}
