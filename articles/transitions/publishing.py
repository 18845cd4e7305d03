"""Letting stories out: now, or as the archive that they were published in long ago."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checking import blocking
from articles.choices import ArticleStatus
from articles.models import Article, Withdrawal
from articles.publicity import open_records
from articles.transitions.approval import require_approval
from articles.transitions.moves import naming, require_aware, settle, transition
from newsroom.audit import journal


def publish(article: Article, *, by: Any, at: datetime | None = None) -> Article:
    """Make the story public now. `at`, in the past, is when an archived story came out."""
    return publish_many([article], by=by, at=at)[0]


def publish_many(
    articles: Iterable[Article], *, by: Any, at: datetime | None = None
) -> list[Article]:
    """Make several stories public in one transaction: all of them or none.

    A story without `at` that has a time of publication already, as imports give it, keeps it.
    What the system enters of the past is not checked as if it were news: nobody approves anew
    what came out long ago.
    """
    articles, now = list(articles), timezone.now()
    if at is not None:
        require_aware(at)
    with transition("publish", articles, by) as rows:
        news = []
        for row in rows:
            with naming(row):
                _require_hour(row, at, now)
                require_text(row)
                if by is not None or not (at or row.published_at):
                    require_ready(row)
                    news.append(row)
            row.status = ArticleStatus.PUBLISHED
            row.published_at = at or row.published_at or now
            row.release_at = None
        Withdrawal.objects.filter(article__in=rows, lifted_at=None).update(lifted_at=now)
        written = ["status", "published_at", "release_at"]
        Article.objects.bulk_update(rows, written, batch_size=500)
        open_records(rows)
        for row in news:
            settle(row, "publish", by=by)
        if len(news) < len(rows):
            journal.write("publish_archive", by=by, detail={"stories": len(rows) - len(news)})
    return articles


def require_ready(row: Article) -> None:
    """Raise ValidationError if the story is not fit for print whenever it goes out."""
    require_text(row)
    if faults := blocking(row):
        raise ValidationError([one.message for one in faults], code="blocked")
    require_approval(row)


def require_text(row: Article) -> None:
    if not row.text and not row.headline:
        raise ValidationError(_("An empty story cannot be published."), code="empty")


def _require_hour(row: Article, at: datetime | None, now: datetime) -> None:
    if at is not None and at > now:
        raise ValidationError(
            _("A story cannot be published in the future; schedule it."), code="future"
        )
    if row.embargo_until and row.embargo_until > now:
        raise ValidationError(_("The story is under embargo."), code="embargo")
    if row.expires_at and row.expires_at <= now:
        raise ValidationError(_("The story has expired; change its hour first."), code="expired")
