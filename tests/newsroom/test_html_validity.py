"""Every kind of page is valid HTML, in the judgement of the W3C's own checker."""

from collections import Counter

import pytest
from django.urls import Resolver404, resolve

from tests.judges.checker import MISSING, faults, find_checker
from tests.walk.addresses import addresses
from tests.walk.crawl import Answer, Request, walk
from tests.walk.routes import PUBLIC, routes
from tests.walk.worlds import world

pytestmark = pytest.mark.django_db(databases=["default", "public"])

# Pages of one route and status that are judged: they differ by what their things have.
EACH = 12


@pytest.fixture(scope="module")
def checker() -> list[str]:
    return find_checker() or pytest.skip(f"the HTML checker is {MISSING}")


def route_of(request: Request) -> str:
    try:
        return resolve(request.address.partition("?")[0], PUBLIC).view_name
    except Resolver404:
        return ""


def is_page(answer: Answer) -> bool:
    if answer.status in (301, 302) or not answer.body:
        return False
    return dict(answer.headers).get("Content-Type", "").startswith("text/html")


def test_checker_finds_what_is_wrong(checker):
    twice = (
        b'<!doctype html><html lang="fr"><title>Un</title><ul><li id="a"><li id="a"></ul></html>'
    )
    found = faults(checker, {"/deux": twice, "/une": twice.replace(b' id="a"', b"", 1)})

    assert {fault.partition(": ")[0] for fault in found} == {"/deux"}
    assert any("Duplicate ID" in fault for fault in found)


def test_pages_are_valid(checker):
    pages, seen = {}, Counter()
    with world(secrets=False) as plain:
        for request, answer in walk(addresses(plain)):
            sort = (route_of(request), answer.status, request.language)
            if is_page(answer) and seen[sort] < EACH:
                seen[sort] += 1
                pages[f"{request.address} ({request.language})"] = answer.body

    # A meeting may follow several: the same word before each is advised against, not an error.
    found = [fault for fault in faults(checker, pages) if "Duplicate “dt” name" not in fault]
    assert found == []
    judged = {name for name, _status, _language in seen}
    shown = {route.name for route in routes() if not route.is_api and "." not in route.pattern}
    assert {name for name in shown if name.endswith(("_list", "_detail"))} <= judged
