"""Summits as a whole, to which the journeys of single guests are tied."""

import re

from django.utils.text import slugify

from actors.choices import MeetingFormat, MeetingKind, MeetingLevel, MeetingLinkKind
from actors.importers.travel_rows import Journey
from actors.importers.travel_titles import summit
from actors.models import Country, Meeting, MeetingLink, Place

_NAME = re.compile(
    r"Attended (?:the )?((?:[A-Z0-9][\w.'’\-]* (?:of the |and )?)*"
    r"Summit(?: of the Americas| Meeting)?)\b"
)


class Summits:
    """The summits that the imported journeys tell of; each is entered once, as an event."""

    def __init__(self, visibility: str) -> None:
        self._visibility = visibility
        self._known: dict[str, Meeting] = {}
        self._made: dict[str, tuple[str, str]] = {}

    @property
    def made(self) -> int:
        """How many were entered."""
        return len(self._made)

    def of(self, journey: Journey, host: Country | None, place: Place | None) -> Meeting | None:
        """The summit that a visitor attended, if the text names one."""
        match, occasion = _NAME.match(journey.text), summit(journey.text)
        if not journey.is_visit or not match or not occasion.startswith("au "):
            return None
        name = match[1].removesuffix(" Meeting")
        key = f"{slugify(name)}-{journey.start.year}"
        if key not in self._known:
            known = Meeting.objects.filter(source_id=key).first()
            self._known[key] = known or self._enter(key, name, occasion, journey, host, place)
        if key in self._made:
            first, last = self._made[key]
            days = journey.start.isoformat(), journey.end.isoformat()
            self._made[key] = min(first, days[0]), max(last, days[1])
        return self._known[key]

    def widen(self) -> None:
        """Give each summit that was entered the days of all its guests."""
        for key, (first, last) in self._made.items():
            meeting = self._known[key]
            meeting.when = first if first == last else f"{first}/{last}"
            meeting.save(update_fields=["when", "updated_at"])

    @staticmethod
    def tie(meeting: Meeting, whole: Meeting) -> MeetingLink:
        """The link of a guest's journey to the summit, not saved."""
        return MeetingLink(meeting=meeting, other=whole, kind=MeetingLinkKind.PART_OF)

    def _enter(
        self,
        key: str,
        name: str,
        occasion: str,
        journey: Journey,
        host: Country | None,
        place: Place | None,
    ) -> Meeting:
        french = occasion.removeprefix("au ")
        self._made[key] = journey.start.isoformat(), journey.end.isoformat()
        return Meeting.objects.create(
            kind=MeetingKind.EVENT,
            title=f"{french[0].upper()}{french[1:]} ({journey.start.year})",
            title_en=f"{name} ({journey.start.year})",
            labels=["sommet"],
            when=journey.when,
            level=MeetingLevel.HEADS_OF_STATE,
            format=MeetingFormat.MULTILATERAL,
            host=host,
            place=place,
            source_id=key,
            visibility=self._visibility,
        )
