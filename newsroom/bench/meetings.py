"""Makes the meetings of the archive that is measured, with those who took part."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import transaction

from actors.choices import Capacity, MeetingFormat, MeetingLevel, Visibility
from actors.models import Meeting, Participation
from newsroom.bench.actors import Cast, Someone
from newsroom.bench.chance import dice

BATCH = 1000
FIRST_DAY, DAYS = date(2004, 1, 1), 8100


@dataclass(frozen=True)
class Met:
    """A meeting of the archive: primary key, day, and whom stories about it name."""

    pk: int
    day: date
    people: tuple[Someone, ...]


def make(count: int, cast: Cast) -> list[Met]:
    """Enter so many meetings, spread over the years, of two to eight people each."""
    found: list[Met] = []
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        found += _batch(batch, count, cast)
    return found


@transaction.atomic
def _batch(numbers: list[int], count: int, cast: Cast) -> list[Met]:
    meetings: list[Meeting] = []
    present: list[list[Someone]] = []
    for number in numbers:
        chance = dice("meeting", number)
        size = chance.choice((2, 2, 2, 3, 3, 4, 6, 8))
        present.append(cast.people.some(chance, size))
        place, town = cast.places.one(chance)
        host, _name = cast.countries.one(chance)
        meetings.append(
            Meeting(
                title=f"Entretien à {town} sur la coopération, n° {number + 1}",
                when=day_of(number, count).isoformat(),
                level=MeetingLevel.MINISTERS,
                format=MeetingFormat.BILATERAL if size == 2 else MeetingFormat.MULTILATERAL,
                place_id=place,
                host_id=host,
                topic="Coopération militaire et sécurité des frontières.",
                visibility=Visibility.PUBLIC,
            )
        )
    meetings = Meeting.objects.bulk_create(meetings)
    Participation.objects.bulk_create(
        participation
        for meeting, people in zip(meetings, present, strict=True)
        for participation in _participations(meeting, people, cast)
    )
    return [
        Met(meeting.pk, day_of(number, count), tuple(people))
        for number, meeting, people in zip(numbers, meetings, present, strict=True)
    ]


def _participations(meeting: Meeting, people: list[Someone], cast: Cast) -> list[Participation]:
    chance = dice("sides", meeting.title)
    sides = cast.countries.some(chance, len(people))
    return [
        Participation(
            meeting=meeting,
            person_id=someone.pk,
            delegation_id=sides[place % len(sides)][0],
            name_as_written=someone.name,
            capacity=Capacity.HEAD,
        )
        for place, someone in enumerate(people)
    ]


def day_of(number: int, count: int) -> date:
    """The day of the nth of so many things: they are spread evenly, the first the oldest."""
    return FIRST_DAY + timedelta(days=number * DAYS // max(count, 1))
