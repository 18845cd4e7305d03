"""Everything of the demo archive and of Wikinews, in each format, before the judges of others."""

import json
import re
from typing import Any

import ics
import pytest
from atoma import parse_json_feed_bytes
from django.core.management import call_command
from django.test import Client
from icalendar import Calendar
from lxml import etree

from newsroom.demo import archive
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.judges.follow_the_money import MISSING, faults, find_library
from tests.newsroom import ninjs_schemas
from tests.newsroom.outlets import fetch
from tests.newsroom.search_table import STORIES
from tests.undone import undone

pytestmark = pytest.mark.django_db

VERSIONS = {"ninjs": "3.1", "ninjs1": "1.6"}
MOST = 200
ENTITIES = ("articles", "meetings", "events", "people", "organisations", "countries", "offices")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The whole demo archive, undone at the end."""
    with django_db_blocker.unblock(), undone():
        archive.load()
        yield


@pytest.fixture(scope="module")
def wikinews(django_db_setup, django_db_blocker, shared):
    """Two years of Wikinews, undone at the end."""
    with django_db_blocker.unblock(), undone():
        call_command("import_articles", str(shared / STORIES), "--mapping", "wikinews", "--publish")
        sequence_all()
        yield


@pytest.fixture(scope="module")
def library() -> Any:
    # The one judge that may be missing anywhere: it must be built where there is no wheel.
    return find_library() or pytest.skip(f"the library of FollowTheMoney is {MISSING}")


def pages(plural: str, form: str) -> list[bytes]:
    """All pages of a list, by the addresses in the head of the answers."""
    found, address = [], f"/api/v1/{plural}?format={form}&limit={MOST}"
    while address:
        response = Client().get(address)
        assert response.status_code == 200, response.content
        found.append(response.content)
        following = re.search(r'<([^>]*)>; rel="next"', response.headers.get("Link", ""))
        address = following[1] if following else ""
    return found


def number(plural: str) -> int:
    return Item.objects.visible().filter(kind=plural.removesuffix("s")).count()


def wrong_items(plural: str, form: str) -> dict[str, list[str]]:
    """What is wrong with items of ninjs, by their identifiers; all of them are there."""
    items = [item for page in pages(plural, form) for item in json.loads(page)]
    assert len({item["uri"] for item in items}) == len(items) == number(plural) > 0
    found = {item["uri"]: ninjs_schemas.faults(item, VERSIONS[form]) for item in items}
    return {uri: words for uri, words in found.items() if words}


@pytest.mark.parametrize("form", VERSIONS)
@pytest.mark.parametrize("plural", ["articles", "meetings", "events"])
def test_every_item_of_ninjs_is_valid(demo, plural, form):
    assert wrong_items(plural, form) == {}


@pytest.mark.parametrize("form", VERSIONS)
def test_every_story_of_wikinews_is_valid_ninjs(wikinews, form):
    assert wrong_items("articles", form) == {}
    assert number("articles") > 500


@pytest.mark.parametrize("plural", ENTITIES)
def test_every_entity_is_right_by_the_model_of_followthemoney(library, demo, plural):
    for page in pages(plural, "ftm"):
        assert len(page.splitlines()) > 1
        assert faults(library, page) == []


def test_every_feed_is_valid_atom(demo, atom_schema):
    page = fetch(Client(), f"/api/v1/articles?format=atom&limit={MOST}")

    atom_schema.assertValid(page.tree)
    assert len(page.feed.entries) == min(number("articles"), MOST)


def test_every_json_feed_is_read(demo):
    items = [
        one for page in pages("articles", "jsonfeed") for one in parse_json_feed_bytes(page).items
    ]

    assert len(items) == number("articles")
    assert all(one.content_html and one.date_published for one in items)


@pytest.mark.parametrize("plural", ["articles", "meetings", "events"])
def test_every_calendar_is_read(demo, plural):
    found = [(page, Calendar.from_ical(page).events) for page in pages(plural, "ics")]

    assert any(events for _page, events in found)
    for page, events in found:
        assert not any(one.errors for one in events)
        assert len(ics.Calendar(page.decode()).events) == len(events)


@pytest.fixture(scope="module")
def atom_schema() -> Any:
    return etree.RelaxNG(etree.parse(ninjs_schemas.FOLDER.parent / "atom.rng"))
