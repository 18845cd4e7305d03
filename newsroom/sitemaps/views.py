"""What search engines are given: the index, its parts, the news, and where these are."""

import uuid
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from newsroom.register.models import Item
from newsroom.register.outlets import Outlet
from newsroom.register.pages import address, title
from newsroom.register.reading import scope_of
from newsroom.register.xml import XMLWriter
from newsroom.sitemaps.parts import Part, parts, things_of
from newsroom.templatetags.page_tags import KINDS

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XML = "application/xml; charset=utf-8"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<%s xmlns="{SPACE}">\n'
# What the news are, and how many of them there may be, in one file.
RECENT, MOST = timedelta(hours=48), 1000
# The parts of a story's document from which its title is made.
TITLE = ("headline", "lead", "body")
NOBODY = uuid.UUID(int=0)


class SitemapIndex(Outlet):
    """All parts, each with the time of its last change."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if refusal := self.refused(request.GET):
            return refusal
        found = parts(scope_of(request))
        known = [[part.kind, part.number, part.changed_at.isoformat()] for part in found]
        return self.answer(known, partial(self.written, found), XML)

    def written(self, found: list[Part]) -> bytes:
        """The index as it is sent."""
        lines = [HEAD % "sitemapindex"]
        for part in found:
            path = reverse("sitemap_part", args=[part.kind, part.number])
            where = self.request.build_absolute_uri(path)
            changed = part.changed_at.isoformat()
            lines.append(f"<sitemap><loc>{where}</loc><lastmod>{changed}</lastmod></sitemap>\n")
        return "".join([*lines, "</sitemapindex>\n"]).encode()


class SitemapPart(Outlet):
    """The addresses of the things of one kind in one range."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if refusal := self.refused(request.GET):
            return refusal
        kind, number = kwargs["kind"], kwargs["number"]
        if kind not in KINDS or number > 10**12:
            raise Http404
        rows = [
            (str(uid), slug, changed.isoformat())
            for uid, slug, changed in things_of(kind, number, scope_of(request))
        ]
        if not rows:
            # What was here has changed since, and is in another part; none without an address.
            raise Http404
        return self.answer(rows, partial(self.written, kind, rows), XML)

    def written(self, kind: str, rows: list[tuple[str, str, str]]) -> bytes:
        """The part as it is sent. Of ten thousand addresses only one is looked up."""
        sample = address(Item(kind=kind, uid=NOBODY, slug="slug"))
        start = self.request.build_absolute_uri(sample.partition(str(NOBODY))[0])
        lines = [HEAD % "urlset"]
        for uid, slug, changed in rows:
            where = f"{start}{uid}/{slug}/"
            lines.append(f"<url><loc>{where}</loc><lastmod>{changed}</lastmod></url>\n")
        return "".join([*lines, "</urlset>\n"]).encode()


class NewsSitemap(Outlet):
    """The stories of the last two days."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if refusal := self.refused(request.GET):
            return refusal
        rows = list(
            Item.objects.visible(scope_of(request))
            .filter(kind="article", sort_at__gte=timezone.now() - RECENT)
            .order_by("-sort_at", "-uid")
            .values("uid", "slug", "language", "etag", "sort_at", *(f"doc__{n}" for n in TITLE))[
                :MOST
            ]
        )
        known = [[str(row["uid"]), row["etag"]] for row in rows]
        return self.answer(known, partial(self.written, rows), XML)

    def written(self, rows: list[dict[str, Any]]) -> bytes:
        """The news as they are sent."""
        written = BytesIO()
        xml = XMLWriter(written, "utf-8", short_empty_elements=True)
        xml.startDocument()
        xml.startElement("urlset", {"xmlns": SPACE, "xmlns:news": NEWS})
        for row in rows:
            doc = {name: row[f"doc__{name}"] for name in TITLE}
            item = Item(kind="article", uid=row["uid"], slug=row["slug"], doc=doc)
            xml.startElement("url", {})
            xml.addQuickElement("loc", self.request.build_absolute_uri(address(item)))
            xml.startElement("news:news", {})
            xml.startElement("news:publication", {})
            xml.addQuickElement("news:name", gettext("The archive"))
            # Of a language and its country only the language counts.
            xml.addQuickElement("news:language", row["language"].partition("-")[0])
            xml.endElement("news:publication")
            xml.addQuickElement("news:publication_date", row["sort_at"].isoformat())
            xml.addQuickElement("news:title", title(item))
            xml.endElement("news:news")
            xml.endElement("url")
        xml.endElement("urlset")
        return written.getvalue()


class Robots(Outlet):
    """What robots may do: everything; pages that are not to be found say so themselves."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        absolute = request.build_absolute_uri
        lines = ["User-agent: *", "Disallow:", ""]
        lines += [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news_sitemap")]
        return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
