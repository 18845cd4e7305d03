"""Links to a preview for somebody without an account: made, revoked, and looked up."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from articles.choices import ArticleStatus
from articles.models import Article, PreviewLink
from articles.models.preview_link import LONGEST
from newsroom.audit import journal

MAKE, REVOKE = "articles.add_previewlink", "articles.change_previewlink"
LIFT = "articles.lift_embargo"


@transaction.atomic
def make(article: Article, *, by: Any, lasts: timedelta, note: str = "") -> tuple[PreviewLink, str]:
    """Make a link, and its token, which is told this once and kept nowhere.

    It lasts 72 hours at most (features.md, E23). Who makes one for a story under embargo must be
    allowed to lift the embargo, since that is what it does for one reader.
    """
    if not by.has_perm(MAKE):
        raise PermissionDenied(_("You may not make preview links."))
    if not timedelta(0) < lasts <= LONGEST:
        raise ValidationError(_("A preview link lasts 72 hours at most."), code="lasts")
    if why := refusal(article, by=by):
        journal.refused("preview_link_make", by=by, subject=article, detail={"why": why})
        raise ValidationError(why, code="refused")
    token, now = secrets.token_urlsafe(32), timezone.now()
    link = PreviewLink.objects.create(
        article=article,
        digest=_digest(token),
        note=note.strip()[:200],
        made_by=by,
        made_at=now,
        expires_at=now + lasts,
    )
    journal.write("preview_link_make", by=by, subject=article, detail=_told(link))
    return link, token


@transaction.atomic
def revoke(link: PreviewLink, *, by: Any) -> None:
    """End a link now; one that has ended stays as it is."""
    if not by.has_perm(REVOKE):
        raise PermissionDenied(_("You may not revoke preview links."))
    live = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    if live.update(revoked_at=timezone.now()):
        journal.write("preview_link_revoke", by=by, subject=link.article, detail=_told(link))


def opened(token: str) -> PreviewLink | None:
    """The link with this token, if it still leads anywhere."""
    digest = _digest(token)
    link = PreviewLink.objects.select_related("article", "made_by").filter(digest=digest).first()
    if link is None or not constant_time_compare(link.digest, digest) or not is_good(link):
        return None
    return link


@transaction.atomic
def count_use(link: PreviewLink) -> None:
    """Note that somebody looked; the first time goes into the audit."""
    live = PreviewLink.objects.filter(pk=link.pk)
    if live.filter(uses=0).exists():
        journal.write("preview_link_use", by=None, subject=link.article, detail=_told(link))
    live.update(uses=F("uses") + 1, last_used_at=timezone.now())


def is_good(link: PreviewLink) -> bool:
    """Whether a link still leads to its story."""
    now = timezone.now()
    if link.revoked_at is not None or link.expires_at <= now or not link.made_by.is_active:
        return False
    return not refusal(link.article, by=link.made_by)


def refusal(article: Article, *, by: Any) -> str:
    """Why nobody may be let in by this user, in words; empty if they may."""
    if article.status == ArticleStatus.WITHDRAWN:
        return _("The story has been withdrawn.")
    if article.trashed_at is not None:
        return _("The story has been thrown away.")
    embargo = article.embargo_until
    if embargo and embargo > timezone.now() and not by.has_perm(LIFT):
        return _("The story is under embargo; only who may lift it can share a preview.")
    return ""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _told(link: PreviewLink) -> dict[str, str]:
    return {"link": str(link.uid), "for": link.note, "until": link.expires_at.isoformat()}
