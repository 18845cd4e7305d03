"""One entity of FollowTheMoney: its schema, and its properties, each with any number of values."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from actors.dates import ends, parse

# From it and what an edge ties the ids of edges are made, so that they stay.
NAMESPACE = uuid.UUID("0d5e1c0a-5f2b-4e0e-8e44-3a0a4a6f7c21")
_LENGTHS = {"time": 10, "day": 10, "month": 7, "year": 4}


@dataclass
class Entity:
    """A thing, or an edge between two."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, *values: Any) -> None:
        """Values of a property: texts and ids; nothing where nothing is known."""
        known = self.properties.setdefault(name, [])
        known += [str(one) for one in values if one and str(one) not in known]
        if not known:
            del self.properties[name]

    def written(self) -> dict[str, Any]:
        """The entity as it is exchanged."""
        return {"id": self.id, "schema": self.schema, "properties": self.properties}


def edge(schema: str, *parts: Any) -> Entity:
    """An entity that has no id of its own: it is what it ties."""
    return Entity(str(uuid.uuid5(NAMESPACE, " ".join(map(str, (schema, *parts))))), schema)


def day(moment: dict[str, Any] | None) -> str:
    """A partial date as exactly as FtM can say it: a year, a month or a day; else empty.

    It has no words for "about": what is not sure to the year is left out.
    """
    if moment is None:
        return ""
    parsed = parse(moment["edtf"])
    length = _LENGTHS.get(parsed.precision)
    if length is None or parsed.earliest is None or parsed.approximate or parsed.uncertain:
        return ""
    return parsed.earliest.isoformat()[:length]


def span(moment: dict[str, Any] | None) -> tuple[str, str]:
    """The first and the last day of a date or an interval, each empty where it is not known."""
    if moment is None:
        return "", ""
    start, end = ends(parse(moment["edtf"]))
    if start is end:
        return day(moment), ""
    return tuple(day({"edtf": one.text}) if one else "" for one in (start, end))  # type: ignore[return-value]
