"""The formats in which harvesters get a story: Dublin Core, and all that its page says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from newsroom.citing import author_of
from newsroom.formats.json_ld import JSONLDFormat, as_json, linked, site_of
from newsroom.linked_data.site import exact
from newsroom.register.api.formats import Asked
from newsroom.register.models import Item
from newsroom.register.pages import Things, address, called, document, title

XSI = "http://www.w3.org/2001/XMLSchema-instance"
DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


@dataclass(frozen=True)
class Metadata:
    """A format of metadata: its prefix, where its schema and its namespace are, who writes it."""

    prefix: str
    schema: Callable[[Asked], str]
    namespace: Callable[[Asked], str]
    write: Callable[[Any, Item, Things, Asked], None]
    # Members of the documents without which it cannot be written.
    needs: frozenset[str] = frozenset()


def dublin_core(handler: Any, item: Item, things: Things, asked: Asked) -> None:
    """A story in the fifteen elements of Dublin Core."""
    handler.startElement(
        "oai_dc:dc",
        {
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": DC,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{OAI_DC} {OAI_DC_SCHEMA}",
        },
    )
    for name, values in elements(item, things, asked).items():
        for value in dict.fromkeys(filter(None, values)):
            handler.addQuickElement(f"dc:{name}", value)
    handler.endElement("oai_dc:dc")


def elements(item: Item, things: Things, asked: Asked) -> dict[str, list[str]]:
    """What Dublin Core can say of a story, by element; empty texts say nothing."""
    doc = document(item)
    named = [things.get(one["actor"] or "") for one in doc["mentions"]]
    related = [doc[rel] for rel in ("translation_of", "update_of", "previous", "next")]
    others = [known for uid in related if (known := things.get(uid or ""))]
    section = [called(doc["section"])] if doc["section"] else []
    return {
        "title": [title(item)],
        "creator": [doc["signature"] or author_of(doc)],
        "subject": [
            *section,
            *(called(one) for one in doc["subjects"]),
            *(title(one) for one in named if one),
        ],
        "description": [doc["lead"]],
        "publisher": [site_of(asked, {}).name],
        "date": [doc["published_at"][:10]],
        "type": ["Text"],
        "format": ["text/html"],
        "identifier": [asked.absolute(address(item))],
        "source": [doc["source"]["name"], doc["source"]["url"]],
        "language": [doc["language"]],
        "relation": [asked.absolute(address(one)) for one in others],
        "coverage": [
            called(doc["dateline"]) if doc["dateline"] else "",
            exact(doc["event_date"]) or "",
        ],
        "rights": [doc["source"]["licence"]],
    }


def linked_data(handler: Any, item: Item, things: Things, asked: Asked) -> None:
    """A story in JSON-LD, as its page has it: one element, whose text is JSON."""
    text = as_json(linked([item], site_of(asked, things))).decode()
    handler.addQuickElement("jsonld", text, {"xmlns": namespace(asked)})


def namespace(asked: Asked) -> str:
    """The namespace of our own format, and where its schema is."""
    return asked.absolute(reverse("oai_schema"))


FORMATS = {
    one.prefix: one
    for one in (
        Metadata("oai_dc", lambda _asked: OAI_DC_SCHEMA, lambda _asked: OAI_DC, dublin_core),
        Metadata("newsroom", namespace, namespace, linked_data, JSONLDFormat.needs),
    )
}

# What a record in our own format may be: one element with JSON in it.
SCHEMA = """<?xml version="1.0" encoding="utf-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}">
  <xs:element name="jsonld" type="xs:string">
    <xs:annotation>
      <xs:documentation xml:lang="en">A story in JSON-LD, in words of schema.org.</xs:documentation>
    </xs:annotation>
  </xs:element>
</xs:schema>
"""
