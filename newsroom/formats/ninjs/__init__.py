"""ninjs, the IPTC's JSON for news: 3.1, and 1.6, which the programs in use read."""

from typing import Any

from newsroom.formats.json_ld import as_json
from newsroom.formats.ninjs.first import first
from newsroom.formats.ninjs.items import MAKERS, withdrawn
from newsroom.register.api.formats import Asked, Format
from newsroom.register.models import Item
from newsroom.register.paging import Page

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_{}.json"
# The IPTC has registered no media type. A type of the tree for those that are not registered
# (RFC 6838, 3.4) claims nothing; its suffix says that any reader of JSON can read it, and its
# profile (RFC 6906) is the schema, by which the versions are told apart.
MEDIA_TYPE = 'application/x.ninjs+json; profile="{}"'


class NinjsFormat(Format):
    """Items of ninjs 3.1; of a list, an array of them."""

    name, version = "ninjs", "3.1"
    media_type = MEDIA_TYPE.format(SCHEMA.format(version))
    tells_embargo = tells_withdrawal = True
    # Without it nobody would know that there is an embargo.
    needs = frozenset({"embargoed_until"})

    def one(self, item: Item, asked: Asked) -> bytes:
        return as_json(self.items([item], asked)[0])

    def many(self, page: Page, asked: Asked) -> bytes:
        return as_json(self.items(list(page.rows), asked))

    def withdrawn(self, item: Item, asked: Asked) -> bytes | None:
        return as_json(self.versioned(withdrawn(item, asked), item))

    def items(self, rows: list[Item], asked: Asked) -> list[dict[str, Any]]:
        """The things, each as an item; one query for what they name."""
        things = asked.named(rows)
        return [self.versioned(MAKERS[row.kind](row, things, asked), row) for row in rows]

    def versioned(self, item: dict[str, Any], row: Item) -> dict[str, Any]:
        """The item as this version of ninjs has it."""
        standard = {"name": "ninjs", "version": self.version, "schema": SCHEMA.format(self.version)}
        return {"uri": item["uri"], "standard": standard} | item

    def schema(self, *, is_list: bool) -> dict[str, Any]:
        one = {
            "type": "object",
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "format": "uri"}},
            "additionalProperties": True,
            "externalDocs": {"url": SCHEMA.format(self.version)},
        }
        return {"type": "array", "items": one} if is_list else one


class Ninjs1Format(NinjsFormat):
    """The same in ninjs 1.6."""

    name, version = "ninjs1", "1.6"
    media_type = MEDIA_TYPE.format(SCHEMA.format(version))

    def versioned(self, item: dict[str, Any], row: Item) -> dict[str, Any]:
        return first(super().versioned(item, row), row)
