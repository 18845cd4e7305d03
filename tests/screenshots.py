"""Takes a picture of every kind of page, narrow and wide, light and dark: make screenshots.

The demo archive is served, and one address is found for each public route: the fullest thing of
its kind, or else the first link to such a page. New routes come in by themselves. The pictures
lie in `.artefacts/screenshots`, one for each page, width and colour scheme.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db.models import TextField
from django.db.models.functions import Cast, Length
from django.urls import Resolver404, resolve

from newsroom.demo import archive
from newsroom.demo.partners import ensure_keys
from newsroom.register.models import Item
from newsroom.register.pages import address
from tests.walk.routes import PUBLIC, Route, routes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOLDER = Path(__file__).resolve().parents[1] / ".artefacts" / "screenshots"
WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
# Taller than any page worth looking at.
TALLEST = 12_000
# What no link leads to.
ASIDE = {
    "search_nothing": "/recherche/?q=xqzzq",
    "refused": "/articles/?persone=x",
    "not_found": "/nulle-part",
}
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"


def test_every_kind_of_page_has_its_pictures(
    browser: Any, live_server: Any, tmp_path: Path
) -> None:
    archive.load()
    # The page of a partner's account opens with a key, which the browser sends when it is asked.
    options = {
        "locale": "fr-FR",
        "http_credentials": {"username": "", "password": ensure_keys(tmp_path)[0].text},
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()

    pages = {**found_by_kind(), **ASIDE}
    pages |= linked(browser, live_server.url, pages, options)
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, **options
            )
            page = context.new_page()
            # The faces come with the first page, and are shown from the next one on.
            page.goto(live_server.url)
            for name, path in pages.items():
                page.goto(live_server.url + path)
                height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                page.screenshot(
                    path=FOLDER / f"{name}-{width}-{scheme}.png",
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": width, "height": height},
                )
            context.close()

    assert {"home", "article_detail", "person_detail", "search"} <= pages.keys()
    assert "partner_account" in pages
    assert len(list(FOLDER.glob("*.png"))) == len(pages) * len(WIDTHS) * len(SCHEMES)


def found_by_kind() -> dict[str, str]:
    """The addresses of all routes but those with unknown parts in their paths, by their names."""
    found = {}
    for route in pages_of_readers():
        if route.is_detail and "uid" in route.parameters:
            size = Length(Cast("doc", TextField()))
            items = Item.objects.filter(kind=route.kind, live=True)
            if fullest := items.order_by(size.desc(), "uid").first():
                found[route.name] = address(fullest)
        elif not route.parameters:
            found[route.name] = route.path()
    return found


def pages_of_readers() -> Iterator[Route]:
    """The public routes that are no part of the API."""
    return (r for r in routes() if not r.is_api and not r.pattern.startswith(("api/", "health/")))


def linked(
    browser: Any, server: str, pages: dict[str, str], options: dict[str, Any]
) -> dict[str, str]:
    """A page of each other route to which those pages link, and one search that finds something.

    Also drops from `pages` what is no page: feeds, files, addresses that only take letters.
    """
    page = browser.new_page(**options)
    found = {"search_found": "/recherche/?q=ministre"}
    waiting = [*pages.items(), *found.items()]
    for name, path in waiting:
        answer = page.request.get(server + path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            pages.pop(name, None)
            found.pop(name, None)
            continue
        page.goto(server + path)
        for link in page.evaluate(LINKS):
            parts = urlsplit(urljoin(server + path, link))
            route = name_of(parts.path) if f"{parts.scheme}://{parts.netloc}" == server else ""
            if route and route not in dict(waiting):
                found[route] = parts.path
                waiting.append((route, parts.path))  # whose links are looked at in their turn
    page.close()
    return found


def name_of(path: str) -> str:
    """The name of the public route that answers at a path."""
    try:
        return resolve(path, PUBLIC).view_name
    except Resolver404:
        return ""
