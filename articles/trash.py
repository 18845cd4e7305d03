"""Where drafts go that are thrown away: thirty days long they can be had back."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import FileField, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.history.parts import PARTS
from articles.models import Article
from articles.rights import may_touch
from newsroom.audit import journal

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)
DELETE = "articles.delete_article"


@transaction.atomic
def throw_away(*articles: Article, by: Any) -> None:
    """Put stories that were never out into the trash: all of them or none.

    Once is enough: one that lies there already keeps its day. ValidationError for one that was
    out, or is due; PermissionDenied.
    """
    for row in _locked(articles, by):
        if row.published_at or row.is_committed:
            raise ValidationError(
                _("What was out is withdrawn, what is due is taken back; neither is deleted."),
                code="out",
            )
        if row.trashed_at is None:
            row.trashed_at, row.trashed_by = timezone.now(), by
            row.save(update_fields=["trashed_at", "trashed_by"])
            journal.write("throw_away", by=by, subject=row)


@transaction.atomic
def bring_back(*articles: Article, by: Any) -> None:
    """Take stories out of the trash, as they were: all of them or none. PermissionDenied."""
    for row in _locked(articles, by):
        if row.trashed_at is not None:
            row.trashed_at = row.trashed_by = None
            row.save(update_fields=["trashed_at", "trashed_by"])
            journal.write("bring_back", by=by, subject=row)


def kept_until(article: Article) -> datetime | None:
    """When a story in the trash is deleted for good; None for one that is not there."""
    return article.trashed_at + KEPT_FOR if article.trashed_at else None


def empty(now: datetime) -> int:
    """Delete what has lain in the trash for thirty days, for good; how many stories.

    One to which another story refers stays until that one lets go of it.
    """
    emptied = 0
    for article in Article.objects.filter(trashed_at__lte=now - KEPT_FOR).order_by("pk"):
        try:
            emptied += _delete(article, now)
        except ProtectedError:
            log.info("story %s stays in the trash: others refer to it", article.pk)
    return emptied


@transaction.atomic
def _delete(article: Article, now: datetime) -> int:
    # Somebody may just be taking it back.
    due = Article.objects.filter(pk=article.pk, trashed_at__lte=now - KEPT_FOR)
    row = due.select_for_update(skip_locked=True).first()
    if row is None:
        return 0
    journal.write("empty_trash", by=None, subject=row, detail={"story": str(row)})
    files = _files(row)
    row.delete()
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
    return 1


def _files(article: Article) -> list[tuple[Any, str]]:
    """What the rows of a story hold on disk, and no other row does."""
    found = []
    for part in PARTS:
        columns = [f for f in part.model._meta.local_concrete_fields if isinstance(f, FileField)]
        for column in columns:
            rows = part.model._base_manager.filter(**{part.path: article.pk})
            for name in rows.values_list(column.attname, flat=True):
                used = part.model._base_manager.filter(**{column.attname: name})
                if name and not used.exclude(**{part.path: article.pk}).exists():
                    found.append((column.storage, name))
    return found


def _locked(articles: tuple[Article, ...], by: Any) -> list[Article]:
    pks = [article.pk for article in articles]
    rows = Article.objects.select_for_update(of=("self",)).select_related("section")
    found = list(rows.filter(pk__in=pks).order_by("pk"))
    for row in found:
        if by is not None and not (by.has_perm(DELETE) and may_touch(by, row)):
            raise PermissionDenied
    return found
