"""No public address asks the database more for ten rows than for one, and none asks much."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import PersonFactory
from tests.factories.whole import whole_story
from tests.walk.addresses import values
from tests.walk.canaries import Ids, Words
from tests.walk.crawl import public_side
from tests.walk.routes import Route, routes
from tests.walk.worlds import World

# A story, anything else in full, and a list, whatever is asked of it: a name takes two more.
MOST = {"detail": 4, "list": 3}
BY_NAME = 2
# Counting has a time limit, which is set and undone by statements of its own.
COUNTING = ("count=exact", 5)

pytestmark = pytest.mark.django_db(databases=["default", "public"])

ROUTES = [route for route in routes() if route.name != "v1:nowhere"]


@dataclass
class Measured:
    """How many queries each address of a route takes, and the second time with its ETag."""

    queries: dict[str, int] = field(default_factory=dict)
    unchanged: int | None = None


@pytest.fixture(scope="module")
def measured(
    django_db_setup: None, django_db_blocker: pytest.Item
) -> Iterator[dict[int, dict[Route, Measured]]]:
    """Every route with one row in each list, and with ten; undone at the end."""
    outer = transaction.atomic()
    outer._from_testcase = True  # the sequencer insists on a transaction of its own
    with django_db_blocker.unblock(), outer, public_side():
        # More bearers of one name than a page of results shows: the others' names are looked up.
        PersonFactory.create_batch(25, public=True)
        yield {rows: archive_with(rows) for rows in (1, 10)}
        transaction.set_rollback(True)


def archive_with(rows: int) -> dict[Route, Measured]:
    """Measure all routes, with the things that have most on them."""
    whole_story(rows)
    sequence_all()
    return {route: measure(route) for route in ROUTES}


def measure(route: Route) -> Measured:
    """Ask the route alone, and with one value of each parameter that it knows."""
    found = Measured()
    path = path_of(route)
    response = count(path, found, "")
    if etag := response.headers.get("ETag"):
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(path, headers={"if-none-match": etag}).status_code == 304
        found.unchanged = len(captured)
    for name, accepts in route.fields().items():
        if name in ("cursor", "since"):
            continue
        for number, value in enumerate(asked(name, accepts), 1):
            # Under its number: ids are others in the larger archive.
            label = f"count={value}" if name == "count" else f"{name}, value {number}"
            count(f"{path}?{urlencode({name: value})}", found, label)
    return found


def asked(name: str, accepts: object) -> list[str]:
    """Some values of the parameter: for words and things those that are there."""
    if name == "q":
        return ["coopération", "Awa Diarra", "Bamako OR ministre"]
    things = {kind: [fullest(kind).uid] for kind in ("person", "country", "meeting")}
    world = World(Words(are_canaries=False), Ids(), things, {})
    world.words.next("a code of a section")
    # Nearness is no order without words to be near to.
    refused = ("", "0", "relevance")
    found = [value for value in values(name, accepts, world) if value not in refused]
    found = found[:1] + found[-1:]
    if getattr(accepts, "code", False):
        codes = Item.objects.filter(kind="country").values_list("doc__iso2", flat=True)
        found.append(next(code for code in codes if code))
    return found


def count(address: str, found: Measured, name: str) -> object:
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 301, 302), address
    found.queries[name] = len(captured)
    return response


def path_of(route: Route) -> str:
    """The address of the fullest thing of the route's kind."""
    if not route.parameters:
        return route.path()
    if route.parameters == ("sort",):
        return route.path(sort="not-found")
    item = fullest(route.kind)
    return route.path(uid=item.uid, pk=item.uid, slug=item.slug)


def fullest(kind: str) -> Item:
    return max(Item.objects.filter(kind=kind, live=True), key=lambda item: len(str(item.doc)))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.name} {route.pattern}")
def test_ten_rows_take_as_many_queries_as_one(measured, route):
    one, ten = measured[1][route], measured[10][route]

    assert ten.queries == one.queries
    most = MOST["detail" if route.is_detail else "list"]
    over = {
        name: number
        for name, number in ten.queries.items()
        if number > (COUNTING[1] if name == COUNTING[0] else most + BY_NAME * name.startswith("q,"))
    }
    assert over == {}
    if route.is_api and route.is_detail:
        assert ten.unchanged == 1
