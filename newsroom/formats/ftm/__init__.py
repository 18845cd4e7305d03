"""FollowTheMoney, the model of those who investigate: entities, one a line."""

from newsroom.formats.ftm.entities import entities
from newsroom.formats.json_ld import as_json
from newsroom.register.api.formats import Asked, Format
from newsroom.register.models import Item
from newsroom.register.paging import Page


class FtMFormat(Format):
    """The things, those that they name, and what ties them; each entity once in an answer."""

    name, media_type = "ftm", "application/x-ndjson"
    needs = frozenset({"name", "title"})

    def one(self, item: Item, asked: Asked) -> bytes:
        return self._written([item], asked)

    def many(self, page: Page, asked: Asked) -> bytes:
        return self._written(list(page.rows), asked)

    def _written(self, items: list[Item], asked: Asked) -> bytes:
        found = entities(items, asked.named(items), asked)
        return b"".join(as_json(one.written()) + b"\n" for one in found)
