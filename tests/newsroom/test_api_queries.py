"""How many queries the API makes: few, and as many for ten rows as for one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.register.models import Item, Tie
from newsroom.register.sequencer import sequence_all
from newsroom.urls.api import ITEMS
from tests.factories.whole import whole_story
from tests.undone import undone

pytestmark = pytest.mark.django_db

LISTS = (*ITEMS, "encounters", "changes")
NAMED = ("people", "organisations", "countries")  # are also looked up by names near to `q`
IN_ONE = "expand=people,meetings,organisations,countries,offices"


ASKED = {
    "": 1,
    IN_ONE: 2,
    "country={iso2}": 2,
    "q={word}": 2,
    "q={word}&country={iso2}": 3,
    f"q={{word}}&{IN_ONE}": 3,
}
ROWS = (1, 10)


@dataclass
class Answers:
    """How many queries each address took, and what there was."""

    lists: dict[tuple[str, str], int] = field(default_factory=dict)  # by list and query, if known
    details: dict[tuple[str, str], int] = field(default_factory=dict)  # and plain, expanded, 304
    sizes: dict[str, int] = field(default_factory=dict)
    ties: int = 0


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[int, Answers]]:
    """With one row in each list of a story, and with ten."""
    with django_db_blocker.unblock(), undone():
        yield {rows: answers_with(rows) for rows in ROWS}


def answers_with(rows: int) -> Answers:
    whole_story(rows)
    sequence_all()
    found = Answers(ties=Tie.objects.count())
    iso2 = Item.objects.filter(kind="country").first().doc["iso2"]
    for plural in LISTS:
        for query in ASKED:
            address = f"/api/v1/{plural}?{query.format(word='coopération', iso2=iso2)}"
            if Client().get(address).status_code == 400:
                continue  # this list has no such parameter
            found.lists[plural, query], response = queries(address)
            if not query:
                found.sizes[plural] = len(response.json().get("data", ()))
    for plural, view in ITEMS.items():
        uid = Item.objects.filter(kind=view.projection.kind).first().uid
        address = f"/api/v1/{plural}/{uid}"
        found.details[plural, "plain"], response = queries(address)
        found.details[plural, "expanded"], _response = queries(f"{address}?{IN_ONE}")
        tag = response.headers["ETag"]
        found.details[plural, "304"], _response = queries(address, 304, {"if-none-match": tag})
    return found


def queries(address: str, status: int = 200, headers: dict[str, str] | None = None) -> Any:
    """How many queries the answer takes, and the answer."""
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address, headers=headers)
    assert response.status_code == status, response.content
    return len(captured), response


@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize("plural", LISTS)
def test_a_list_takes_as_many_queries_for_ten_rows_as_for_one(answers, plural, query):
    if (plural, query) not in answers[1].lists:
        pytest.skip("this list has no such parameter")

    few, many = (answers[rows].lists[plural, query] for rows in ROWS)

    by_name = 2 if plural in NAMED and "q=" in query else 0
    assert few == many
    assert many <= (2 if plural == "changes" else ASKED[query] + by_name)


@pytest.mark.parametrize("plural", [name for name in LISTS if name != "changes"])
def test_the_lists_that_are_counted_have_ten_rows(answers, plural):
    least = {"articles": 2, "events": 2}.get(plural, 10)
    assert answers[10].sizes[plural] >= least


@pytest.mark.parametrize("plural", ITEMS)
@pytest.mark.parametrize("rows", ROWS)
def test_a_detail_takes_one_query_and_one_more_when_expanded(answers, plural, rows):
    details = answers[rows].details

    assert details[plural, "plain"] == 1
    # A thing that refers to nothing needs no second look.
    assert details[plural, "expanded"] <= 2
    assert details[plural, "304"] == 1


def test_somebody_met_somebody(answers):
    assert (answers[1].ties, answers[10].ties) == (1, 11)
