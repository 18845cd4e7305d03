"""The pictures of pages: what documents say, in words, with where each of it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext, ngettext

from actors.dates import display
from actors.graphics import career as careers
from actors.graphics import diary as diaries
from actors.graphics import meetings as courses
from actors.graphics import network as networks
from actors.graphics import world
from actors.holders import known
from actors.pages.addresses import pair_address
from actors.pages.contacts import NAMED, Contact, Gathering, bounds
from newsroom.register.models import Item
from newsroom.register.pages import Things, called, title
from newsroom.typography import french_spaces

# Facts of a career that are drawn, and meetings of one actor; places on one map.
FACTS, MEETINGS, PLACES = 30, 12, 60
# Characters of a line beside the axis of meetings, on a narrow screen and on a broad one.
SHORT, LONG = 36, 84


@dataclass(frozen=True)
class Line:
    """A text as far as it fits on a narrow screen and on a broad one."""

    short: str
    long: str

    @classmethod
    def of(cls, text: str) -> "Line":
        return cls(networks.fitted(text, SHORT), networks.fitted(text, LONG))

    @property
    def is_same(self) -> bool:
        return self.short == self.long


def career_of(doc: dict[str, Any]) -> dict[str, Any] | None:
    """The offices and ranks of a person's document, drawn; None where no year can be written."""
    facts = [*doc["tenures"], *doc["ranks"]][-FACTS:]
    drawn = careers.career([_fact(fact) for fact in facts])
    if drawn is None or not drawn.ticks:
        return None
    return {"drawn": drawn, "rows": list(zip(facts, drawn.bars, strict=True))}


def _fact(fact: dict[str, Any]) -> careers.Fact:
    began, ended = _bounds(fact["began"]), _bounds(fact["ended"])
    stated = {fact["attested_first"], fact["attested_last"], *(d["day"] for d in fact["attested"])}
    days = sorted(date.fromisoformat(day) for day in stated if day)
    # A day on which it surely did not hold says nothing, whoever states it.
    low, high = (began and began[0]) or date.min, (ended and ended[1]) or date.max
    return careers.Fact(
        words=french_spaces(called(fact)),
        certainty=fact["certainty"],
        began=began,
        ended=ended,
        known=known(fact),
        days=tuple(day for day in days if low <= day <= high),
    )


def _bounds(moment: dict[str, Any] | None) -> careers.Bounds | None:
    if not moment:
        return None
    first, last = moment["earliest"], moment["latest"]
    return first and date.fromisoformat(first), last and date.fromisoformat(last)


@dataclass(frozen=True)
class Neighbour:
    """One neighbour of a network: what is known of it, and where it stands in both drawings.

    address: of the page of the two.
    """

    contact: Contact
    item: Item
    address: str
    spoke: networks.Spoke
    branch: networks.Spoke

    @property
    def line(self) -> str:
        """How often, and in which years, in a few words."""
        times = ngettext("%(n)d meeting", "%(n)d meetings", self.contact.count) % {
            "n": self.contact.count
        }
        years = sorted({when[:4] for when in (self.contact.first, self.contact.last) if when})
        return f"{times} · {'–'.join(years)}" if years else times


def network_of(item: Item, contacted: Sequence[Contact], things: Things) -> dict[str, Any] | None:
    """Those whom an actor met most often, drawn around it; None where it met nobody."""
    shown = [one for one in contacted[: networks.MOST] if one.uid in things]
    if not shown:
        return None
    names, counts = [title(things[one.uid]) for one in shown], [one.count for one in shown]
    ring, tree = networks.ring(names, counts), networks.tree(names, counts)
    return {
        "ring": ring,
        "tree": tree,
        "name": networks.fitted(title(item), networks.TREE_NAME),
        "rows": [
            Neighbour(one, things[one.uid], pair_address(item.uid, UUID(one.uid)), spoke, branch)
            for one, spoke, branch in zip(shown, ring.spokes, tree.spokes, strict=True)
        ],
        "others": max(len(contacted) - networks.MOST, 0),
    }


@dataclass(frozen=True)
class Encountered:
    """One meeting of a timeline: its words, and where it stands."""

    meeting: Item
    gathering: Gathering
    people: Line
    occasion: Line
    words: str
    row: courses.Row


def timeline_of(
    gathered: Sequence[Gathering], things: Things, *, newest_first: bool = True
) -> dict[str, Any] | None:
    """Meetings with those who met there, on an axis; None where there are none."""
    shown = [one for one in gathered if one.meeting in things]
    if not shown:
        return None
    times = [bounds(one.when) for one in shown]
    drawn = courses.course(times, newest_first=newest_first)
    rows = []
    for one, row in zip(shown, drawn.rows, strict=True):
        people, meeting = _people(one, things), things[one.meeting]
        when = display(one.when, get_language() or "fr") or gettext("date not known")
        occasion = f"{when} · {french_spaces(title(meeting))}"
        rows.append(Encountered(meeting, one, Line.of(people), Line.of(occasion), people, row))
    return {"drawn": drawn, "rows": rows}


def _people(one: Gathering, things: Things) -> str:
    """Who met whom there: some of them by name."""
    others = list(one.others)
    named = [title(things[uid]) for uid in others[: NAMED + 1] if uid in things][:NAMED]
    if rest := len(others) - len(named):
        more = ngettext("%(n)d other", "%(n)d others", rest) % {"n": rest}
        named = [gettext("%(names)s and %(more)s") % {"names": ", ".join(named), "more": more}]
    words = ", ".join(named)
    return f"{title(things[one.first])} – {words}" if one.first in things else words


def diary_of(meetings: Iterable[dict[str, Any]]) -> diaries.Diary | None:
    """When meetings were, by month; a meeting that went on from one to another is in the first."""
    return diaries.diary(found for one in meetings if (found := _days(one["when"])))


def _days(when: dict[str, Any] | None) -> courses.Bounds | None:
    found = bounds(when["edtf"]) if when else None
    return (found[0], found[0]) if found and when and "/" in when["edtf"] else found


@dataclass
class Place:
    """A place with coordinates, and how many meetings were there."""

    place: dict[str, Any]
    count: int = 0


def places_of(meetings: Iterable[dict[str, Any]]) -> list[Place]:
    """Where meetings were, the most frequent first; only what can stand on a map."""
    found: dict[str, Place] = {}
    for one in meetings:
        places = [one["place"], *(one["other_places"] or ())]
        for place in {place["id"]: place for place in places if place}.values():
            if place["latitude"] is not None and place["longitude"] is not None:
                found.setdefault(place["id"], Place(place)).count += 1
    return sorted(found.values(), key=lambda one: (-one.count, one.place["name"], one.place["id"]))


def map_of(places: Sequence[Place], own: str = "") -> dict[str, Any] | None:
    """The places on a map; None where there are none. own: the ISO number of a country to mark."""
    if not places:
        return None
    shown = places[:PLACES]
    drawn = world.view(
        [
            world.Spot(called(p.place), p.place["longitude"], p.place["latitude"], p.count)
            for p in shown
        ]
    )
    return {
        "drawn": drawn,
        "rows": list(zip(shown, drawn.marks, strict=True)),
        "own": own,
        "others": len(places) - len(shown),
    }
