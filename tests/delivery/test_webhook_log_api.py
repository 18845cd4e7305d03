"""The log of webhooks as partners read it: page by page, and sent again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.delivery.asked import ROOT, api, partner
from tests.factories import AttemptFactory, DeliveryFactory, EndpointFactory

__all__ = ["api", "partner"]  # fixtures

pytestmark = pytest.mark.django_db


def test_the_log_is_read_page_by_page_under_new_messages(api, partner):
    endpoint = EndpointFactory(partner=partner)
    at = timezone.now()
    rows = DeliveryFactory.create_batch(7, endpoint=endpoint, made_at=at)
    AttemptFactory.create_batch(2, delivery=rows[0])
    DeliveryFactory(endpoint__partner=partner)
    path, query, seen = f"{ROOT}/{endpoint.uid}/deliveries", {"limit": "3"}, []
    while True:
        page = api("GET", path, **query)
        seen += [row["id"] for row in page["data"]]
        if page["links"]["next"] is None:
            break
        DeliveryFactory(endpoint=endpoint, made_at=at + timedelta(seconds=1))
        cursor = page["links"]["next"].partition("cursor=")[2].partition("&")[0]
        query["cursor"] = cursor

    assert seen == [row.uid for row in reversed(rows)]


@pytest.mark.parametrize("state", ["waiting", "delivered", "given_up"])
def test_the_log_shows_what_stands_so(api, partner, state):
    endpoint, now = EndpointFactory(partner=partner), timezone.now()
    DeliveryFactory(endpoint=endpoint)
    DeliveryFactory(endpoint=endpoint, delivered_at=now)
    DeliveryFactory(endpoint=endpoint, given_up_at=now, fate="tried")

    [row] = api("GET", f"{ROOT}/{endpoint.uid}/deliveries", state=state)["data"]

    assert row["state"] == state
    assert (row["next_attempt_at"] is None) == (state != "waiting")


def test_the_log_asks_the_same_for_one_message_and_for_ten(
    api, partner, django_assert_max_num_queries
):
    endpoint = EndpointFactory(partner=partner)
    AttemptFactory.create_batch(2, delivery__endpoint=endpoint)
    api("GET", f"{ROOT}/{endpoint.uid}/deliveries")  # the key is known from now on
    with django_assert_max_num_queries(8) as few:
        api("GET", f"{ROOT}/{endpoint.uid}/deliveries")
    for delivery in DeliveryFactory.create_batch(9, endpoint=endpoint):
        AttemptFactory.create_batch(3, delivery=delivery)

    with django_assert_max_num_queries(len(few.captured_queries)):
        api("GET", f"{ROOT}/{endpoint.uid}/deliveries")


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        ({"cursor": "nonsense"}, "invalid-parameters"),
        ({"limit": "0"}, "invalid-parameters"),
        ({"limit": "201"}, "invalid-parameters"),
        ({"state": "lost"}, "invalid-parameters"),
        ({"page": "2"}, "invalid-parameters"),
    ],
)
def test_questions_to_the_log_are_read_strictly(api, partner, query, sort):
    endpoint = EndpointFactory(partner=partner)

    answer = api("GET", f"{ROOT}/{endpoint.uid}/deliveries", status=400, **query)

    assert answer["type"].endswith(sort)


def test_a_place_in_one_log_is_none_in_another(api, partner):
    first, second = EndpointFactory.create_batch(2, partner=partner)
    DeliveryFactory.create_batch(2, endpoint=first)
    page = api("GET", f"{ROOT}/{first.uid}/deliveries", limit="1")
    cursor = page["links"]["next"].partition("cursor=")[2]

    answer = api("GET", f"{ROOT}/{second.uid}/deliveries", status=400, cursor=cursor)

    assert answer["type"].endswith("/cursor-mismatch")


def test_what_failed_in_a_period_is_sent_again(api, partner):
    endpoint = EndpointFactory(partner=partner)
    lost = DeliveryFactory(endpoint=endpoint, given_up_at=timezone.now(), fate="tried")
    path = f"{ROOT}/{endpoint.uid}/resend"

    assert api("POST", path, status=202, since="2099-01-01") == {"count": 0}
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert api("POST", path, status=202, since=since) == {"count": 1}
    lost.refresh_from_db()
    assert lost.given_up_at is None
    assert api("POST", path, status=400)["errors"][0]["parameter"] == "since"


def test_a_proof_is_not_sent_again_but_asked_for_anew(api, partner):
    proof = DeliveryFactory(endpoint__partner=partner, event="endpoint.verify")

    api("POST", f"{ROOT}/{proof.endpoint.uid}/deliveries/{proof.uid}/resend", status=404)
