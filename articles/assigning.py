"""Tying stories to the assignments of which they come."""

from typing import Any

from django.db import transaction

from articles import notifying
from articles.choices import AssignmentStatus, NotificationEvent
from articles.models import Article, Assignment, Coverage


def cover(article: Article, *, by: Any, assignment: int | None = None) -> int:
    """Say of planned assignments that this story came of them; how many.

    The one that is named, and those of `by` on a meeting that the story covers.
    """
    planned = Assignment.objects.filter(status=AssignmentStatus.PLANNED, story=None)
    meetings = Coverage.objects.filter(article=article).values("meeting")
    found = planned.filter(meeting__in=meetings, reporter=by)
    if assignment:
        found = found | planned.filter(pk=assignment)
    return found.update(story=article, status=AssignmentStatus.COVERED)


@transaction.atomic
def give(assignment: Assignment, *, by: Any) -> None:
    """Tell the reporter of an assignment that it is theirs; nobody tells oneself."""
    if assignment.reporter is not None and assignment.reporter != by:
        notifying.tell(
            NotificationEvent.ASSIGNMENT,
            assignment.story,
            by=by,
            to=[assignment.reporter],
            parts={"story": str(assignment)[:300]},
        )
