"""Asks for feeds, calendars and sitemaps as programs do, and reads them with code of others."""

import io
from pathlib import Path
from typing import Any

import feedparser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.reader import page_of

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"


class Outlet:
    """What came, and how many queries it took."""

    def __init__(self, response: Any, queries: int) -> None:
        self.response = response
        self.status: int = response.status_code
        self.queries = queries
        self.body: bytes = response.content

    @property
    def tree(self) -> Any:
        return etree.fromstring(self.body)

    @property
    def feed(self) -> Any:
        """The feed as feedparser reads it; it must find nothing wrong."""
        found = feedparser.parse(io.BytesIO(self.body))
        assert not found.bozo, found.bozo_exception
        return found

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.feed.entries]


def fetch(client: Client, path: str, language: str = "en", **headers: str) -> Outlet:
    """The outlet at a path."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"accept-language": language, **headers})
    return Outlet(response, len(queries))


def feed_of(thing: Any) -> str:
    """The address of a thing's feed, without its ending."""
    return page_of(thing).rsplit("/", 2)[0] + "/flux."


def schema(shared: Path, name: str) -> Any:
    """A schema of the shared material."""
    tree = etree.parse(shared / "schemas" / "feeds" / name)
    return etree.RelaxNG(tree) if name.endswith(".rng") else etree.XMLSchema(tree)
