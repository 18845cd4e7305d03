"""The page of one person, organisation, country, meeting, event, office or agreement."""

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse

from actors.pages.days import DayPage
from actors.pages.holdings import held_on, office_on
from actors.pages.series import links_of, members
from newsroom.register.models import Item, Tie
from newsroom.register.pages import Beside, ItemPage, Things, document, named_in

SHOWN = 20
OFFICES_SHOWN = 200
# What a row of each kind says of other things.
ROW_NAMES = {
    "office": ("tenures",),
    "statement": ("speaker", "originator", "addressee", "about", "occasion", "article"),
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

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        return {"more": more(self.item, beside)}


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

    def extra(self) -> dict[str, Any]:
        uid = self.item.uid
        ties = Tie.objects.visible(self.scope).filter(facets__contains=[uid])
        newest = ties.order_by("-sort_at", "-uid")[:SHOWN]
        return super().extra() | {
            "ties": [
                tie.doc | {"other": str(tie.right if tie.left == uid else tie.left)}
                for tie in newest
            ]
        }


class OrganisationDetailView(ActorPage):
    """An organisation: its members with dates, offices, meetings, documents, stories."""

    kind = "organisation"
    template_name = "actors/organisation_detail.html"
    day_lists = ("members", "memberships")
    beside = ActorPage.beside | {"office": OFFICES_SHOWN, "organisation": SHOWN}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        uid = str(self.item.uid)
        parts = [item for item in beside["organisation"] if document(item)["parent"] == uid]
        return super().arrange(beside, things) | {"parts": parts}


class CountryDetailView(ActorPage):
    """A country: its offices and who holds them on a day, blocs, meetings, stories."""

    kind = "country"
    template_name = "actors/country_detail.html"
    day_lists = ("memberships",)
    beside = ActorPage.beside | {"office": OFFICES_SHOWN, "organisation": SHOWN}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        uid = str(self.item.uid)
        beside["office"].sort(key=lambda item: item.name_key)
        offices = [office_on(item, self.day) for item in beside["office"]] if self.day else []
        # Stories that attest are named only where a day is asked about: there may be hundreds.
        told = [one.sources for office in offices for one in office.held]
        return super().arrange(beside, things) | {
            "things": named_in(told, things.values(), self.scope),
            "offices": offices,
            "organisations": [i for i in beside["organisation"] if document(i)["country"] == uid],
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
