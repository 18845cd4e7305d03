"""Atom and RSS as Django writes them, and what it leaves out: content, pictures, paging, terms.

Django's view for feeds has no place for what comes before the entries are read here: refusals,
redirects, and the answer to whoever has the feed already. So only its generators are used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

from newsroom.register.xml import XMLWriter

MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True)
class Term:
    """What an entry is about: a code or an id, its name, and the list that it is of."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True)
class Picture:
    """A file of a picture, and what must be said with it."""

    url: str
    media_type: str
    width: int
    height: int
    credit: str
    alt: str
    caption: str


def add_pictures(handler: Any, pictures: Iterable[Picture]) -> None:
    """Media RSS, which unlike an enclosure has room for the credit."""
    for one in pictures:
        size = {"width": str(one.width), "height": str(one.height)}
        handler.startElement(
            "media:content",
            {"url": one.url, "type": one.media_type, "medium": "image", **size},
        )
        handler.addQuickElement("media:title", one.alt, {"type": "plain"})
        if one.caption:
            handler.addQuickElement("media:description", one.caption, {"type": "plain"})
        handler.addQuickElement("media:credit", one.credit)
        handler.endElement("media:content")


class AtomFeed(Atom1Feed):
    """Atom with the whole text, each entry in its own language."""

    def write(self, outfile: Any, encoding: str) -> None:
        handler = XMLWriter(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["began"]

    def root_attributes(self) -> dict[str, str]:
        # Links inside the texts may lead to pages of this site without naming it.
        return super().root_attributes() | {"xmlns:media": MEDIA, "xml:base": self.feed["link"]}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel, href in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": href})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for one in item["terms"]:
            handler.addQuickElement(
                "category", "", {"term": one.term, "label": one.label, "scheme": one.scheme}
            )
        handler.addQuickElement("content", item["content"], {"type": "html"})
        add_pictures(handler, item["pictures"])


class RSSFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text, and the time of a correction, for which it has no word."""

    def write(self, outfile: Any, encoding: str) -> None:
        handler = XMLWriter(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("rss", self.rss_attributes())
        handler.startElement("channel", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        self.endChannelElement(handler)
        handler.endElement("rss")

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["began"]

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": MEDIA,
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel, href in self.feed["pages"].items():
            handler.addQuickElement("atom:link", "", {"rel": rel, "href": href})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for one in item["terms"]:
            handler.addQuickElement("category", one.label, {"domain": one.scheme})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("dc:language", item["language"])
        if item["item_copyright"]:
            handler.addQuickElement("dc:rights", item["item_copyright"])
        handler.addQuickElement("content:encoded", item["content"])
        add_pictures(handler, item["pictures"])
