"""Keyset pages: complete and without repeats, whatever ties and whatever comes in between."""

import random
from datetime import timedelta
from typing import ClassVar

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.register.cursors import MalformedCursor
from newsroom.register.filters import ItemFilter
from newsroom.register.models import Item
from newsroom.register.orders import BY_NAME, NEWEST, OLDEST, RECENTLY_CHANGED, Order
from newsroom.register.paging import ForeignCursor, paginate
from tests.register.register_rows import START, put

pytestmark = pytest.mark.django_db


class Stories(ItemFilter):
    """All orders there are, over one kind."""

    kind = "article"
    orders: ClassVar[dict[str, Order]] = {
        "-published_at": NEWEST,
        "published_at": OLDEST,
        "-updated_at": RECENTLY_CHANGED,
        "name": BY_NAME,
    }


def asked(query=""):
    filters = Stories(QueryDict(query))
    assert filters.faults == []
    return filters


def walk(query="", limit=3, between=lambda: None):
    """All rows, page by page."""
    cursor, rows = "", []
    while cursor is not None:
        page = paginate(asked(query), limit=limit, cursor=cursor)
        assert len(page.rows) <= limit
        rows += page.rows
        cursor = page.following
        between()
    return rows


def put_some(number, instants):
    """Rows of which many share an instant, a time of change and a name."""
    return [
        put(
            sort_at=START + timedelta(days=n % instants),
            sequenced_at=START + timedelta(days=n * 7 % instants),
            name_key=f"nom {n * 5 % instants}",
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("order", Stories.orders)
@pytest.mark.parametrize(("number", "instants"), [(10, 1), (10, 3), (7, 7), (6, 2), (1, 1)])
def test_a_walk_gives_every_row_once_in_order_and_back_again(order, number, instants):
    items = put_some(number, instants)
    put("person")

    rows = walk(f"order={order}")

    chosen = Stories.orders[order]
    expected = sorted(
        items, key=lambda i: [getattr(i, key) for key in chosen.keys], reverse=chosen.descending
    )
    assert [row.uid for row in rows] == [item.uid for item in expected]
    assert way_back(order, limit=3) == [
        [row.uid for row in rows[n : n + 3]] for n in page_starts(rows)
    ]


def page_starts(rows):
    return range(0, len(rows), 3)


def way_back(order, limit):
    """The pages of a walk to the end, as the links back give them."""
    page = paginate(asked(f"order={order}"), limit=limit)
    while page.following:
        page = paginate(asked(f"order={order}"), limit=limit, cursor=page.following)
    pages = [[row.uid for row in page.rows]]
    while page.preceding:
        page = paginate(asked(f"order={order}"), limit=limit, cursor=page.preceding)
        pages.insert(0, [row.uid for row in page.rows])
    return pages


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), order=st.sampled_from(list(Stories.orders)))
def test_rows_that_come_in_during_a_walk_make_it_neither_miss_nor_repeat(seed, order):
    Item.objects.all().delete()
    dice = random.Random(seed)
    there = {item.uid for item in put_some(dice.randint(1, 12), dice.randint(1, 4))}
    left = [dice.randint(0, 3) for _ in range(4)]

    rows = walk(
        f"order={order}",
        limit=dice.randint(1, 4),
        between=lambda: put_some(left.pop(), 5) if left else None,
    )

    seen = [row.uid for row in rows]
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


def test_a_row_that_left_the_scope_is_not_on_the_next_page():
    put_some(4, 4)
    page = paginate(asked(), limit=2)
    Item.objects.exclude(pk__in=[row.pk for row in page.rows]).update(
        channels=["other"], ever=["other"]
    )

    assert paginate(asked(), limit=2, cursor=page.following).rows == []


@pytest.mark.parametrize("other", ["order=name", "q=mali", "updated_after=2025-01-01"])
def test_a_cursor_is_refused_with_other_filters(other):
    put_some(4, 4)
    cursor = paginate(asked(), limit=2).following

    with pytest.raises(ForeignCursor):
        paginate(asked(other), limit=2, cursor=cursor)


@pytest.mark.parametrize("text", ["x", "e30.AAAA", "….…", "a.b.c", "."])
def test_a_text_that_is_no_cursor_is_refused(text):
    with pytest.raises(MalformedCursor):
        paginate(asked(), cursor=text)


def test_a_cursor_that_was_tampered_with_is_refused():
    put_some(4, 4)
    cursor = paginate(asked(), limit=2).following

    with pytest.raises(MalformedCursor):
        paginate(asked(), cursor=("A" if cursor[0] != "A" else "B") + cursor[1:])
