"""Stories and meetings as items of ninjs 3.1, made of their documents alone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, override

from actors.choices import Certainty, MeetingStatus
from actors.dates import ends, parse
from articles.texts import to_plain
from newsroom.calendars.events import delegations
from newsroom.citing import author_of
from newsroom.formats.identity import identifier
from newsroom.formats.ninjs.naming import Entry, Names, filled, lines, web
from newsroom.instants import rfc3339_seconds
from newsroom.linked_data.site import exact
from newsroom.local_days import day_of
from newsroom.register.api.formats import Asked
from newsroom.register.models import Item
from newsroom.register.pages import Things, called, document, title

TYPES = {"article": "text", "meeting": "event", "event": "event"}
MEDIA_TOPIC, MEDIA_TOPICS = "medtop:", "http://cv.iptc.org/newscodes/mediatopic/"
# Of the IPTC's codes for whether an event takes place. A meeting that is postponed is not on that
# day any more; the one held in its place is another.
_OCCURS = "http://cv.iptc.org/newscodes/eventoccurstatus/"
OCCURRENCE = {
    MeetingStatus.PLANNED: f"{_OCCURS}eos1",
    MeetingStatus.HELD: f"{_OCCURS}eos5",
    MeetingStatus.POSTPONED: f"{_OCCURS}eos6",
    MeetingStatus.CANCELLED: f"{_OCCURS}eos6",
}


def story(item: Item, things: Things, asked: Asked) -> Entry:
    """A story, in its own language as far as the record has names in it."""
    doc = document(item)
    with override(language_of(item)):
        licence = doc["source"]["licence"]
        return head(item, asked) | filled(
            language=doc["language"],
            urgency=doc["urgency"],
            title=title(item),
            by=doc["signature"] or author_of(doc),
            located=called(doc["dateline"]) if doc["dateline"] else "",
            contentCreated=moment(doc["published_at"]),
            embargoedUntil=moment(doc.get("embargoed_until")),
            edNote=lines(corrected(one) for one in doc["corrections"]),
            usageTerms=licence,
            rightsInfo=filled(linkedRights=web(licence)),
            headlines=[{"role": "main", "value": doc["headline"]}] if doc["headline"] else [],
            descriptions=[{"role": "lead", "value": doc["lead"]}] if doc["lead"] else [],
            bodies=bodies(doc["body"]),
            representationType="full" if doc["body"] or doc["lead"] else "partial",
            subjects=subjects(doc),
            infoSources=[
                filled(name=doc["source"]["name"], uri=web(doc["source"]["url"])),
            ]
            if doc["source"]["name"] or web(doc["source"]["url"])
            else [],
            associations=[*pictures(doc, asked), *others(doc, things, asked)],
            **story_names(doc, things, asked).members,
        )


def meeting(item: Item, things: Things, asked: Asked) -> Entry:
    """A meeting or event, with who was there in what office."""
    doc = document(item)
    with override(language_of(item)):
        status = MeetingStatus(doc["status"])
        host = things.get(doc["host"] or "")
        details = filled(
            eventStatus=OCCURRENCE[status],
            dates=dates(doc["when"]),
            organiser=host and {"name": title(host), "uri": identifier(asked, host.kind, host.uid)},
        )
        told = lines([*delegations(doc, things), doc["topic"], doc["outcome"]])
        is_plain = status in (MeetingStatus.PLANNED, MeetingStatus.HELD)
        return head(item, asked) | filled(
            representationType="full",
            language=language_of(item),
            title=title(item),
            located=called(doc["place"]) if doc["place"] else "",
            edNote="" if is_plain else str(status.label),
            headlines=[{"role": "main", "value": title(item)}],
            descriptions=[{"role": "summary", "value": told}] if told else [],
            eventDetails=details,
            **meeting_names(doc, things, asked).members,
        )


MAKERS: dict[str, Callable[[Item, Things, Asked], Entry]] = {
    "article": story,
    "meeting": meeting,
    "event": meeting,
}


def withdrawn(item: Item, asked: Asked) -> Entry:
    """What is left of an item that was taken back: that it was, and why."""
    reason = (item.notice or {}).get("reason", "")
    told = {"representationType": "partial", "pubStatus": "canceled"}
    return head(item, asked) | told | filled(edNote=reason)


def head(item: Item, asked: Asked) -> Entry:
    """What every item begins with. Each version of a thing has a higher number than the last."""
    return {
        "uri": identifier(asked, item.kind, item.uid),
        "type": TYPES[item.kind],
        "pubStatus": "usable",
        "version": str(item.version),
        "firstCreated": rfc3339_seconds(item.first_at),
        "versionCreated": rfc3339_seconds(item.sequenced_at),
        "altIds": [{"role": "urn", "value": item.uid.urn}],
    }


def language_of(item: Item) -> str:
    """The language in which an item names things: its own, if there are names in it."""
    language = item.language or document(item).get("language") or "fr"
    return "en" if language.startswith("en") else "fr"


def moment(text: str | None) -> str:
    """An instant of a document, in whole seconds of UTC; empty without one."""
    return rfc3339_seconds(datetime.fromisoformat(text)) if text else ""


def corrected(correction: Entry) -> str:
    """Such as: Correction (2025-08-15): …"""
    return f"{gettext('Correction')} ({correction['made_at'][:10]}): {correction['note']}"


def bodies(html: str) -> list[Entry]:
    """The text as it is shown, and its words alone."""
    plain = to_plain(html)
    if not plain:
        return []
    counted = {"charCount": len(plain), "wordCount": len(plain.split())}
    return [
        {"role": "main", "contentType": "text/html"} | counted | {"value": html},
        {"role": "plain", "contentType": "text/plain"} | counted | {"value": plain},
    ]


def subjects(doc: Entry) -> list[Entry]:
    """What a story is filed under: the IPTC's topics under the IPTC's own addresses."""
    found = []
    for one in doc["subjects"]:
        code = one["code"]
        is_topic = code.startswith(MEDIA_TOPIC)
        uri = f"{MEDIA_TOPICS}{code.removeprefix(MEDIA_TOPIC)}" if is_topic else ""
        found.append(filled(name=called(one), rel="subject", uri=uri, literal=code))
    if section := doc["section"]:
        found.append({"name": called(section), "rel": "section", "literal": section["code"]})
    return found


def story_names(doc: Entry, things: Things, asked: Asked) -> Names:
    """Whom and what a story names; people with their office on the day of what happened."""
    day = exact(doc["event_date"])
    out = doc["published_at"] or doc.get("embargoed_until")
    on = date.fromisoformat(day) if day else day_of(out) if out else None
    names = Names(things, asked, on)
    for one in doc["mentions"]:
        names.add(one["actor"], one["role"])
        names.place(one["place"], one["role"])
    names.place(doc["dateline"], "dateline")
    for one in doc["meetings"]:
        names.add(one["meeting"], one["role"])
        if known := things.get(one["meeting"] or ""):
            add_agreements(names, document(known), asked)
    return names


def meeting_names(doc: Entry, things: Things, asked: Asked) -> Names:
    """Who is known to have been at a meeting, where, and what it has to do with others."""
    day = exact(doc["when"])
    names = Names(things, asked, date.fromisoformat(day) if day else None)
    for one in doc["participants"]:
        is_sure = one["certainty"] == Certainty.EXPLICIT
        if is_sure and not one["person_is_inferred"]:
            names.add(one["person"], one["capacity"] or "participant", one["office"])
        if is_sure:
            names.add(one["delegation"], "delegation")
    for rel in ("host", "inviter"):
        names.add(doc[rel], rel)
    for place in (doc["place"], *doc["other_places"]):
        names.place(place, "location")
    for one in doc["links"]:
        names.add(one["meeting"], one["kind"])
    add_agreements(names, doc, asked)
    return names


def add_agreements(names: Names, meeting_: Entry, asked: Asked) -> None:
    """The documents that came out of a meeting."""
    for one in meeting_.get("agreements", ()):
        uri = identifier(asked, "agreement", one["id"])
        entry = filled(name=called(one), rel="agreement", uri=uri)
        names.found.setdefault("objects", {}).setdefault(uri, entry)


def dates(when: Entry | None) -> Entry | None:
    """When it is: an instant where the hour and its zone are known, else as far as the date goes.

    A season, a decade or an unknown year is no date of ninjs; of one with doubts the bounds are
    what can be said.
    """
    if when is None:
        return None
    parsed = parse(when["edtf"])
    start, end = ends(parsed) if parsed.precision == "interval" else (parsed, None)
    found: Entry = {}
    for name, moment in (("Start", start), ("End", end)):
        if moment is None:
            continue
        if moment.precision == "time" and (at := datetime.fromisoformat(moment.text)).tzinfo:
            found[f"{name.lower()}Date"] = rfc3339_seconds(at)
        elif text := truncated(moment):
            found[f"expected{name}Date"] = text
    return found or None


def truncated(moment: Any) -> str:
    """A year, month or day; empty where the date is none of these."""
    length = {"day": 10, "time": 10, "month": 7, "year": 4}.get(moment.precision)
    if length is None or moment.earliest is None or moment.earliest.year < 1000:
        return ""
    return moment.earliest.isoformat()[:length]


def pictures(doc: Entry, asked: Asked) -> list[Entry]:
    """The pictures with their rights: who shows one must show its credit."""
    return [
        {"name": f"picture_{at}", "rel": "picture", "uri": f"urn:uuid:{image['id']}"}
        | {"type": "picture", "pubStatus": "usable"}
        | filled(
            by=image["credit"],
            copyrightNotice=image["credit"],
            usageTerms=image["licence"],
            rightsInfo=filled(linkedRights=web(image["licence"])),
            located=image["place"],
            headlines=[{"role": "caption", "value": image["caption"]}] if image["caption"] else [],
            descriptions=[{"role": "alternative", "value": image["alt"]}] if image["alt"] else [],
            renditions=[
                {
                    "name": f"{one['shape']}_{one['width']}_{one['media_type'].rpartition('/')[2]}",
                    "href": asked.absolute(one["url"]),
                    "contentType": one["media_type"],
                    "width": one["width"],
                    "height": one["height"],
                }
                for one in image["renditions"]
            ],
        )
        for at, image in enumerate(doc["images"], 1)
    ]


def others(doc: Entry, things: Things, asked: Asked) -> list[Entry]:
    """The stories that this one translates, carries on, or comes after or before."""
    found = []
    for rel in ("translation_of", "update_of", "previous", "next"):
        if other := things.get(doc[rel] or ""):
            uri = identifier(asked, other.kind, other.uid)
            found.append(
                {"name": rel, "rel": rel, "uri": uri, "type": "text"}
                | {"representationType": "partial", "language": other.language}
                | filled(title=title(other))
            )
    return found
