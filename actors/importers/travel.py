"""Stores journeys of diplomats as meetings, batch by batch; a second run changes nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.choices import Capacity, Certainty, MeetingFormat, MeetingLevel, Visibility
from actors.importers.english_countries import EnglishCountries
from actors.importers.english_titles import TITLES
from actors.importers.jsonl import Line
from actors.importers.recognising import Recognised, Recogniser
from actors.importers.report import Outcome, Report
from actors.importers.rows import BadRow
from actors.importers.travel_cast import Cast, Casting, Part, of_secretary
from actors.importers.travel_places import TravelPlaces
from actors.importers.travel_rows import Journey, read
from actors.importers.travel_summits import Summits
from actors.importers.travel_titles import is_multilateral, label, summit, title
from actors.importers.unresolved import Unresolved
from actors.models import Meeting, MeetingLink, Participation, Place, Stop

KIND, PEOPLE, PLACES, SUMMITS = "meetings", "participants", "places", "summits"
SOURCES = {
    True: "https://history.state.gov/departmenthistory/visits",
    False: "https://history.state.gov/departmenthistory/travels",
}
LONGEST_TITLE = 300


@dataclass
class TravelReport(Report):
    """What became of the rows, and what they name that the record does not know."""

    unresolved: Unresolved = field(default_factory=Unresolved)


@dataclass(frozen=True)
class Told:
    """A journey with those who took part, and who each of them is."""

    journey: Journey
    cast: Cast
    known: dict[Part, Recognised]


def import_travel(
    lines: Iterable[Line],
    *,
    visibility: str = Visibility.HELD,
    batch: int = 500,
    progress: Callable[[int], object] = lambda _end: None,
) -> TravelReport:
    """Store each line as a meeting that was held; what became of them.

    A journey is known by its number in the source. One that is in the record already stays as it
    is, but for people in it who had not been recognised and now are. Rows that cannot be stored
    are in `rejects` with their line. `progress` is told after each batch where in the file it
    ends. Each batch is a transaction of its own.
    """
    return _Import(visibility).run(lines, batch, progress)


class _Import:
    def __init__(self, visibility: str) -> None:
        self.visibility = visibility
        self.report = TravelReport()
        self.countries = EnglishCountries()
        self.places = TravelPlaces(self.countries, self.report.unresolved)
        self.casting = Casting(self.countries, self.report.unresolved)
        self.recogniser = Recogniser()
        self.summits = Summits(visibility)

    def run(
        self, lines: Iterable[Line], batch: int, progress: Callable[[int], object]
    ) -> TravelReport:
        today, rest = timezone.localdate(), iter(lines)
        seen: dict[str, int] = {}
        while group := list(islice(rest, batch)):
            with transaction.atomic():
                self._store(list(self._read(group, today, seen)))
            progress(group[-1].end)
        with transaction.atomic():
            self.summits.widen()
        for kind, made in ((PLACES, self.places.made), (SUMMITS, self.summits.made)):
            self.report.count(kind, Outcome.CREATED, made)
        return self.report

    def _read(self, group: list[Line], today: date, seen: dict[str, int]) -> Iterator[Journey]:
        for line in group:
            try:
                journey = read(line, today=today)
                first = seen.setdefault(journey.source_id, line.number)
                if first != line.number:
                    reason = _("The id “%(id)s” is that of line %(line)d.")
                    raise BadRow("/id", reason % {"id": journey.source_id, "line": first})
                yield journey
            except BadRow as error:
                self.report.reject(KIND, f"line {line.number} {error.place}".strip(), error.reason)

    def _store(self, journeys: list[Journey]) -> None:
        told = self._recognise(journeys)
        ids = [journey.source_id for journey in journeys]
        stored = Meeting.objects.filter(source_id__in=ids).prefetch_related("participations")
        known = {meeting.source_id: meeting for meeting in stored}
        if fresh := [one for one in told if one.journey.source_id not in known]:
            self._enter(fresh)
        for one in told:
            if meeting := known.get(one.journey.source_id):
                changed = self._complete(meeting, one)
                self.report.count(KIND, Outcome.UPDATED if changed else Outcome.UNCHANGED)

    def _recognise(self, journeys: list[Journey]) -> list[Told]:
        casts = [(journey, self.casting.cast(journey)) for journey in journeys]
        asked = {
            (journey.source_id, n): of_secretary(part, journey).asked(journey)
            if n == 0
            else part.asked(journey)
            for journey, cast in casts
            for n, part in enumerate(cast.parts)
        }
        answers = self.recogniser.recognise(asked.values())
        told = []
        for journey, cast in casts:
            known = {
                part: answers[asked[journey.source_id, n]] for n, part in enumerate(cast.parts)
            }
            for part, answer in known.items():
                if answer.person is None:
                    self.report.unresolved.add(
                        "person", part.person.printed, answer.reason, journey.line
                    )
            told.append(Told(journey, cast, known))
        return told

    def _enter(self, told: list[Told]) -> None:
        meetings, stops, links, parts = [], [], [], []
        for one in told:
            places = self._places(one)
            meeting = _meeting(one, places, self.visibility)
            meetings.append(meeting)
            stops += [Stop(meeting=meeting, place=place) for place in places[1:]]
            parts += _participations(meeting, one)
            whole = self.summits.of(one.journey, one.cast.host, meeting.place)
            if whole:
                links.append(self.summits.tie(meeting, whole))
        Meeting.objects.bulk_create(meetings)
        Stop.objects.bulk_create(stops)
        MeetingLink.objects.bulk_create(links)
        Participation.objects.bulk_create(parts)
        self.report.count(KIND, Outcome.CREATED, len(meetings))
        self.report.count(PEOPLE, Outcome.CREATED, len(parts))

    def _places(self, one: Told) -> list[Place]:
        journey, host = one.journey, one.cast.host
        if journey.place:
            return self.places.find(journey.place, host, journey.start, journey.line)
        if journey.is_visit and host and (place := self.places.said_in(journey.text, host)):
            return [place]
        return []

    def _complete(self, meeting: Meeting, one: Told) -> bool:
        """Fill in people who are recognised by now; report what the file says otherwise."""
        if meeting.when != one.journey.when:
            self.report.remark(
                f"line {one.journey.line}",
                _("%(id)s: “%(ours)s” in the record, “%(theirs)s” in the file.")
                % {
                    "id": meeting.source_id,
                    "ours": meeting.when,
                    "theirs": one.journey.when,
                },
            )
        there = {row.person_id for row in meeting.participations.all()}
        changed = 0
        for row in _participations(meeting, one):
            if row.person is None or row.person.pk in there:
                continue
            nameless = meeting.participations.filter(
                name_as_written=row.name_as_written, person=None
            )
            # Without a delegation or an office of its own it takes those of the file.
            if known := nameless.first():
                known.person = row.person
                known.office = known.office or row.office
                known.certainty = row.certainty
                known.save(update_fields=["person", "office", "certainty", "updated_at"])
                changed += 1
        if changed:
            self.report.count(PEOPLE, Outcome.UPDATED, changed)
        return bool(changed)


def _meeting(one: Told, places: list[Place], visibility: str) -> Meeting:
    journey, cast = one.journey, one.cast
    first = cast.parts[0]
    person = one.known[first].person
    return Meeting(
        title=title(
            journey,
            first.person,
            name=person.name if person else "",
            is_woman=person is not None and person.gender == "female",
            places=places,
            met=next((p.person for p in cast.parts if p.capacity == Capacity.HOST), None),
            host=cast.host.name if cast.host else journey.host,
        )[:LONGEST_TITLE],
        labels=[label(journey)] if label(journey) else [],
        when=journey.when,
        level=_level(first, journey),
        format=_format(journey, cast),
        place=places[0] if places else None,
        host=cast.host,
        topic=journey.text,
        source=SOURCES[journey.is_visit],
        source_id=journey.source_id,
        visibility=visibility,
    )


def _level(first: Part, journey: Journey) -> str:
    if journey.is_visit or first.person.title:
        known = TITLES.get(first.person.title)
        return known.level if known else ""
    return MeetingLevel.MINISTERS if "Secretary" in journey.office else ""


def _format(journey: Journey, cast: Cast) -> str:
    """Left open where a conference and talks with one country stand in the same line."""
    if summit(journey.text):
        return MeetingFormat.MULTILATERAL
    met = any(part.capacity in (Capacity.HOST, Capacity.ATTENDEE) for part in cast.parts)
    if is_multilateral(journey.text):
        return "" if met else MeetingFormat.MULTILATERAL
    return MeetingFormat.BILATERAL if met or label(journey) else ""


def _participations(meeting: Meeting, one: Told) -> list[Participation]:
    """The rows of those who took part, each person and each printed name once."""
    rows: dict[object, Participation] = {}
    for part in one.cast.parts:
        answer = one.known[part]
        guessed = part.is_guessed and answer.person is None
        country = part.country
        if part.is_guessed and answer.is_of_another_country:
            country = None
        key = answer.person.pk if answer.person else part.person.printed
        rows.setdefault(
            key,
            Participation(
                meeting=meeting,
                delegation=country,
                person=answer.person,
                office=answer.office,
                name_as_written=part.person.printed[:300],
                capacity=part.capacity,
                certainty=Certainty.INFERRED if guessed else answer.certainty,
            ),
        )
    return list(rows.values())
