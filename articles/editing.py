"""Versions of a story, what is typed into it and not saved, and who may write in it now.

A save carries the version that its form was opened at and is refused when the story has moved
on. What is typed is kept every few seconds for its writer alone. Whoever types first holds the
story; another may take it over, and what the first had typed is kept in the history.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.choices import RevisionKind
from articles.history.recording import keep as keep_revision
from articles.models import Article, Draft, Lock, Presence, Revision
from newsroom.audit import journal

Pairs = list[list[str]]  # names and values of a form's fields, as a browser posts them


def touch(*articles: Article) -> None:
    """Say that stories, or parts of them, were changed: forms opened before are stale."""
    rows = Article.objects.filter(pk__in=[article.pk for article in articles])
    rows.update(version=F("version") + 1)
    versions = dict(rows.values_list("pk", "version"))
    for article in articles:
        article.version = versions[article.pk]


@transaction.atomic
def keep_draft(
    article: Article | None,
    *,
    by: Any,
    tab: UUID,
    version: int,
    data: Pairs,
    base: Callable[[], Pairs | None],
    taken_up: int | None = None,
) -> Draft:
    """Keep what a tab has in its form now, over what it had before.

    base: gives the story as it was when the form was opened; asked for once in each tab.
    taken_up: the key of the draft of the same user that this form was filled from, if any: the
        row goes on as the draft of this tab.
    """
    own = Draft.objects.select_for_update().filter(user=by, article=article)
    draft = own.filter(tab=tab).first()
    if draft is None and taken_up:
        draft = own.filter(pk=taken_up).first()
    if draft is None:
        first = Draft(article=article, user=by, tab=tab, version=version, data=data, base=base())
        try:
            with transaction.atomic():
                first.save(force_insert=True)
        except IntegrityError:
            # A tab that is being left sends its last words while those before are on their way.
            draft = own.get(tab=tab)
        else:
            return first
    if draft.version != version:
        draft.base = base()
    draft.tab, draft.version, draft.data, draft.saved_at = tab, version, data, timezone.now()
    draft.save()
    return draft


def arrive(article: Article, *, by: Any, tab: UUID, now: datetime) -> Presence:
    """Note a sign of life of a tab that has the story open."""
    found, is_new = Presence.objects.select_related("taken_over_by").get_or_create(
        article=article, user=by, tab=tab, defaults={"since": now, "seen_at": now}
    )
    if not is_new:
        Presence.objects.filter(pk=found.pk).update(seen_at=now)
        Lock.objects.filter(article=article, owner=by, tab=tab).update(seen_at=now)
    return found


def leave(article: Article, *, by: Any, tab: UUID) -> None:
    """The tab was closed: with nothing unsaved left behind, somebody else may write."""
    Presence.objects.filter(article=article, user=by, tab=tab).delete()
    if not Draft.objects.filter(article=article, user=by, tab=tab).exists():
        Lock.objects.filter(article=article, owner=by, tab=tab).delete()


def write_in(
    article: Article, *, by: Any, tab: UUID, now: datetime, content: Callable[[Draft], Any]
) -> Lock:
    """The lock of the story after this tab asked to write in it; not its own if somebody does.

    A lock without a sign of life is taken over, with what its owner had typed.
    """
    lock, _is_new = Lock.objects.select_related("owner").get_or_create(
        article=article, defaults={"owner": by, "tab": tab, "since": now, "seen_at": now}
    )
    if is_own(lock, by, tab):
        Lock.objects.filter(pk=lock.pk, owner=by, tab=tab).update(seen_at=now)
    elif _is_left(lock, by, now):
        Lock.objects.filter(pk=lock.pk).update(tab=tab, since=now, seen_at=now)
    elif not lock.holds(now):
        take_over(article, by=by, tab=tab, now=now, content=content)
        lock.refresh_from_db()
    return lock


@transaction.atomic
def take_over(
    article: Article, *, by: Any, tab: UUID, now: datetime, content: Callable[[Draft], Any]
) -> Revision | None:
    """Make this tab the one that writes; the revision with what the other had typed, if any.

    content: what a draft would make of the story, as articles.history keeps it.
    """
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    lock, _is_new = Lock.objects.select_for_update().get_or_create(
        article=article, defaults={"owner": by, "tab": tab, "since": now, "seen_at": now}
    )
    Presence.objects.filter(article=article, user=by, tab=tab).update(
        taken_over_by=None, taken_over_at=None
    )
    return None if is_own(lock, by, tab) else _hand_over(lock, by, tab, now, content)


def _hand_over(
    lock: Lock, by: Any, tab: UUID, now: datetime, content: Callable[[Draft], Any]
) -> Revision | None:
    article, owner, theirs = lock.article, lock.owner, lock.tab
    draft = Draft.objects.filter(article=article, user=owner, tab=theirs).first()
    revision = None
    if draft is not None:
        comment = _("Not saved by %(writer)s; taken over by %(name)s.") % {
            "writer": name_of(owner),
            "name": name_of(by),
        }
        revision = keep_revision(
            article, content(draft), by=owner, kind=RevisionKind.TAKEN_OVER, comment=comment
        )
    Presence.objects.filter(article=article, user=owner, tab=theirs).update(
        taken_over_by=by, taken_over_at=now
    )
    lock.owner, lock.tab, lock.since, lock.seen_at = by, tab, now, now
    lock.save()
    journal.write(
        "article.taken_over",
        by=by,
        subject=article,
        detail={"from": owner.get_username(), "revision": revision.number if revision else None},
    )
    return revision


def is_own(lock: Lock, by: Any, tab: UUID | None) -> bool:
    """Whether the story is being written in this very tab."""
    return lock.owner_id == by.pk and lock.tab == tab


def lock_of(article: Article, now: datetime, *, asker: Any) -> Lock | None:
    """The lock of the story, if its owner has shown a sign of life lately.

    A tab of one's own that has been closed or that broke down bars nobody's way back.
    """
    lock = Lock.objects.filter(article=article).select_related("owner").first()
    if lock is None or not lock.holds(now) or _is_left(lock, asker, now):
        return None
    return lock


def _is_left(lock: Lock, asker: Any, now: datetime) -> bool:
    if lock.owner_id != asker.pk:
        return False
    tabs = Presence.objects.present(now).filter(article=lock.article_id, user=asker, tab=lock.tab)
    return not tabs.exists()


def settle(
    article: Article, *, by: Any, tab: UUID | None, is_new: bool, taken_up: int | None = None
) -> None:
    """The tab has saved: what it had kept is in the story now, and others may write.

    is_new: the story was entered just now; its draft knows of no story.
    """
    drafts = Draft.objects.filter(user=by, article=None if is_new else article)
    if taken_up is not None:
        drafts.filter(pk=taken_up).delete()
    if tab is None:
        return
    drafts.filter(tab=tab).delete()
    Lock.objects.filter(article=article, owner=by, tab=tab).delete()
    # The page that answers is a new one; were the old one still there, it would tell so itself.
    Presence.objects.filter(article=article, user=by, tab=tab).delete()


def forget(now: datetime) -> int:
    """Delete the unsaved texts that nobody asked for in a month, and old traces; how many texts."""
    Presence.objects.exclude(pk__in=Presence.objects.present(now).values("pk")).filter(
        taken_over_at=None
    ).delete()
    drafts = Draft.objects.forgotten(now)
    count = drafts.count()
    drafts.delete()
    return count


def name_of(user: Any) -> str:
    """How colleagues know somebody."""
    return str(user.get_full_name() or user.get_username())
