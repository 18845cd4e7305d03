"""Work queues: which stories wait for whom, as conditions that lists and the first page share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.alarms import alarming
from articles.choices import PUBLIC_STATUSES, PlanState
from articles.choices import ArticleStatus as S
from articles.models import Assignment, PlannedChange, Revision

UNFINISHED = (S.DRAFT, S.IN_REVIEW, S.READY, S.SCHEDULED)
SENT_IN = (S.IN_REVIEW, S.READY, S.SCHEDULED)


@dataclass(frozen=True)
class Queue:
    """A condition on stories, for one user; what it is called, and who has use for it."""

    title: Any
    condition: Callable[[Any], Q]
    permission: str = "articles.view_article"


def midnight(day: date) -> datetime:
    """The instant at which a day begins in the newsroom."""
    return timezone.make_aware(datetime.combine(day, time.min))


def edits() -> QuerySet[Revision]:
    """Revisions of the outer story that say something new: a mere change of status is no writing.

    A transition leaves a revision with another status than that before it, a save one with the
    same.
    """
    before = Revision.objects.filter(
        article=OuterRef("article"), number=OuterRef("number") - Value(1)
    )
    moved = before.exclude(status=OuterRef("status"))
    return Revision.objects.filter(~Exists(moved), article=OuterRef("pk"))


def written_by(user: Any) -> Q:
    """Stories of which this user saved a version, or which were given to this user."""
    saved = edits().filter(author=user)
    given = Assignment.objects.filter(story=OuterRef("pk"), reporter=user)
    return Q(Exists(saved)) | Q(Exists(given))


def mine(user: Any) -> Q:
    """My stories that are not out yet."""
    return Q(status__in=UNFINISHED, trashed_at=None) & written_by(user)


def drafts(user: Any) -> Q:
    """Those of them that are drafts."""
    return Q(status=S.DRAFT, trashed_at=None) & written_by(user)


def sent_back(user: Any) -> Q:
    """My drafts that had been handed in: somebody wants them changed."""
    handed_in = Revision.objects.filter(article=OuterRef("pk"), status__in=SENT_IN)
    return drafts(user) & Q(Exists(handed_in))


def at_the_desk(user: Any) -> Q:
    """Stories handed in, on which whoever may publish has to decide."""
    if not user.has_perm("articles.publish_article"):
        return Q(pk__in=[])
    return Q(status__in=(S.IN_REVIEW, S.READY), trashed_at=None)


def to_approve(user: Any) -> Q:
    """Stories of sections with four eyes that lack the approval which this user can give.

    Or, where they are out, a change of theirs does.
    """
    if not user.has_perm("articles.approve_article"):
        return Q(pk__in=[])
    handed_in = Q(status__in=(S.IN_REVIEW, S.READY), section__four_eyes=True, trashed_at=None)
    since = edits().filter(made_at__gt=OuterRef("approved_at"))  # an edit resets the approval
    is_open = Q(approved_at=None) | Q(Exists(since))
    plans = PlannedChange.objects.filter(
        article=OuterRef("pk"), state=PlanState.WAITING, approved_at=None
    ).exclude(Q(planned_by=user) | Q(revision__author=user))
    changed = Q(status__in=PUBLIC_STATUSES, section__four_eyes=True) & Q(Exists(plans))
    return changed | (handed_in & is_open & ~Q(Exists(edits().filter(author=user))))


def awaiting(user: Any) -> Q:
    """All that does not go on before this user has done something."""
    return sent_back(user) | at_the_desk(user) | to_approve(user)


def scheduled_today(user: Any = None) -> Q:
    """Scheduled stories that are due by the end of the newsroom's day, late ones included."""
    tomorrow = midnight(timezone.localdate() + timedelta(days=1))
    return Q(status=S.SCHEDULED, release_at__lt=tomorrow)


def embargo_lifting(user: Any = None) -> Q:
    """Stories whose embargo ends today or tomorrow."""
    today = timezone.localdate()
    until = midnight(today + timedelta(days=2))
    lifting = Q(embargo_until__gte=midnight(today), embargo_until__lt=until, trashed_at=None)
    return lifting & ~Q(status=S.WITHDRAWN)


def failed(user: Any = None) -> Q:
    """Stories with an alarm: what was due for them failed, or is late."""
    return alarming(timezone.now())


QUEUES: dict[str, Queue] = {
    "mine": Queue(_("My stories"), mine),
    "awaiting": Queue(_("Awaiting me"), awaiting),
    "scheduled_today": Queue(_("Scheduled today"), scheduled_today),
    "embargo_lifting": Queue(_("Embargo ending today or tomorrow"), embargo_lifting),
    "failed": Queue(_("Late or failed"), failed),
}
