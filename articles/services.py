"""The only code that changes the status of a story: one function for each transition.

`by` is who asks: a user, whose permissions are checked, or None for the system itself (the
worker at the hour that a user set, imports, the demo).
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import ArticleStatus
from articles.models import Article, Correction, Withdrawal
from articles.publicity import close_records, open_records

log = logging.getLogger(__name__)

S = ArticleStatus

# From where each transition may start, where it leads, and what it needs.
TRANSITIONS: dict[str, tuple[frozenset[str], str, str]] = {
    "submit": (frozenset({S.DRAFT}), S.IN_REVIEW, "articles.change_article"),
    "mark_ready": (frozenset({S.DRAFT, S.IN_REVIEW}), S.READY, "articles.change_article"),
    "reopen": (frozenset({S.IN_REVIEW, S.READY, S.SCHEDULED}), S.DRAFT, "articles.change_article"),
    "schedule": (
        frozenset({S.DRAFT, S.IN_REVIEW, S.READY, S.SCHEDULED}),
        S.SCHEDULED,
        "articles.publish_article",
    ),
    "publish": (
        frozenset({S.DRAFT, S.IN_REVIEW, S.READY, S.SCHEDULED, S.WITHDRAWN}),
        S.PUBLISHED,
        "articles.publish_article",
    ),
    "correct": (frozenset({S.PUBLISHED, S.CORRECTED}), S.CORRECTED, "articles.publish_article"),
    "withdraw": (frozenset({S.PUBLISHED, S.CORRECTED}), S.WITHDRAWN, "articles.withdraw_article"),
}


class IllegalTransition(ValidationError):
    """The story is not in a status from which this can be done."""


def allowed(article: Article, *, by: Any) -> list[str]:
    """The transitions that this user may make now, by name."""
    return [
        name
        for name, (sources, _to, permission) in TRANSITIONS.items()
        if article.status in sources and (by is None or by.has_perm(permission))
    ]


def submit(article: Article, *, by: Any) -> Article:
    """Hand the draft to the desk."""
    return _change(article, "submit", by)


def mark_ready(article: Article, *, by: Any) -> Article:
    """Say that nothing is left to do but to publish."""
    return _change(article, "mark_ready", by)


def reopen(article: Article, *, by: Any) -> Article:
    """Take a story that is not out yet back to a draft; a schedule is dropped."""
    return _change(article, "reopen", by, release_at=None)


def schedule(article: Article, *, by: Any, at: datetime) -> Article:
    """Let the worker publish at the given time, which must be in the future."""
    _require_aware(at)
    if at <= timezone.now():
        raise ValidationError(_("The time of release must be in the future."), code="past")
    if article.embargo_until and at < article.embargo_until:
        raise ValidationError(_("The story is under embargo at that time."), code="embargo")
    _require_text(article)
    return _change(article, "schedule", by, release_at=at)


def publish(article: Article, *, by: Any, at: datetime | None = None) -> Article:
    """Make the story public now. `at`, in the past, is when an archived story came out."""
    return publish_many([article], by=by, at=at)[0]


@transaction.atomic
def publish_many(
    articles: Iterable[Article], *, by: Any, at: datetime | None = None
) -> list[Article]:
    """Make several stories public in one transaction: all of them or none.

    A story without `at` that has a time of publication already, as imports give it, keeps it.
    """
    articles, now = list(articles), timezone.now()
    if at is not None:
        _require_aware(at)
        if at > now:
            raise ValidationError(
                _("A story cannot be published in the future; schedule it."), code="future"
            )
    rows = _locked(articles)
    for row in rows:
        _check(row, "publish", by)
        if row.embargo_until and row.embargo_until > now:
            raise ValidationError(_("The story is under embargo."), code="embargo")
        _require_text(row)
        row.status = S.PUBLISHED
        row.published_at = at or row.published_at or now
        row.release_at = None
    Withdrawal.objects.filter(article__in=rows).delete()
    Article.objects.bulk_update(rows, ["status", "published_at", "release_at"], batch_size=500)
    open_records(rows)
    return _copy_back(articles, rows)


@transaction.atomic
def correct(article: Article, *, by: Any, note: str) -> Article:
    """Record what was wrong in a story that is out; the note is public and mandatory."""
    if not note.strip():
        raise ValidationError({"note": _("A correction needs a public note.")})
    now = timezone.now()
    article = _change(article, "correct", by, corrected_at=now)
    Correction.objects.create(article=article, note=note.strip(), made_at=now, made_by=by)
    open_records([article])  # a corrected story may name somebody new
    return article


@transaction.atomic
def withdraw(article: Article, *, by: Any, reason: str) -> Article:
    """Take a story back, everywhere and at once; the reason is public and mandatory."""
    if not reason.strip():
        raise ValidationError({"reason": _("A withdrawal needs a public reason.")})
    article = _change(article, "withdraw", by)
    Withdrawal.objects.create(
        article=article, reason=reason.strip(), made_at=timezone.now(), made_by=by
    )
    close_records(article)
    return article


def release_due(now: datetime) -> int:
    """Publish the scheduled stories whose hour has come; how many. One that fails stays due."""
    released = 0
    for pk in list(Article.objects.due(now).values_list("pk", flat=True)):
        try:
            released += _release(pk, now)
        except (ValidationError, DataError, IntegrityError):
            # One that cannot go out must not hold up the others, nor stop the worker.
            log.exception("story %s is due and cannot be released", pk)
    return released


@transaction.atomic
def _release(pk: int, now: datetime) -> int:
    # Another worker may have been faster, or an editor may have taken it back.
    due = Article.objects.due(now).select_for_update(skip_locked=True).filter(pk=pk)
    articles = [a for a in due if not (a.embargo_until and a.embargo_until > now)]
    for article in articles:
        publish(article, by=None)
    return len(articles)


@transaction.atomic
def _change(article: Article, transition: str, by: Any, **values: Any) -> Article:
    [row] = _locked([article])
    _check(row, transition, by)
    row.status = TRANSITIONS[transition][1]
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "updated_at", *values])
    return _copy_back([article], [row])[0]


def _locked(articles: Iterable[Article]) -> list[Article]:
    """The rows as they are in the database, locked in one order so that nobody deadlocks."""
    pks = [article.pk for article in articles]
    rows = Article.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [rows[pk] for pk in pks]


def _check(article: Article, transition: str, by: Any) -> None:
    sources, _target, permission = TRANSITIONS[transition]
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied(_("You may not do this with a story."))
    if article.status not in sources:
        raise IllegalTransition(
            _("A story that is “%(status)s” cannot go there.")
            % {"status": article.get_status_display()},
            code="illegal_transition",
        )


def _copy_back(articles: Iterable[Article], rows: list[Article]) -> list[Article]:
    """Let the caller's objects know; their other fields stay as the caller left them."""
    articles = list(articles)
    for article, row in zip(articles, rows, strict=True):
        for name in ("status", "published_at", "corrected_at", "release_at"):
            setattr(article, name, getattr(row, name))
    return articles


def _require_text(article: Article) -> None:
    if not article.text and not article.headline:
        raise ValidationError(_("An empty story cannot be published."), code="empty")


def _require_aware(at: datetime) -> None:
    if timezone.is_naive(at):
        raise ValueError("Times of publication need a time zone.")
