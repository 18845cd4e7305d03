"""Meetings, events and documents signed in schema.org."""

from typing import Any

from actors.choices import Certainty, MeetingLinkKind, MeetingStatus
from newsroom.linked_data.site import TYPES, Node, Site, exact, filled
from newsroom.register.models import Item

STATUSES = {
    MeetingStatus.PLANNED: "https://schema.org/EventScheduled",
    MeetingStatus.HELD: "https://schema.org/EventScheduled",
    MeetingStatus.POSTPONED: "https://schema.org/EventPostponed",
    MeetingStatus.CANCELLED: "https://schema.org/EventCancelled",
}
# To schema.org countries are places: only bodies and people organise and attend.
ATTENDING = ("Person", "Organization")


def event(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A meeting or event: where, when, whether it took place, who is known to have been there."""
    when = doc["when"] or {}
    day = exact(doc["when"])
    sure = [one for one in doc["participants"] if one["certainty"] == Certainty.EXPLICIT]
    people = [one["person"] for one in sure if not one["person_is_inferred"]]
    whole = [one["meeting"] for one in doc["links"] if one["kind"] == MeetingLinkKind.PART_OF]
    places = [site.place(place) for place in [doc["place"], *doc["other_places"]] if place]
    status = STATUSES.get(doc["status"])
    return {
        **site.identify(item, TYPES[item.kind]),
        **filled(
            alternateName=doc["labels"],
            description="\n".join(filter(None, [doc["topic"], doc["outcome"]])),
            startDate=day or _whole_days(when).get("earliest"),
            endDate=day or _whole_days(when).get("latest"),
            eventStatus={"@id": status} if status else None,
            location=places,
            organizer=site.references([doc["host"], doc["inviter"]], *ATTENDING),
            attendee=site.references([*people, *(one["delegation"] for one in sure)], *ATTENDING),
            superEvent=site.references(whole, "Event"),
            workFeatured=site.references([one["id"] for one in doc["agreements"]], "CreativeWork"),
        ),
    }


def agreement(item: Item, doc: dict[str, Any], site: Site) -> Node:
    """A document signed: when, where, between whom."""
    return {
        **site.identify(item, TYPES["agreement"]),
        **filled(
            alternateName=[doc["title_en"]] if doc["title_en"] else [],
            description=doc["subject"],
            dateCreated=exact(doc["signed"]),
            recordedAt=site.refer(doc["meeting"], "Event"),
            mentions=site.references(
                uid for party in doc["parties"] for uid in (party["actor"], party["signatory"])
            ),
            sameAs=doc["text_url"],
        ),
    }


def _whole_days(when: dict[str, Any]) -> dict[str, Any]:
    """The bounds of an interval between two whole days, such as 2025-08-14/2025-08-16."""
    bounds = (when.get("earliest"), when.get("latest"))
    return when if when.get("edtf") == "/".join(map(str, bounds)) else {}
