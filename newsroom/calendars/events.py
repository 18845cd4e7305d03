"""One meeting as an event of iCalendar (RFC 5545)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext
from icalendar import STATUS, TRANSP, Event, vGeo

from actors.choices import MeetingFormat, MeetingLevel, MeetingStatus
from actors.dates import display, ends, parse
from newsroom.register.models import Item
from newsroom.register.pages import Things, address, called, document, title

# A meeting that is postponed is not on that day any more; the one held in its place is another.
STATUSES = {
    MeetingStatus.PLANNED: STATUS.TENTATIVE,
    MeetingStatus.HELD: STATUS.CONFIRMED,
    MeetingStatus.POSTPONED: STATUS.CANCELLED,
    MeetingStatus.CANCELLED: STATUS.CANCELLED,
}
# What a text of a calendar cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

When = tuple[date, date | None]


def when(moment: dict[str, Any] | None) -> When | None:
    """Start and end of a partial date, the end not included; None if it is not known to the day.

    An event lasts from one moment to another: it cannot say "some day in May", and a block over
    the month would say that the meeting lasted as long. A time of day is given in UTC, so that no
    rules of zones are needed; without its zone it is no moment, and the day stands for it.
    """
    if moment is None:
        return None
    parsed = parse(moment["edtf"])
    if parsed.precision == "time":
        instant = datetime.fromisoformat(parsed.text)
        if instant.tzinfo is not None:
            return instant.astimezone(UTC), None
    elif parsed.precision not in ("day", "interval"):
        return None
    start, end = ends(parsed)
    if start is None or end is None or {start.precision, end.precision} - {"day", "time"}:
        return None
    if end.latest == date.max:
        return None
    return start.earliest, end.latest + timedelta(days=1)


def event(item: Item, things: Things, absolute: Callable[[str], str]) -> Event | None:
    """The event of a meeting; None where its day is not known."""
    doc = document(item)
    span = when(doc["when"])
    if span is None:
        return None
    made = Event.new(
        uid=str(item.uid),
        # What is sent is what the register holds: of two copies the later is the better one.
        stamp=item.sequenced_at,
        last_modified=item.sequenced_at,
        created=item.first_at,
        sequence=item.version - 1,
        start=span[0],
        end=span[1],
        summary=plain(summary(item)),
        description=plain(description(item, things)),
        location=plain(location(doc, things)) or None,
        status=STATUSES[doc["status"]],
        # Who follows the diary of a country is not busy because of it.
        transparency=TRANSP.TRANSPARENT,
        categories=[plain(word) for word in categories(doc)],
        url=absolute(address(item)),
    )
    place = doc["place"] or {}
    if place.get("latitude") is not None and place.get("longitude") is not None:
        made.add("geo", vGeo((place["latitude"], place["longitude"])))
    return made


def plain(text: str) -> str:
    """Text without the characters that calendars cannot hold."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def summary(item: Item) -> str:
    """The title, after the word for a meeting that is not or was not as planned."""
    status = MeetingStatus(document(item)["status"])
    if STATUSES[status] is not STATUS.CANCELLED:
        return title(item)
    return gettext("%(status)s: %(title)s") % {"status": status.label, "title": title(item)}


def description(item: Item, things: Things) -> str:
    """Its status and date in words, who is there for whom, and what it is about."""
    doc = document(item)
    day = display(doc["when"]["edtf"], get_language() or "fr")
    lines = [f"{MeetingStatus(doc['status']).label} – {day}", *delegations(doc, things)]
    return "\n".join([*lines, *filter(None, [doc["topic"], doc["outcome"]])])


def delegations(doc: dict[str, Any], things: Things) -> list[str]:
    """A line for each delegation, with the people in it as far as they are known."""
    found: dict[str, list[str]] = {}
    for one in doc["participants"]:
        known = things.get(one["person"] or "") or things.get(one["office"] or "")
        name = title(known) if known else one["name_as_written"]
        found.setdefault(one["delegation"] or "", []).extend([name] if name else [])
    lines = []
    for uid, names in found.items():
        side = things.get(uid)
        parts = [title(side) if side else "", ", ".join(dict.fromkeys(names))]
        lines.append(" – ".join(filter(None, parts)))
    return [line for line in lines if line]


def location(doc: dict[str, Any], things: Things) -> str:
    """Where it is, with the country."""
    place = doc["place"]
    if not place:
        return ""
    country = things.get(place["country"] or "")
    return ", ".join(filter(None, [called(place), title(country) if country else ""]))


def categories(doc: dict[str, Any]) -> list[str]:
    """How many sides met, and of what level."""
    choices = ((MeetingFormat, doc["format"]), (MeetingLevel, doc["level"]))
    return [str(choice(value).label) for choice, value in choices if value]
