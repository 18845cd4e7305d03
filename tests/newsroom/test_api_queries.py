"""How many queries the API makes: few, and as many for ten rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.register.models import Item, Tie
from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS
from tests.factories.whole import whole_story

pytestmark = pytest.mark.django_db

LISTS = (*ITEMS, "encounters", "changes")
NAMED = ("people", "organisations", "countries")  # are also looked up by names near to `q`
IN_ONE = "expand=people,meetings,organisations,countries,offices"


def queries(client, address):
    """How many queries the answer takes, and its rows."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, response.content
    return len(captured), response.json().get("data")


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 1),
        (IN_ONE, 2),
        ("country={iso2}", 2),
        ("q={word}", 2),
        ("q={word}&country={iso2}", 3),
        (f"q={{word}}&{IN_ONE}", 3),
    ],
)
@pytest.mark.parametrize("plural", LISTS)
def test_a_list_takes_as_many_queries_for_ten_rows_as_for_one(client, plural, query, most):
    whole_story(1)
    sequence_all()
    iso2 = Item.objects.filter(kind="country").first().doc["iso2"]
    query = query.format(word="coopération", iso2=iso2)
    address = f"/api/v1/{plural}?{query}"
    if client.get(address).status_code == 400:
        pytest.skip("this list has no such parameter")

    few, _rows = queries(client, address)
    whole_story(10)
    sequence_all()
    many, _rows = queries(client, address)

    by_name = 2 if plural in NAMED and "q=" in query else 0
    assert few == many
    assert many <= (2 if plural == "changes" else most + by_name)


@pytest.mark.parametrize("plural", [name for name in LISTS if name != "changes"])
def test_the_lists_that_are_counted_have_ten_rows(client, plural):
    whole_story(10)
    sequence_all()

    _number, rows = queries(client, f"/api/v1/{plural}")

    least = {"articles": 1, "events": 1}.get(plural, 10)
    assert len(rows) >= least


@pytest.mark.parametrize("plural", ITEMS)
@pytest.mark.parametrize("rows", [1, 10])
def test_a_detail_takes_one_query_and_one_more_when_expanded(client, plural, rows):
    whole_story(rows)
    sequence_all()
    kind = ITEMS[plural].projection.kind
    address = f"/api/v1/{plural}/{Item.objects.filter(kind=kind).first().uid}"

    assert queries(client, address)[0] == 1
    # A thing that refers to nothing needs no second look.
    assert queries(client, f"{address}?{IN_ONE}")[0] <= 2
    etag = client.get(address).headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    assert len(captured) == 1


def test_there_is_somebody_who_met_somebody():
    whole_story(10)
    sequence_all()

    assert Tie.objects.count() == 10
