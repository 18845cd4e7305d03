"""Talking about a story inside the newsroom: remarks on words of it, answers, and settling them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import notifying
from articles.anchors import PlainText, level
from articles.choices import Anchor, NotificationEvent
from articles.models import Article, Comment


@transaction.atomic
def remark(
    article: Article, *, by: Any, text: str, exact: str = "", start: int | None = None
) -> Comment:
    """Say something about these words of the story, or about the story as a whole.

    start: where they stand, if they occur more than once. Words that are not in the text are
    refused.
    """
    if not text.strip():
        raise ValidationError({"text": _("A comment says something.")})
    exact = exact.strip()
    if exact and level(exact) not in level(article.text):
        raise ValidationError({"exact": _("These words are not in the text.")})
    row = Comment(article=article, author=by, text=text.strip(), exact=exact)
    if exact and start is not None:
        # The neighbourhood decides which of several places is meant.
        row.start = start
        row.prefix, row.suffix = PlainText(article.text).around(start, start + len(exact))
    row.save()
    notifying.tell(NotificationEvent.COMMENT, article, by=by)
    return row


@transaction.atomic
def answer(comment: Comment, *, by: Any, text: str) -> Comment:
    """Answer a remark; whoever made it or answered before is told."""
    if not text.strip():
        raise ValidationError({"text": _("A comment says something.")})
    question = comment.parent or comment
    row = Comment(article=question.article, author=by, text=text.strip(), parent=question)
    row.save()
    thread = [question, *question.replies.select_related("author")]
    to = [one.author for one in thread if one.author is not None]
    notifying.tell(NotificationEvent.COMMENT, question.article, by=by, to=to)
    return row


def settle(comment: Comment, *, by: Any) -> None:
    """Say that a remark is dealt with."""
    _resolve(comment, timezone.now(), by)


def raise_again(comment: Comment, *, by: Any) -> None:
    """Say that it is not."""
    _resolve(comment, None, None)


def open_in(article: Article) -> int:
    """How many remarks on the story are not dealt with."""
    return article.comments.filter(parent=None, resolved_at=None).count()


def is_gone(comment: Comment) -> bool:
    """Whether the words that it is about are not in the story any more."""
    return comment.anchor == Anchor.LOST


def _resolve(comment: Comment, at: Any, by: Any) -> None:
    question = comment.parent or comment
    question.resolved_at, question.resolved_by = at, by
    question.save(update_fields=["resolved_at", "resolved_by", "updated_at"])
