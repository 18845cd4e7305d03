"""Stories as entries of feeds: Atom with what was taken back, and JSON Feed 1.1."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext

from newsroom.feeds.entries import entry, names_of
from newsroom.feeds.generators import AtomFeed
from newsroom.feeds.views import NAMESPACE, NO_TIME
from newsroom.formats.identity import identifier
from newsroom.formats.json_ld import as_json
from newsroom.instants import rfc3339_seconds
from newsroom.register.api.formats import Asked, Format
from newsroom.register.models import Item
from newsroom.register.pages import document
from newsroom.register.paging import Page

TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# Tombstones in one feed at most, the newest.
MOST = 200
# Columns of which an order is one of time; the tombstone of a thing keeps them.
TIMES = ("sort_at", "sequenced_at")
NEEDS = frozenset({"published_at"})


class _Feed(AtomFeed):
    """Atom that also names the entries which are to be removed (RFC 6721)."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def write_items(self, handler: Any) -> None:
        for one in self.feed["departed"]:
            told = {"ref": one.uid.urn, "when": rfc3339_seconds(one.sequenced_at)}
            handler.startElement("at:deleted-entry", told)
            if reason := (one.notice or {}).get("reason"):
                handler.addQuickElement("at:comment", reason)
            handler.endElement("at:deleted-entry")
        super().write_items(handler)


class AtomFormat(Format):
    """The feed of the pages, of whatever list of stories."""

    name, media_type, charset = "atom", "application/atom+xml", "utf-8"
    needs = NEEDS
    tells_withdrawal = True

    def one(self, item: Item, asked: Asked) -> bytes:
        return self._written([item], asked)

    def many(self, page: Page, asked: Asked) -> bytes:
        return self._written(list(page.rows), asked, departed(page, asked))

    def withdrawn(self, item: Item, asked: Asked) -> bytes | None:
        return self._written([], asked, [item])

    def _written(self, rows: list[Item], asked: Asked, gone: Iterable[Item] = ()) -> bytes:
        archive = gettext("The archive")
        around = {"previous": asked.links.get("prev"), "next": asked.links.get("next")}
        feed = _Feed(
            title=archive,
            link=asked.absolute(reverse("home")),
            description=gettext("The newest stories."),
            language=get_language(),
            author_name=archive,
            feed_url=asked.address,
            feed_guid=uuid.uuid5(NAMESPACE, asked.request.get_full_path()).urn,
            began=NO_TIME,
            pages={rel: address for rel, address in around.items() if address},
            departed=list(gone),
        )
        things = asked.named(rows, names_of(rows))
        for row in rows:
            feed.add_item(**entry(row, things, asked.absolute))
        written = BytesIO()
        feed.write(written, "utf-8")
        return written.getvalue()


class JSONFeedFormat(Format):
    """The same stories in JSON Feed 1.1."""

    name, media_type = "jsonfeed", "application/feed+json"
    needs = NEEDS

    def one(self, item: Item, asked: Asked) -> bytes:
        return self._written([item], asked)

    def many(self, page: Page, asked: Asked) -> bytes:
        return self._written(list(page.rows), asked)

    def schema(self, *, is_list: bool) -> dict[str, Any]:
        return JSON_FEED

    def _written(self, rows: list[Item], asked: Asked) -> bytes:
        things = asked.named(rows, names_of(rows))
        feed = {
            "version": JSON_FEED["properties"]["version"]["const"],
            "title": gettext("The archive"),
            "home_page_url": asked.absolute(reverse("home")),
            "feed_url": asked.address,
            "next_url": asked.links.get("next"),
            "language": get_language(),
            "items": [_item(row, entry(row, things, asked.absolute), asked) for row in rows],
        }
        return as_json({name: value for name, value in feed.items() if value is not None})


JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "externalDocs": {"url": "https://www.jsonfeed.org/version/1.1/"},
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "next_url": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {"id": {"type": "string"}, "content_html": {"type": "string"}},
            },
        },
    },
}


def departed(page: Page, asked: Asked) -> list[Item]:
    """Stories that were taken back from where the page stands in time; one query, or none.

    Whether they answered what was asked the register does not know any more. Who never had one is
    told to remove nothing; who had it must not keep it.
    """
    order = asked.filters.order if asked.filters else None
    if order is None or order.keys[0] not in TIMES:
        return []
    key = order.keys[0]
    times = [getattr(row, key) for row in page.rows]
    older, newer = (page.following, page.preceding)[:: 1 if order.descending else -1]
    limits = Q()
    if times and older:
        limits &= Q(**{f"{key}__gte": min(times)})
    if times and newer:
        limits &= Q(**{f"{key}__lte": max(times)})
    gone = Item.objects.departed(asked.scope).filter(limits, kind="article")
    return list(gone.order_by(f"-{key}", "-uid")[:MOST])


def _item(row: Item, told: dict[str, Any], asked: Asked) -> dict[str, Any]:
    """An item from what feeds tell of a story; only what is known."""
    doc = document(row)
    moments: dict[str, datetime] = {"published": told["pubdate"], "modified": told["updateddate"]}
    pictures = told["pictures"]
    item = {
        "id": identifier(asked, row.kind, row.uid),
        "url": told["link"],
        "title": doc["headline"],
        "summary": doc["lead"],
        "content_html": told["content"],
        "language": told["language"],
        **{f"date_{name}": rfc3339_seconds(moment) for name, moment in moments.items()},
        "authors": [{"name": told["author_name"]}] if told["author_name"] else [],
        "tags": list(dict.fromkeys(term.label for term in told["terms"])),
        "image": pictures[0].url if pictures else "",
        "attachments": [
            {"url": one.url, "mime_type": one.media_type, "title": f"{one.alt} ({one.credit})"}
            for one in pictures
        ],
    }
    return {name: value for name, value in item.items() if value or name == "content_html"}
