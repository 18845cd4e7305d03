"""What is said of a story that is out: that it was corrected, or taken back."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.history.second_look import Unseen, needs_second_look
from articles.models import Article, Correction, Withdrawal
from articles.publicity import close_records, open_records
from articles.transitions.moves import move, transition


def correct(article: Article, *, by: Any, note: str, hides_earlier: bool = False) -> Article:
    """Record what was wrong in a story that is out; the note is public and mandatory.

    hides_earlier: what the story said before must not stay where readers can look it up.
    With four eyes the note too waits for somebody else: it goes out with a planned change.
    """
    with transition("correct", [article], by) as [row]:
        if by is not None and needs_second_look(row):
            raise Unseen
        if not note.strip():
            raise ValidationError({"note": _("A correction needs a public note.")})
        now = timezone.now()
        Correction.objects.create(
            article=row,
            note=note.strip(),
            hides_earlier=hides_earlier,
            made_at=now,
            made_by=by,
        )
        detail = {"note": note.strip()} | ({"hides_earlier": True} if hides_earlier else {})
        move(row, "correct", by=by, corrected_at=now, detail=detail)
        open_records([row])  # a corrected story may name somebody new
    return article


def withdraw(article: Article, *, by: Any, reason: str) -> Article:
    """Take a story back, everywhere and at once; the reason is public and mandatory."""
    with transition("withdraw", [article], by) as [row]:
        if not reason.strip():
            raise ValidationError({"reason": _("A withdrawal needs a public reason.")})
        _take_back(row, "withdraw", by, reason.strip())
    return article


def expire(article: Article, *, by: None = None) -> Article:
    """Take a story back because the hour until which it was to stand has come."""
    with transition("expire", [article], by) as [row]:
        if row.expires_at is None or row.expires_at > timezone.now():
            raise ValidationError(_("The story does not expire yet."), code="early")
        with translation.override(language_of(row)):
            reason = _("This story was to stand until a set hour, which has passed.")
        _take_back(row, "expire", by, reason)
    return article


def language_of(article: Article) -> str:
    """The language in which readers of this story are told something, as far as we speak it."""
    spoken = dict(settings.LANGUAGES)
    return article.language if article.language in spoken else settings.LANGUAGE_CODE


def _take_back(row: Article, name: str, by: Any, reason: str) -> None:
    Withdrawal.objects.create(article=row, reason=reason, made_at=timezone.now(), made_by=by)
    move(row, name, by=by, detail={"reason": reason})
    close_records(row)
