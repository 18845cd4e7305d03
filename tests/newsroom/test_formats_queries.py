"""How many queries each format takes: few, and as many for fifty rows as for one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.register.api.formats import formats_of
from newsroom.register.api.keeping import memory
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS
from tests.factories.whole import whole_story
from tests.undone import undone

pytestmark = pytest.mark.django_db

ROWS = (1, 10, 50)
ASKED = [
    (plural, name)
    for plural, view in ITEMS.items()
    for name in ("json", *formats_of(view.projection.kind))
]
OAI = ("verb=ListRecords&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=newsroom")


def queries(address: str, status: int = 200, **headers: str) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address, headers=headers)
    assert response.status_code == status, response.content
    return len(captured), response


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[Any, int]]:
    """How many queries each list and each detail took, with one story, ten and fifty."""
    found: dict[Any, int] = {}
    with django_db_blocker.unblock(), undone():
        made = 0
        for rows in ROWS:
            for number in range(rows - made):
                whole_story(2 if number % 10 == 0 else 1)
            made = rows
            sequence_all()
            memory.forget()  # to find that a list is not as it was takes a query
            for plural, name in ASKED:
                address = f"/api/v1/{plural}?format={name}&limit=50"
                found[plural, name, rows], _response = queries(address)
                kind = ITEMS[plural].projection.kind
                uid = Item.objects.filter(kind=kind, live=True).first().uid
                address = f"/api/v1/{plural}/{uid}?format={name}"
                found[plural, name, rows, "one"], response = queries(address)
                tag = {"if-none-match": response.headers["ETag"]}
                found[plural, name, rows, "304"], _response = queries(address, 304, **tag)
        yield found


@pytest.mark.parametrize(("plural", "name"), ASKED)
def test_a_list_takes_three_queries_at_most_whatever_its_length(counts, plural, name):
    taken = [counts[plural, name, rows] for rows in ROWS]

    assert len(set(taken)) == 1
    assert taken[0] <= (1 if name == "json" else 3)


@pytest.mark.parametrize(("plural", "name"), ASKED)
def test_a_detail_takes_one_query_and_one_for_the_names_in_it(counts, plural, name):
    # The calendar of a story first looks up the meetings.
    names = 0 if name == "json" else 2 if (plural, name) == ("articles", "ics") else 1
    for rows in ROWS:
        assert counts[plural, name, rows, "one"] <= 1 + names
        # Names are part of the answer, so nobody knows that it is the same without them.
        assert counts[plural, name, rows, "304"] <= 1 + names


def test_a_harvest_takes_two_queries_a_page(counts, time_machine):
    # Of the second that is not over nothing is given.
    time_machine.move_to(datetime.now(UTC) + timedelta(seconds=2))
    for question in OAI:
        assert queries(f"/oai?{question}")[0] == 2
    assert queries("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")[0] == 1
    assert queries("/oai?verb=Identify")[0] == 1
