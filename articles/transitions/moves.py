"""What all transitions share: locks, refusals, and what is left behind."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.history import record
from articles.models import Article, DueFailure
from articles.notifying import tell
from articles.transitions.table import TRANSITIONS, may
from newsroom.audit import journal

# What a transition may write into a story; the caller's object is told of nothing else.
COLUMNS = (
    "status",
    "published_at",
    "corrected_at",
    "release_at",
    "embargo_until",
    "embargo_reason",
    "approved_at",
    "approved_by",
    "approved_digest",
)


class IllegalTransition(ValidationError):
    """The story is not in a status from which this can be done."""


@contextmanager
def transition(name: str, articles: list[Article], by: Any) -> Iterator[list[Article]]:
    """Around one transition of these stories: all of them or none, in one transaction.

    Gives the rows as they are in the database, locked, for each of which it is legal and
    allowed. What is refused is written into the audit and raised.
    """
    try:
        with transaction.atomic():
            rows = _locked(articles)
            for row in rows:
                with naming(row):
                    _check(row, name, by)
            yield rows
            DueFailure.objects.filter(article__in=rows).delete()
    except (PermissionDenied, ValidationError) as refusal:
        story = getattr(refusal, "story", articles[0] if len(articles) == 1 else None)
        journal.refused(name, by=by, subject=story, detail={"why": words(refusal)})
        raise
    for article, row in zip(articles, rows, strict=True):
        for column in COLUMNS:
            setattr(article, column, getattr(row, column))


@contextmanager
def naming(row: Article) -> Iterator[None]:
    """Let a refusal know which of several stories it is about."""
    try:
        yield
    except (PermissionDenied, ValidationError) as refusal:
        refusal.story = row  # type: ignore[union-attr]
        raise


def move(
    row: Article, name: str, *, by: Any, detail: dict[str, Any] | None = None, **values: Any
) -> None:
    """Write the new status and these values into a row that `transition` gave."""
    row.status = TRANSITIONS[name].target or row.status
    for column, value in values.items():
        setattr(row, column, value)
    row.save(update_fields=["status", "updated_at", *values])
    settle(row, name, by=by, detail=detail)


def settle(row: Article, name: str, *, by: Any, detail: dict[str, Any] | None = None) -> None:
    """After a transition: keep a revision, write the audit, tell whom it concerns."""
    record(row, by=by, is_edit=False)
    journal.write(name, by=by, subject=row, detail=(detail or {}) | {"status": row.status})
    tell(name, row, by=by)


def words(refusal: Exception) -> str:
    """Why something was refused, as a text."""
    return " ".join(getattr(refusal, "messages", None) or [str(refusal)])


def require_aware(at: datetime) -> None:
    """Raise ValueError for a time without a zone, which would be that of no place."""
    if timezone.is_naive(at):
        raise ValueError("Times of publication need a time zone.")


def _locked(articles: Iterable[Article]) -> list[Article]:
    """The rows as they are in the database, locked in one order so that nobody deadlocks."""
    pks = [article.pk for article in articles]
    rows = Article.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [rows[pk] for pk in pks]


def _check(article: Article, name: str, by: Any) -> None:
    if not may(article, name, by=by):
        raise PermissionDenied(_("You may not do this with a story."))
    if article.trashed_at is not None:
        raise IllegalTransition(_("The story is in the trash."), code="illegal_transition")
    if article.status not in TRANSITIONS[name].sources:
        raise IllegalTransition(
            _("A story that is “%(status)s” cannot go there.")
            % {"status": article.get_status_display()},
            code="illegal_transition",
        )
