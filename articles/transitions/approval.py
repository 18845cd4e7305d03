"""Four eyes: whose text it is, who has approved it, and whether it is still that text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.choices import RevisionKind
from articles.history.parts import DECIDED
from articles.history.snapshot import content_of, digest
from articles.models import Article
from articles.transitions.table import asks_four_eyes

# Revisions of what the story was; the others are of what somebody wanted it to be.
LIVED = (
    RevisionKind.SAVED,
    RevisionKind.RESTORED,
    RevisionKind.APPLIED,
    RevisionKind.IMPORTED,
)


def fingerprint(article: Article) -> str:
    """A text that is the same as long as the story and all its linked rows say the same."""
    return digest(content_of(article), without=DECIDED)


def is_approved(article: Article) -> bool:
    """Whether the story, as it is now, is what was approved."""
    return bool(article.approved_digest) and article.approved_digest == fingerprint(article)


def writers(article: Article) -> set[int]:
    """Keys of the accounts that changed the text or its links since the last approval.

    Whoever only moved the story on has written nothing, though a revision was kept.
    """
    found: set[int] = set()
    before = ""
    revisions = article.revisions.filter(kind__in=LIVED).order_by("number")
    for revision in revisions.iterator(chunk_size=50):
        now = digest(revision.content, without=DECIDED)
        is_fresh = article.approved_at is None or revision.made_at > article.approved_at
        if now != before and is_fresh and revision.author_id:
            found.add(revision.author_id)
        before = now
    return found


def require_another(article: Article, by: Any) -> None:
    """Raise ValidationError if the approver wrote any of it: nobody approves their own words."""
    if by.pk in writers(article):
        raise ValidationError(
            _("Somebody else has to approve it: you worked on this text."), code="own_text"
        )


def require_approval(article: Article) -> None:
    """Raise ValidationError if the section asks for four eyes and nobody has seen this text."""
    if asks_four_eyes(article) and not is_approved(article):
        changed = _("The story was changed since it was approved; it needs another approval.")
        missing = _("In this section somebody who did not write the story has to approve it.")
        raise ValidationError(changed if article.approved_at else missing, code="four_eyes")
