"""An item of ninjs 3.1 as one of 1.6: other names, other shapes, and no events."""

from datetime import UTC, timedelta
from typing import Any

from newsroom.instants import rfc3339_seconds
from newsroom.register.models import Item

Entry = dict[str, Any]

# Members that differ in nothing but their name.
SAME = {
    "uri": "uri",
    "version": "version",
    "firstCreated": "firstcreated",
    "versionCreated": "versioncreated",
    "contentCreated": "contentcreated",
    "embargoedUntil": "embargoed",
    "pubStatus": "pubstatus",
    "urgency": "urgency",
    "copyrightNotice": "copyrightnotice",
    "usageTerms": "usageterms",
    "edNote": "ednote",
    "language": "language",
    "title": "title",
    "by": "byline",
    "located": "located",
    "standard": "$standard",
}
NAMED = {
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "subjects": "subject",
    "events": "event",
    "objects": "object",
    "infoSources": "infosource",
}
# The programs in use look for whom a story names among its subjects, and nowhere else.
REPEATED = ("people", "organisations", "events")
COMPLETE = {"full": "complete", "partial": "incomplete"}
BODIES = {"text/html": "body_html", "text/plain": "body_text"}
# The picture that stands with a story, as the programs in use call it.
FIRST_PICTURE = "featuremedia"


def first(item: Entry, row: Item) -> Entry:
    """The item; `row` is what the register holds of it."""
    found = {name: item[member] for member, name in SAME.items() if member in item}
    # There is no event in 1.6, so a meeting is a text that tells of one.
    found["type"] = "text" if item["type"] == "event" else item["type"]
    found |= completeness(item)
    found["versioncreated"] = version_created(row)
    found["altids"] = {one["role"]: one["value"] for one in item["altIds"]}
    found |= words(item)
    for member, name in NAMED.items():
        if entries := [coded(one) for one in item.get(member, ())]:
            found[name] = entries
    repeated = [plain(one) for member in REPEATED for one in item.get(member, ())]
    if item["type"] == "event":
        repeated.append(plain({"name": item.get("title", ""), "uri": item["uri"]}))
    if repeated:
        found["subject"] = [*found.get("subject", ()), *repeated]
    pictures = [one for one in item.get("associations", ()) if one["rel"] == "picture"]
    if pictures:
        found["associations"] = {
            FIRST_PICTURE if at == 0 else one["name"]: picture(one)
            for at, one in enumerate(pictures)
        }
    return found | rights(item)


def version_created(row: Item) -> str:
    """When the version was made: a second later with each of them, however close they are.

    Receivers compare this, in whole seconds, and never look at the version. What the register
    has numbered twice in a second would be one and the same to them.
    """
    moment = row.sequenced_at.astimezone(UTC).replace(microsecond=0)
    return rfc3339_seconds(moment + timedelta(seconds=row.version - 1))


def completeness(item: Entry) -> Entry:
    told = item.get("representationType")
    return {"representationtype": COMPLETE[told]} if told else {}


def words(item: Entry) -> Entry:
    """Headline, description and text."""
    found: Entry = {}
    for one in item.get("headlines", ())[:1]:
        found["headline"] = one["value"]
    for one in item.get("descriptions", ())[:1]:
        found["description_text"] = one["value"]
    for one in item.get("bodies", ()):
        found[BODIES[one["contentType"]]] = one["value"]
        found |= {"charcount": one["charCount"], "wordcount": one["wordCount"]}
    if item["type"] == "event" and "description_text" in found:
        found["body_text"] = found["description_text"]
    return found


def coded(entry: Entry) -> Entry:
    """An entry with its identifier in two parts, as 1.x has it."""
    found = plain(entry)
    if contacts := entry.get("contactInfo"):
        found["contactinfo"] = contacts
    if where := entry.get("geoJSON"):
        found["geometry_geojson"] = where
    return found


def plain(entry: Entry) -> Entry:
    """Name, relation, and the scheme and the code that stand for an identifier."""
    found = {name: entry[name] for name in ("name", "rel") if name in entry}
    if uri := entry.get("uri"):
        scheme, sign, code = uri.rstrip("/").rpartition(":" if uri.startswith("urn:") else "/")
        return found | {"scheme": scheme + (sign if sign == "/" else ""), "code": code}
    return found | ({"code": entry["literal"]} if entry.get("literal") else {})


def picture(one: Entry) -> Entry:
    """A picture: its files by their names."""
    found = {name: one[member] for member, name in SAME.items() if member in one}
    found |= {"type": "picture"} | rights(one)
    for told in one.get("headlines", ())[:1]:
        found["description_caption"] = told["value"]
    for told in one.get("descriptions", ())[:1]:
        found["description_text"] = told["value"]
        found["headline"] = told["value"]
    files = {
        file["name"]: {
            "href": file["href"],
            "mimetype": file["contentType"],
            "width": file["width"],
            "height": file["height"],
        }
        for file in one["renditions"]
    }
    return found | {"renditions": files}


def rights(item: Entry) -> Entry:
    """Where the terms of use stand."""
    linked = item.get("rightsInfo", {}).get("linkedRights")
    return {"rightsinfo": {"linkedrights": linked}} if linked else {}
