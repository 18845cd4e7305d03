"""What ninjs allows: 3.1 by the IPTC's own schema, 1.6 by a table made after theirs (CC BY 4.0)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource

FOLDER = Path(__file__).parents[1] / "data" / "schemas" / "ninjs"

TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
INSTANT = {"type": "string", "format": "date-time"}
NUMBER = {"type": "number"}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}


def closed(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False} | more


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


CONTACTS = listed(
    closed(
        dict.fromkeys(("type", "role", "lang", "name", "value"), TEXT)
        | {
            "address": closed(
                {"lines": listed(TEXT)}
                | dict.fromkeys(("locality", "area", "postalcode", "country"), TEXT)
            )
        },
        oneOf=[{"required": ["value"]}, {"required": ["address"]}],
    )
)
CODED = {"name": TEXT, "rel": TEXT, "scheme": URI, "code": TEXT}
SYMBOLS = closed({"ticker": TEXT, "exchange": TEXT, "symboltype": URI, "symbol": TEXT})
FILE = closed(
    {"href": URI, "mimetype": TEXT, "title": TEXT, "format": TEXT}
    | dict.fromkeys(("height", "width", "sizeinbytes", "duration"), NUMBER)
)
MEMBERS: dict[str, Any] = {
    "uri": URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component"]},
    "representationtype": {"enum": ["complete", "incomplete"]},
    **dict.fromkeys(("firstcreated", "versioncreated", "contentcreated"), INSTANT),
    **dict.fromkeys(("embargoed", "expires"), INSTANT),
    "pubstatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    **dict.fromkeys(("mimetype", "profile", "version", "copyrightholder"), TEXT),
    **dict.fromkeys(("copyrightnotice", "usageterms", "ednote", "language"), TEXT),
    **dict.fromkeys(("title", "byline", "headline", "slugline", "located"), TEXT),
    "charcount": NUMBER,
    "wordcount": NUMBER,
    "person": listed(closed(CODED | {"contactinfo": CONTACTS})),
    "organisation": listed(closed(CODED | {"symbols": listed(SYMBOLS), "contactinfo": CONTACTS})),
    "place": listed(
        closed(
            CODED | {"contactinfo": CONTACTS},
            patternProperties={"^geometry_[a-zA-Z0-9_]+": {"type": "object"}},
        )
    ),
    "subject": listed(
        closed(CODED | {"creator": TEXT, "relevance": PERCENT, "confidence": PERCENT})
    ),
    "event": listed(closed(CODED)),
    "object": listed(closed(CODED)),
    "infosource": listed(closed(CODED | {"contactinfo": CONTACTS})),
    "renditions": closed({}, patternProperties={"^[a-zA-Z0-9_]+": FILE}),
    "associations": closed({}, patternProperties={"^[a-zA-Z0-9_]+": {"$ref": "#"}}),
    "altids": {"type": "object"},
    "trustindicator": listed(closed({"scheme": URI, "code": TEXT, "title": TEXT, "href": URI})),
    "$standard": closed({"name": TEXT, "version": TEXT, "schema": URI}),
    "genre": listed(closed({"name": TEXT, "scheme": URI, "code": TEXT})),
    "rightsinfo": {
        "type": "object",
        "properties": {"langid": URI, "linkedrights": URI, "encodedrights": TEXT},
        "oneOf": [{"required": ["linkedrights"]}, {"required": ["encodedrights"]}],
    },
    "digitalsourcetype": closed({"name": TEXT, "uri": URI, "literal": TEXT}),
}
WORDS = {f"^{name}_[a-zA-Z0-9_]+": TEXT for name in ("description", "body", "headline")}
NINJS_1 = closed(MEMBERS, patternProperties=WORDS, required=["uri"])
NINJS_1["$schema"] = "http://json-schema.org/draft-07/schema#"


@cache
def validator(version: str) -> Any:
    """A judge of items of this version; it also looks at addresses and instants."""
    checker = jsonschema.FormatChecker()
    if version == "1.6":
        return jsonschema.Draft7Validator(NINJS_1, format_checker=checker)
    schema = json.loads((FOLDER / f"ninjs-schema_{version}.json").read_text())
    geo = Resource.from_contents(json.loads((FOLDER / "GeoJSON-schema.json").read_text()))
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    return jsonschema.Draft202012Validator(schema, registry=registry, format_checker=checker)


def faults(item: Any, version: str) -> list[str]:
    """What the judge finds wrong with an item."""
    return [f"{one.json_path}: {one.message[:200]}" for one in validator(version).iter_errors(item)]
