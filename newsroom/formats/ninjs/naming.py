"""What ninjs says of the people, bodies, places and events that an item names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.encoding import iri_to_uri

from actors.holders import Standing, held
from newsroom.formats.identity import identifier
from newsroom.linked_data.site import CATALOGUES
from newsroom.register.api.formats import Asked
from newsroom.register.models import Item
from newsroom.register.pages import Things, called, document, title

Entry = dict[str, Any]

# Written by hand where a percentage was meant.
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

MEMBERS = {
    "person": "people",
    "organisation": "organisations",
    "country": "places",
    "meeting": "events",
    "event": "events",
    "agreement": "objects",
}


@dataclass
class Names:
    """Collects whom and what an item names, each once, with the first relation given."""

    things: Things
    asked: Asked
    # The day for which the offices of people are given.
    day: date | None

    def __post_init__(self) -> None:
        self.found: dict[str, dict[str, Entry]] = {}

    def add(self, uid: str | None, rel: str, office: str | None = None) -> None:
        """A thing; of a person, the office in which they act, else those held that day."""
        item = self.things.get(uid or "")
        if item is None or item.kind not in MEMBERS:
            return
        entry = filled(
            name=title(item),
            rel=rel,
            uri=identifier(self.asked, item.kind, item.uid),
            literal=document(item).get("iso2") if item.kind == "country" else "",
        )
        if item.kind == "person":
            entry |= filled(contactInfo=self.offices(item, office))
        self._keep(MEMBERS[item.kind], entry)

    def place(self, place: Entry | None, rel: str) -> None:
        """A place, with its point on the map."""
        if place:
            entry = filled(name=called(place), rel=rel, uri=place_uri(place), geoJSON=point(place))
            self._keep("places", entry)
            self.place(place.get("within"), rel)

    def offices(self, person: Item, office: str | None) -> list[Entry]:
        """The office named, else those that the person held on the day, as far as is known.

        ninjs has no member for an office. A contact may be a page of the web that has a name and
        a role, which the page of the office is: the only way to say it in a person's own entry.
        """
        if acting := self.things.get(office or ""):
            return [self._page(acting.uid, title(acting))]
        tenures = document(person).get("tenures") or ()
        on = held(tenures, self.day) if self.day else ()
        return [
            self._page(tenure["office"], called(tenure))
            for tenure, how in on
            if how is not Standing.UNKNOWN and tenure["office"]
        ]

    def _page(self, office: Any, name: str) -> Entry:
        value = identifier(self.asked, "office", office)
        return {"type": "web", "role": "office"} | filled(name=name) | {"value": value}

    def _keep(self, member: str, entry: Entry) -> None:
        self.found.setdefault(member, {}).setdefault(entry["uri"], entry)

    @property
    def members(self) -> dict[str, list[Entry]]:
        """The members of the item that name things."""
        return {member: list(entries.values()) for member, entries in self.found.items()}


def filled(**members: Any) -> Entry:
    """Those members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def place_uri(place: Entry) -> str:
    """A place has no page here: its entry in GeoNames, else its identifier alone."""
    if place["geonames"].isdecimal():
        return CATALOGUES["geonames"].format(place["geonames"])
    return f"urn:uuid:{place['id']}"


def point(place: Entry) -> Entry | None:
    """Where a place is (RFC 7946: the longitude first)."""
    where = [place["longitude"], place["latitude"]]
    return None if None in where else {"type": "Point", "coordinates": where}


def web(address: str) -> str:
    """An address as a URI; empty where the text is none."""
    is_address = address.startswith(("https://", "http://")) and " " not in address
    return _LONE_PERCENT.sub("%25", iri_to_uri(address)) if is_address else ""


def lines(texts: Iterable[str]) -> str:
    """Those of the texts that say something, one on each line."""
    return "\n".join(filter(None, texts))
