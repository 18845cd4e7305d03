"""Shapes that answers have in common, as the description of the API gives them."""

from typing import Any

Schema = dict[str, Any]

URL: Schema = {"type": "string", "format": "uri"}
INSTANT: Schema = {"type": "string", "format": "date-time"}
INSTANT_OR_NULL: Schema = {"type": ["string", "null"], "format": "date-time"}

EXPIRES: Schema = {
    "type": "integer",
    "description": "Seconds for which the addresses of the files are valid at least.",
}


def whole(members: Schema) -> Schema:
    """An object that always has all of these members."""
    return {"type": "object", "required": list(members), "properties": members}


def list_of(rows: Schema, extra: Schema | None = None) -> Schema:
    """An answer with rows, and the addresses of the answers around it."""
    link = URL | {"type": ["string", "null"]}
    return {
        "type": "object",
        "required": ["data", "links"],
        "properties": {
            "data": {"type": "array", "items": rows},
            "links": {
                "type": "object",
                "required": ["self", "next"],
                "properties": {"self": URL, "next": link, "prev": link},
            },
            **(extra or {}),
        },
    }
