"""Keeping a revision of a story at each save."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import RevisionKind
from articles.history.second_look import require_no_change
from articles.history.snapshot import Content, content_of, digest
from articles.models import Article, Revision


@transaction.atomic
def record(
    article: Article,
    *,
    by: Any,
    kind: str = RevisionKind.SAVED,
    comment: str = "",
    is_edit: bool = True,
) -> Revision | None:
    """Keep what the story is now; None when that is what the last revision says.

    Called at the end of each save, when the rows are written too, and after each transition.
    A change of status alone is kept as well. is_edit: False after a transition, and where the
    change was approved; the edit of a person raises Unseen where it has to wait for another.
    """
    row = _locked(article)
    content, last = content_of(row), latest(row)
    if last and last.status == row.status and digest(last.content) == digest(content):
        return None
    if last and is_edit and by is not None:
        require_no_change(row, last.content, content)
    return keep(row, content, by=by, kind=kind, comment=comment)


def catch_up(article: Article) -> Revision | None:
    """Before a change: keep what the story is by now, if no revision says so.

    What was written past the form, such as by a merger or an import, is a version of its own,
    and so is a story from before there was a history.
    """
    known = Revision.objects.filter(article=article).exists()
    kind = RevisionKind.SAVED if known else RevisionKind.IMPORTED
    return record(article, by=None, kind=kind, comment=_("Changed elsewhere.") if known else "")


def keep(article: Article, content: Content, *, by: Any, kind: str, comment: str) -> Revision:
    """Store a document as the next revision of the story, whose row is locked."""
    numbers = Revision.objects.filter(article=article).aggregate(last=Max("number"))
    return Revision.objects.create(
        article=article,
        number=(numbers["last"] or 0) + 1,
        kind=kind,
        author=by if by is not None and by.pk else None,
        made_at=timezone.now(),
        comment=comment[:300],
        status=article.status,
        content=content,
    )


def latest(article: Article) -> Revision | None:
    """The last revision of what the story was; what is only planned does not count."""
    past = Revision.objects.filter(article=article).exclude(kind=RevisionKind.PLANNED)
    return past.order_by("-number").first()


def _locked(article: Article) -> Article:
    """The story as it is stored; two saves at once take turns to get their numbers."""
    [row] = Article.objects.select_for_update(no_key=True).only("status").filter(pk=article.pk)
    return row
