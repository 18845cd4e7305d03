"""What is coming and who covers it: meetings and assignments together, by day."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from actors.choices import MeetingStatus
from actors.models import Meeting
from articles.choices import AssignmentStatus
from articles.models import Assignment

COMING = 14  # days ahead


@dataclass
class Entry:
    """One thing that happens: a meeting, or something else that was assigned.

    A meeting whose date is less exact than a day, or that lasts, stands on its first day.
    """

    day: date
    title: str
    meeting: Meeting | None = None
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def is_covered(self) -> bool:
        """Whether somebody sees to it."""
        return any(one.reporter_id for one in self.assignments)

    @property
    def stories(self) -> list[Any]:
        """The stories that have come of it."""
        return [one.story for one in self.assignments if one.story is not None]


def entries(first: date, last: date, *, limit: int | None = None) -> list[Entry]:
    """What happens on these days, both included, in order of days; two queries."""
    coming = Meeting.objects.filter(when_earliest__range=(first, last))
    # What was held is shown where somebody covered it; what is called off is not.
    given = Assignment.objects.exclude(meeting=None).values("meeting")
    coming = coming.filter(Q(status=MeetingStatus.PLANNED) | Q(pk__in=given))
    meetings = coming.select_related("place__country").order_by("when_earliest", "id")
    shown: Sequence[Any] = list(meetings[:limit] if limit else meetings)
    found = {meeting.pk: Entry(meeting.when_earliest, meeting.title, meeting) for meeting in shown}
    others: list[Entry] = []
    for one in _assigned(first, last, list(found)):
        if one.meeting_id in found:
            found[one.meeting_id].assignments.append(one)
        elif one.due_on is not None:
            others.append(Entry(one.due_on, str(one), one.meeting, [one]))
    rows = sorted([*found.values(), *others], key=lambda entry: (entry.day, entry.title))
    return rows[:limit] if limit else rows


def coming(today: date, *, limit: int | None = None) -> list[Entry]:
    """What happens in the next two weeks, today included."""
    return entries(today, today + timedelta(days=COMING), limit=limit)


def by_day(rows: Sequence[Entry]) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    for row in rows:
        found[row.day].append(row)
    return dict(found)


def month(day: date) -> list[list[tuple[date, list[Entry]]]]:
    """The weeks of the month of this day, from Monday, each day with what happens on it."""
    weeks = Calendar().monthdatescalendar(day.year, day.month)
    rows = by_day(entries(weeks[0][0], weeks[-1][-1]))
    return [[(one, rows.get(one, [])) for one in week] for week in weeks]


def _assigned(first: date, last: date, meetings: list[int]) -> Any:
    rows = Assignment.objects.exclude(status=AssignmentStatus.DROPPED)
    rows = rows.filter(Q(meeting__in=meetings) | Q(due_on__range=(first, last)))
    return rows.select_related("reporter", "story", "meeting").order_by("id")
