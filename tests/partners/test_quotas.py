"""Quotas: exact for all processes at once, told in the headers, free for what has not changed."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.delivery.models import Endpoint
from newsroom.partners.access import Access
from newsroom.partners.models import Count, Usage
from newsroom.partners.quotas import forget_old, who
from tests.partners.contracts import asking, client, forget, key, partner
from tests.register.register_rows import batch, put

LIST = "/api/v1/articles"


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


def left(response):
    """How much is left of each policy, as the header says."""
    return {
        name: int(number)
        for name, number in re.findall(r'"(\w+)";r=(\d+)', response.headers["RateLimit"])
    }


@pytest.mark.django_db
def test_the_headers_say_what_is_allowed_and_what_is_left(time_machine):
    time_machine.move_to("2026-11-28 10:00:20+00:00", tick=False)
    mine = asking(per_minute=3, per_day=100)

    responses = [mine.get(LIST) for _ in range(3)]

    assert {one.headers["RateLimit-Policy"] for one in responses} == {
        '"burst";q=3;w=60, "day";q=100;w=86400'
    }
    assert [left(one) for one in responses] == [
        {"burst": 2, "day": 99},
        {"burst": 1, "day": 98},
        {"burst": 0, "day": 97},
    ]
    assert '"burst";r=0;t=40' in responses[-1].headers["RateLimit"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contract", "policies", "wait"),
    [
        ({"per_minute": 2}, ["burst"], 40),
        ({"per_day": 2}, ["day"], 14 * 3600 - 20),
        ({"per_minute": 2, "per_day": 2}, ["burst", "day"], 14 * 3600 - 20),
    ],
)
def test_whoever_asks_too_often_learns_which_quota_and_how_long(
    time_machine, contract, policies, wait
):
    time_machine.move_to("2026-11-28 10:00:20+00:00", tick=False)
    mine = asking(**contract)
    assert [mine.get(LIST).status_code for _ in range(2)] == [200, 200]

    refusals = [mine.get(LIST) for _ in range(3)]

    for refusal in refusals:
        assert refusal.status_code == 429
        assert refusal.headers["Retry-After"] == str(wait)
        assert refusal.headers["Content-Type"] == "application/problem+json"
        assert refusal.json()["violated-policies"] == policies
    time_machine.shift(wait)
    assert mine.get(LIST).status_code == 200


@pytest.mark.django_db
def test_who_is_over_quota_costs_no_query_any_more():
    mine = asking(per_minute=1)
    for _ in range(2):
        mine.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        assert mine.get(LIST).status_code == 429

    assert [q["sql"] for q in queries if "partners_usage" not in q["sql"]] == []


@pytest.mark.django_db
def test_what_has_not_changed_is_free_and_costs_one_query():
    item = put()
    batch(item)
    path = f"{LIST}/{item.uid}"
    mine = asking(per_minute=2)
    first = mine.get(path)

    for _ in range(5):
        with CaptureQueriesContext(connection) as queries:
            again = mine.get(path, headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 304
        assert len(queries) == 1

    assert left(mine.get(path)) == {"burst": 0, "day": 10**9 - 2}


@pytest.mark.django_db
def test_what_changes_something_is_refused_before_it_is_done():
    mine = asking(per_minute=2)
    bodies = [{"url": f"https://partner.example/{number}"} for number in range(3)]

    statuses = [
        mine.post("/api/v1/webhooks", body, content_type="application/json").status_code
        for body in bodies
    ]

    assert statuses == [201, 201, 429]
    assert Endpoint.objects.count() == 2


@pytest.mark.django_db
def test_one_partner_s_haste_is_not_another_s():
    hasty, calm = asking(per_minute=1), asking(per_minute=1)
    for _ in range(3):
        hasty.get(LIST)

    assert calm.get(LIST).status_code == 200


@pytest.mark.django_db
def test_whoever_has_no_key_shares_the_quota_of_the_network(settings):
    settings.ANONYMOUS_QUOTAS = (2, 100)

    def ask(address):
        return Client(REMOTE_ADDR=address).get(LIST).status_code

    assert [ask("2001:db8::1"), ask("2001:db8::2"), ask("2001:db8::3")] == [200, 200, 429]
    assert [ask("2001:db8:0:1::1"), ask("192.0.2.1"), ask("192.0.2.2")] == [200, 200, 200]


@pytest.mark.django_db
def test_an_answer_for_everybody_says_nothing_of_one_reader_s_quota(settings):
    settings.ANONYMOUS_QUOTAS = (2, 100)

    response = Client().get(LIST)

    assert "public" in response.headers["Cache-Control"]
    assert "RateLimit" not in response.headers


@pytest.mark.django_db
def test_an_answer_with_a_key_is_nobody_else_s():
    response = asking().get(LIST)

    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in response.headers["Vary"]


@pytest.mark.django_db
def test_guesses_at_keys_are_counted_by_the_address(settings):
    settings.ANONYMOUS_QUOTAS = (3, 100)
    wrong = Client(headers={"authorization": "Bearer wrong"})

    assert [wrong.get(LIST).status_code for _ in range(4)] == [401, 401, 401, 429]


@pytest.mark.django_db(transaction=True)
def test_of_forty_at_once_exactly_the_quota_is_answered():
    house = partner(per_minute=25)
    _, text = key(house)
    client(text).get("/api/v1/")  # the key is known from here on
    found, begin = [], threading.Barrier(8)

    def ask() -> None:
        mine = client(text)
        begin.wait()
        found.extend(mine.get(LIST).status_code for _ in range(5))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [200] * 24 + [429] * 16
    usage = Usage.objects.get(key__partner=house)
    assert (usage.requests, usage.refused) == (41, 16)


@pytest.mark.django_db
def test_the_day_s_usage_is_kept():
    row, text = key()
    mine = client(text)
    size = len(mine.get(LIST).content) + len(mine.get(f"{LIST}?nothing=1").content)

    usage = Usage.objects.get(key=row)

    assert (usage.requests, usage.errors, usage.refused) == (2, 1, 0)
    assert (usage.bytes, usage.last_error) == (size, "invalid-parameters")


@pytest.mark.django_db
def test_counts_of_windows_long_over_go(time_machine):
    time_machine.move_to("2026-11-28 10:00:20+00:00", tick=False)
    asking().get(LIST)
    time_machine.move_to("2026-12-01 10:00:20+00:00", tick=False)
    asking().get(LIST)

    assert forget_old() == 2
    assert Count.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1/32"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (None, "nowhere"),
    ],
)
def test_by_what_whoever_has_no_key_is_counted(address, name):
    assert who(Access(), address) == name
    assert who(Access(key=7), address) == "key:7"
