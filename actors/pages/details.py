"""The page of one person, organisation, country, meeting, event, office or agreement."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.urls import reverse

from actors.graphics.network import MOST
from actors.pages.contacts import contacts, gatherings_of, named
from actors.pages.days import DayPage
from actors.pages.holdings import held_on, office_on
from actors.pages.pictures import (
    MEETINGS,
    PLACES,
    career_of,
    diary_of,
    map_of,
    network_of,
    places_of,
    timeline_of,
)
from actors.pages.seen import READ, meetings_of
from actors.pages.series import links_of, members
from newsroom.register.models import Item
from newsroom.register.pages import Beside, ItemPage, Things, document, named_in

SHOWN = 20
OFFICES_SHOWN = 200
# What a row of each kind says of other things.
ROW_NAMES = {
    "office": ("tenures",),
    "statement": ("speaker", "originator", "addressee", "about", "occasion", "article"),
}


# The parameters of lists by which they end before a day.
BEFORE = {
    "article": "published_before",
    "meeting": "to",
    "event": "to",
    "agreement": "to",
}


class ActorPage(DayPage):
    """What the pages of the three kinds of actors share."""

    beside: ClassVar[dict[str, int]] = {
        "article": SHOWN,
        "meeting": SHOWN,
        "event": SHOWN,
        "agreement": SHOWN,
        "statement": SHOWN,
    }
    row_names = ROW_NAMES

    def extra(self) -> dict[str, Any]:
        self.meetings = meetings_of(self.item.uid, self.scope, self.until().get("meeting"))
        self.gatherings = gatherings_of(self.item.uid, self.meetings)
        self.contacts = contacts(self.gatherings)
        return super().extra() | {"met": named(self.gatherings[:MEETINGS], self.contacts[:MOST])}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        found = more(self.item, beside)
        return {
            "more": {kind: there + self.before(kind) for kind, there in found.items()},
            "network": network_of(self.item, self.contacts, things),
            "timeline": timeline_of(self.gatherings[:MEETINGS], things),
            "read": READ if len(self.meetings) == READ else 0,
        }

    def before(self, kind: str) -> str:
        """What narrows a list of this kind to what came before the day after that asked about."""
        if self.day is None or kind not in BEFORE:
            return ""
        return f"&{BEFORE[kind]}={self.day + timedelta(days=1)}"


def more(item: Item, beside: Beside) -> dict[str, str]:
    """The list of all things of a kind that refer to the item, where there may be more."""
    # Filters know events by the name of meetings.
    parameter = "meeting" if item.kind == "event" else item.kind
    return {
        kind: f"{reverse(f'{kind}_list')}?{parameter}={item.uid}"
        for kind, rows in beside.items()
        if kind != "statement" and len(rows) >= SHOWN
    }


class PersonDetailView(ActorPage):
    """A person: offices over time, ranks, meetings, whom they met, words, stories."""

    kind = "person"
    template_name = "actors/person_detail.html"
    day_lists = ("tenures", "ranks", "memberships")

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        career = None if self.day else career_of(document(self.item))
        return super().arrange(beside, things) | {"career": career}


class PartnerPage(ActorPage):
    """A country or an organisation: its offices, and who held them on a day."""

    beside = ActorPage.beside | {"office": OFFICES_SHOWN, "organisation": SHOWN}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        beside["office"].sort(key=lambda item: item.name_key)
        offices = [office_on(item, self.day) for item in beside["office"]] if self.day else []
        # Stories that attest are named only where a day is asked about: there may be hundreds.
        told = [one.sources for office in offices for one in office.held]
        return super().arrange(beside, things) | {
            "things": named_in(told, things.values(), self.scope),
            "offices": offices,
        }


class OrganisationDetailView(PartnerPage):
    """An organisation: its members with dates, offices, meetings, documents, stories."""

    kind = "organisation"
    template_name = "actors/organisation_detail.html"
    day_lists = ("members", "memberships")

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        uid = str(self.item.uid)
        parts = [item for item in beside["organisation"] if document(item)["parent"] == uid]
        return super().arrange(beside, things) | {"parts": parts}


class CountryDetailView(PartnerPage):
    """A country: its offices and who holds them on a day, blocs, meetings, stories."""

    kind = "country"
    template_name = "actors/country_detail.html"
    day_lists = ("memberships",)

    def extra(self) -> dict[str, Any]:
        extra = super().extra()
        self.places = places_of(self.meetings)
        where = [one.place["country"] for one in self.places[:PLACES]]
        return extra | {"where": where}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        uid = str(self.item.uid)
        own = [item for item in beside["organisation"] if document(item)["country"] == uid]
        return super().arrange(beside, things) | {
            "organisations": own,
            "diary": diary_of(self.meetings),
            "map": map_of(self.places, document(self.item)["iso_numeric"]),
        }


class MeetingDetailView(ItemPage):
    """A meeting: its delegations, place, documents, what was said, and what hangs on it."""

    kind = "meeting"
    template_name = "actors/meeting_detail.html"
    beside = {"article": SHOWN, "statement": SHOWN, "meeting": SHOWN, "event": SHOWN}
    row_names = ROW_NAMES

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        links = links_of(self.item, things, [*beside["meeting"], *beside["event"]])
        series = members(self.item, links, self.scope)
        listed = {member.item.uid for member in series}
        return {
            "delegations": delegations(document(self.item), things),
            "links": [link for link in links if link.item.uid not in listed],
            "series": series,
            "map": map_of(places_of([document(self.item)])),
            "more": more(self.item, beside),
        }


class EventDetailView(MeetingDetailView):
    """An event on the occasion of which people meet."""

    kind = "event"


def delegations(doc: dict[str, Any], things: Things) -> list[dict[str, Any]]:
    """Those who took part, by delegation, each with the office they held that day."""
    when = doc["when"] or {}
    known = when.get("earliest") if when.get("earliest") == when.get("latest") else None
    day = date.fromisoformat(known) if known else None
    found: dict[str, dict[str, Any]] = {}
    for one in doc["participants"]:
        person = things.get(one["person"] or "")
        office = things.get(one["office"] or "")
        ours = {
            document(person).get("name") if person else "",
            document(office).get("title") if office else "",
        }
        shown = one | {
            "held": held_on(document(person), day) if person and day and not office else [],
            "printed": one["name_as_written"] if one["name_as_written"] not in ours else "",
        }
        side = found.setdefault(
            one["delegation"] or "", {"uid": one["delegation"], "participants": []}
        )
        side["participants"].append(shown)
    return list(found.values())


class OfficeDetailView(DayPage):
    """An office, with everyone known to have held it."""

    kind = "office"
    day_lists = ("tenures",)
    template_name = "actors/office_detail.html"
    beside = {"meeting": SHOWN}


class AgreementDetailView(ItemPage):
    """A document signed or in force."""

    kind = "agreement"
    template_name = "actors/agreement_detail.html"
