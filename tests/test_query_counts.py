"""No public address asks the database more for ten rows than for one, and none asks much."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.register.api.keeping import memory
from newsroom.register.models import Item, ItemDate, Reference, Tie
from newsroom.register.sequencer import sequence_all
from newsroom.sitemaps.parts import SIZE
from tests.dumps.reading import inside_a_transaction, made
from tests.factories import AlertFactory, PersonFactory
from tests.factories.whole import whole_story
from tests.undone import undone
from tests.walk.addresses import signed, values
from tests.walk.canaries import Ids, Words
from tests.walk.crawl import public_side
from tests.walk.routes import Route, routes
from tests.walk.worlds import World

# A story, anything else in full, and a list, whatever is asked of it: a name takes two more.
MOST = {"detail": 4, "list": 3}
# A story also asks for those beside it, and for what it said before. The calendar also asks for
# what is being withdrawn, for the times around it, and for what is known to the month alone; two
# actors for what each of them says; a country or a body for those met most, and on a day for the
# stories that say who held its offices.
MOST_OF = {"article": 6, "archive": 6, "pair": 5, "country": 5, "organisation": 5, "results": 4}
BY_NAME = 2
# Counting has a time limit, which is set and undone by statements of its own.
COUNTING = ("count=exact", 5)

pytestmark = pytest.mark.django_db(databases=["default", "public"])

# What needs a key is measured with one, in tests/delivery.
KEYED = "v1:webhook"
ROUTES = [r for r in routes() if r.name != "v1:nowhere" and not r.name.startswith(KEYED)]


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
    with django_db_blocker.unblock(), undone(), public_side():
        # More bearers of one name than a page of results shows: the others' names are looked up.
        PersonFactory.create_batch(25, public=True)
        yield {rows: archive_with(rows) for rows in (1, 10)}


def archive_with(rows: int) -> dict[Route, Measured]:
    """Measure all routes, with the things that have most on them."""
    memory.forget()  # to find that a list is not as it was takes a query
    whole_story(rows)
    sequence_all()
    with inside_a_transaction():
        for _ in range(rows):
            made()
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
        if name in ("cursor", "since", "labels"):
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
        found.append(met_most()[0].doc["iso2"])
    return found


def met_most() -> tuple[Item, Item]:
    """Two countries with a code that met, those that met most: of others a page may be empty.

    The first is the one of which stories and statements tell more: so are their lists.
    """
    items = Item.objects.filter(kind="country", live=True).exclude(doc__iso2="").in_bulk()
    pairs = Counter(
        tuple(sorted(uid for uid in tie.facets if uid in items)) for tie in Tie.objects.all()
    )

    def told(uid: UUID) -> int:
        rows = Reference.objects.filter(target=uid)
        return min(rows.filter(kind=kind).count() for kind in ("article", "statement"))

    together = {uids: times for uids, times in pairs.items() if len(uids) == 2}
    pair = max(together, key=lambda uids: (together[uids], max(map(told, uids))))
    first, last = sorted(pair, key=told, reverse=True)
    return items[first], items[last]


def count(address: str, found: Measured, name: str) -> object:
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    # What needs a key is asked with one elsewhere; here it costs what a refusal costs.
    assert response.status_code in (200, 301, 302, 303, 401), address
    found.queries[name] = len(captured)
    return response


def path_of(route: Route) -> str:
    """The address of the fullest thing of the route's kind."""
    if not route.parameters:
        return route.path()
    if route.name == "sitemap_part":
        return route.path(kind="article", number=fullest("article").seq // SIZE)
    if route.parameters == ("sort",):
        return route.path(sort="not-found")
    if route.name == "identity":
        return route.path(kind="article", uid=fullest("article").uid)
    if route.name == "v1:dump-manifest":
        return route.path(name="latest")
    if route.name == "v1:dump-file":
        return next(signed())
    if route.name == "v1:article-image":
        asked = route.path(uid=fullest("article").uid, name="x").rpartition("/")[0]
        return Client().get(asked).json()["data"][0]["renditions"][0]["url"]
    if route.parameters == ("key",):
        return route.path(key=AlertFactory().key)
    if route.name == "image_file":
        story = fullest("article")
        return story.doc["images"][0]["renditions"][0]["url"]
    if route.name == "section":
        return route.path(code=fullest("article").section)
    if route.name == "pair":
        one, other = sorted(met_most(), key=attrgetter("uid"))
        return route.path(one=one.uid, other=other.uid)
    if route.parameters[:1] == ("year",):
        basis = "happened" if "facts" in route.name else "published"
        start = ItemDate.objects.filter(basis=basis, unit="day").latest("start").start
        year, month, day = start.isoformat().split("-")
        return route.path(year=year, month=month, day=day)
    item = fullest(route.kind or "article")
    return route.path(uid=item.uid, pk=item.uid, slug=item.slug)


def fullest(kind: str) -> Item:
    return max(Item.objects.filter(kind=kind, live=True), key=lambda item: len(str(item.doc)))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.name} {route.pattern}")
def test_ten_rows_take_as_many_queries_as_one(measured, route):
    one, ten = measured[1][route], measured[10][route]

    assert ten.queries == one.queries
    most = MOST["detail" if route.is_of_thing else "list"]
    if route.is_detail or not route.is_list:
        most = MOST_OF.get(route.name.partition("_")[0], most)
    over = {
        name: number
        for name, number in ten.queries.items()
        if number > (COUNTING[1] if name == COUNTING[0] else most + BY_NAME * name.startswith("q,"))
    }
    assert over == {}
    if route.is_api and route.is_detail:
        assert ten.unchanged == 1
