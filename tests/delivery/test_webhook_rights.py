"""What the public side's role can do about webhooks: what partners ask for, and no more."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from newsroom.delivery.models import Endpoint, Secret
from newsroom.register.grants import ROLE
from tests.factories import AttemptFactory, DeliveryFactory, EndpointFactory
from tests.partners.contracts import keyed
from tests.partners.contracts import partner as partner_with

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/webhooks"


@pytest.fixture
def as_public_role():
    """Makes the role, and acts as it from when it is called until the end of the test."""
    try:
        call_command("public_role", create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")

    def begin() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"set local role {ROLE}")

    return begin


def test_everything_that_partners_can_ask_for_works_with_its_rights(as_public_role):
    partner = partner_with("public")
    client = keyed(partner)
    delivery = AttemptFactory(delivery__endpoint__partner=partner).delivery
    as_public_role()

    def ask(method: str, path: str, body: object = None, status: int = 200) -> dict:
        options = {} if body is None else {"data": json.dumps(body)}
        response = client.generic(
            method, f"{ROOT}{path}", content_type="application/json", **options
        )
        assert response.status_code == status, response.content
        return response.json() if response.content else {}

    made = ask("POST", "", {"url": "https://quotidien.example/new"}, 201)
    own = f"/{delivery.endpoint.uid}"
    assert len(ask("GET", "")["data"]) == 2
    ask("GET", f"/{made['id']}")
    ask("POST", f"/{made['id']}/verify", status=202)
    ask("POST", f"{own}/test", status=202)
    ask("POST", f"{own}/rotate")
    assert len(ask("GET", f"{own}/deliveries")["data"]) == 2
    ask("POST", f"{own}/deliveries/{delivery.uid}/resend", status=202)
    ask("POST", f"{own}/resend?since=2025-01-01", status=202)
    ask("PATCH", own, {"url": "https://quotidien.example/other", "events": ["item.removed"]})
    ask("PATCH", own, {"state": "disabled"})
    ask("DELETE", own, status=204)


REFUSED = [
    "select value from delivery_secret",
    "select * from delivery_secret",
    "update delivery_secret set value = 'whsec_known'",
    "update delivery_secret set ends_at = null where value like 'whsec_a%'",
    "delete from delivery_secret",
    "select 1 from delivery_position",
    "update delivery_delivery set payload = '{}'",
    "update delivery_delivery set event = 'item.removed'",
    "update delivery_delivery set endpoint_id = 1",
    "insert into delivery_delivery (endpoint_id, uid, event, payload, made_at, due_at, tries, fate)"
    " select id, 'msg_1', 'item.removed', '{}', now(), now(), 0, '' from delivery_endpoint",
    "insert into delivery_attempt (delivery_id, at, milliseconds, fault)"
    " select id, now(), 0, '' from delivery_delivery",
    "delete from delivery_attempt",
    "delete from delivery_delivery",
    "delete from delivery_endpoint",
    "update delivery_endpoint set partner_id = 1",
    "update delivery_endpoint set busy_until = null",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_it_can_do_nothing_else(as_public_role, statement):
    AttemptFactory(delivery__endpoint=EndpointFactory())
    as_public_role()

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


PROVEN = [
    "update delivery_endpoint set state = 'active', reason = ''",
    "insert into delivery_endpoint (uid, partner_id, url, events, sandbox, state, reason, state_at,"
    " made_at, made_with) select gen_random_uuid(), partner_id, 'https://x.example/', events, '',"
    " 'active', '', now(), now(), '' from delivery_endpoint",
]


@pytest.mark.parametrize("statement", PROVEN)
def test_it_cannot_call_an_address_proven(as_public_role, statement):
    EndpointFactory(state="unproven")
    as_public_role()

    with (
        pytest.raises(DatabaseError, match="proven by its answer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_it_cannot_put_another_address_in_the_place_of_a_proven_one(as_public_role):
    EndpointFactory()
    as_public_role()

    with (
        pytest.raises(DatabaseError, match="proven by its answer"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update delivery_endpoint set url = 'https://x.example/'")


def test_the_worker_proves_it():
    endpoint = EndpointFactory(state="unproven")
    Endpoint.objects.filter(pk=endpoint.pk).update(state="active")

    assert Secret.objects.filter(endpoint=endpoint).exists()
    assert DeliveryFactory(endpoint=endpoint).pk
