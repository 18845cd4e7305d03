"""Reads stories from ninjs, the JSON of the IPTC (versions 1 to 3), as rows in our fields."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now
from django.utils.translation import gettext as _

from actors.importers.jsonl import Line
from articles.importers.readers import json_array

# Members of which it is enough that one is there: what tells ninjs from our own format.
_TELLING = ("headlines", "bodies", "body_html", "body_xhtml", "body_text", "versioncreated")


def is_ninjs(row: dict[str, Any]) -> bool:
    """Whether the object is an item of ninjs."""
    return "uri" in row and "id" not in row and any(name in row for name in _TELLING)


def read(file: BinaryIO) -> Iterator[Line]:
    """The items of a list, or the only one."""
    for line in json_array.read(file):
        yield converted(line)


def read_either(file: BinaryIO) -> Iterator[Line]:
    """The objects of a JSON file, of which those of ninjs are told by their members."""
    for line in json_array.read(file):
        yield converted(line) if line.row and is_ninjs(line.row) else line


def converted(line: Line) -> Line:
    """The item as a story in our fields, or with the reason why it is none."""
    if line.row is None:
        return line
    try:
        return replace(line, row=story(line.row))
    except ValueError as error:
        return replace(line, row=None, error=str(error))


def story(item: dict[str, Any]) -> dict[str, Any]:
    """An item in our fields. ValueError if it may not be used, or is no text.

    Members for which there is no field of ours are left out, as the standard lets readers do.
    """
    if (kind := item.get("type", "text")) not in ("text", "composite"):
        raise ValueError(_("An item of the type “%s” is no story.") % kind)
    if (status := item.get("pubstatus", "usable")) != "usable":
        raise ValueError(_("The item is marked as “%s”.") % status)
    if _is_ahead(item.get("embargoed")):
        raise ValueError(_("The item is under embargo."))
    row = {
        "id": item.get("uri"),
        "headline": _said(item, "headline", "headlines"),
        "lead": _said(item, "description_text", "descriptions"),
        "language": item.get("language"),
        "published_at": item.get("firstpublished") or item.get("versioncreated"),
        "signature": item.get("byline"),
        "urgency": item.get("urgency"),
        "source": {
            "name": _provider(item),
            "url": item.get("uri") if str(item.get("uri")).startswith("http") else None,
            "licence": item.get("usageterms") or item.get("copyrightnotice"),
        },
        **_body(item),
    }
    row["source"] = {name: value for name, value in row["source"].items() if value}
    return {name: value for name, value in row.items() if value not in (None, "", {})}


def _said(item: dict[str, Any], single: str, several: str) -> Any:
    """A text of version 1, or the first of the list in which versions 2 and 3 have it."""
    if item.get(single):
        return item[single]
    values = [one.get("value") for one in item.get(several) or () if isinstance(one, dict)]
    return next((value for value in values if value), None)


def _body(item: dict[str, Any]) -> dict[str, Any]:
    for name in ("body_html", "body_xhtml"):
        if item.get(name):
            return {"body": item[name]}
    bodies = [one for one in item.get("bodies") or () if isinstance(one, dict)]
    for one in bodies:
        if "html" in str(one.get("contenttype", "")):
            return {"body": one.get("value")}
    return {"text": item.get("body_text") or next((one.get("value") for one in bodies), None)}


def _provider(item: dict[str, Any]) -> Any:
    """Who sent it: infosources in versions 2 and 3, else its copyright holder."""
    for one in item.get("infosources") or item.get("infosource") or ():
        if isinstance(one, dict) and one.get("name"):
            return one["name"]
    return item.get("copyrightholder")


def _is_ahead(moment: Any) -> bool:
    try:
        until = parse_datetime(moment) if isinstance(moment, str) else None
    except ValueError:
        return True  # an embargo that cannot be read is one
    if until is None:
        return bool(moment)
    return until > now() if is_aware(until) else until > now().replace(tzinfo=None)
