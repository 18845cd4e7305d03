"""The things of the register in JSON-LD: what their pages tell machines."""

import json
from typing import Any

from django.utils.translation import gettext

from articles.texts import to_plain
from newsroom.linked_data import describe, graph
from newsroom.linked_data.site import Site
from newsroom.register.api.formats import Asked, Format
from newsroom.register.models import Item
from newsroom.register.pages import Things, document
from newsroom.register.paging import Page

GRAPH = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
}


def site_of(asked: Asked, things: Things) -> Site:
    """Where the pages are, and what is known of the things that are named."""
    return Site(asked.absolute("/").rstrip("/"), gettext("The archive"), things)


class JSONLDFormat(Format):
    """Descriptions in the words of schema.org."""

    name, media_type = "jsonld", "application/ld+json"
    needs = frozenset({"published_at"})

    def one(self, item: Item, asked: Asked) -> bytes:
        return self._written([item], asked)

    def many(self, page: Page, asked: Asked) -> bytes:
        return self._written(list(page.rows), asked)

    def schema(self, *, is_list: bool) -> dict[str, Any]:
        return GRAPH

    def _written(self, items: list[Item], asked: Asked) -> bytes:
        return as_json(linked(items, site_of(asked, asked.named(items))))


def linked(items: list[Item], site: Site) -> dict[str, Any]:
    """The things in JSON-LD. A story comes with its text, which its page need not repeat."""
    nodes = []
    for item in items:
        if node := describe(item, site):
            text = to_plain(document(item).get("body") or "") if item.kind == "article" else ""
            nodes.append(node | ({"articleBody": text} if text else {}))
    return graph(nodes)


def as_json(value: Any) -> bytes:
    """JSON as it is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
