"""Which meetings of the record a reported encounter may be: by day, people, sides and place."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from actors.choices import MeetingKind
from actors.models import Meeting
from articles.suggestion.result import Encounter, Thing

# A report may be a day off, for time zones and for talks that end after midnight.
_NEAR = timedelta(days=1)
_MOST = 5
_LOOKED_AT = 300


def known_meetings(encounters: Sequence[Encounter]) -> list[list[Thing]]:
    """For each encounter, the meetings that it may be, the likeliest first; one query."""
    days = Q()
    for one in encounters:
        if one.day:
            days |= Q(when_earliest__lte=one.day + _NEAR, when_latest__gte=one.day - _NEAR)
    if not days:
        return [[] for _one in encounters]
    rows = (
        Meeting.objects.filter(days, kind=MeetingKind.MEETING)
        .order_by("-when_earliest", "pk")
        .values_list(
            "pk",
            "uid",
            "title",
            "when",
            "when_earliest",
            "when_latest",
            "place_id",
            "place__name",
            "participations__person_id",
            "participations__delegation_id",
            "participations__office_id",
        )[: _LOOKED_AT * 6]
    )
    meetings: dict[int, _Known] = {}
    for row in rows:
        meetings.setdefault(row[0], _Known(row)).add(row[-3:])
    return [_ranked(one, list(meetings.values())) for one in encounters]


class _Known:
    """A meeting of the record and who took part in it."""

    def __init__(self, row: tuple) -> None:
        self.pk, uid, title, when, self.earliest, self.latest, self.place, place = row[:8]
        told = ", ".join(part for part in (str(when), place) if part)
        self.thing = Thing("meeting", self.pk, str(uid), title, told)
        self.people: set[int] = set()
        self.sides: set[int] = set()
        self.offices: set[int] = set()

    def add(self, part: tuple[int | None, ...]) -> None:
        for kept, pk in zip((self.people, self.sides, self.offices), part, strict=True):
            if pk:
                kept.add(pk)


def _ranked(one: Encounter, meetings: list[_Known]) -> list[Thing]:
    scored = [(score, known) for known in meetings if (score := _score(one, known)) > 0]
    scored.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [known.thing for _score, known in scored[:_MOST]]


def _score(one: Encounter, known: _Known) -> float:
    """Shared people count most; a meeting that shares nobody is not the same one."""
    if one.day is None or not (known.earliest - _NEAR <= one.day <= known.latest + _NEAR):
        return 0
    people = {a.person.pk for a in one.attendees if a.person} & known.people
    offices = {a.office.pk for a in one.attendees if a.office} & known.offices
    sides = {a.delegation.pk for a in one.attendees if a.delegation} & known.sides
    if not people and not offices and not sides:
        return 0
    named = {a.person.pk for a in one.attendees if a.person}
    apart = len(known.people ^ named) if known.people and named else 0
    on_day = known.earliest <= one.day <= known.latest
    same_place = one.place is not None and one.place.pk == known.place
    return 3 * len(people) + 2 * len(offices) + len(sides) + 2 * on_day + same_place - 0.5 * apart
