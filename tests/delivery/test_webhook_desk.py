"""Webhooks at the desk: how they stand, what failed, sending again, disabling."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.audit.models import AuditEntry
from newsroom.delivery.models import Delivery, Endpoint
from tests import desk
from tests.factories import AttemptFactory, DeliveryFactory, EndpointFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST, LOG = desk.changelist(Endpoint), desk.changelist(Delivery)


@pytest.fixture
def manager(client):
    client.force_login(UserFactory(partner_manager=True, username="lea"))
    return client


def act(client, address, action, *rows):
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows]}
    return client.post(address, data, follow=True)


def fresh(row):
    row.refresh_from_db()
    return row


def deeds():
    own = AuditEntry.objects.filter(action__startswith="webhook").order_by("pk")
    return list(own.values_list("action", "user_name"))


def test_the_last_failures_stand_with_an_address(manager):
    attempt = AttemptFactory(fault="timeout", status=None)
    AttemptFactory(delivery=attempt.delivery, fault="status", status=503)
    endpoint = attempt.delivery.endpoint

    page = manager.get(desk.change(endpoint)).content.decode()

    assert "503" in page
    assert page.index("503") < page.index("Pas de réponse à temps")
    row = manager.get(LIST).content.decode().partition(endpoint.url)[2].partition("</tr>")[0]
    assert "Sa réponse n’était pas un succès" in row


def test_no_secret_is_shown(manager):
    endpoint = EndpointFactory()
    DeliveryFactory(
        endpoint=endpoint, event="endpoint.verify", payload={"challenge": "abracadabra"}
    )

    pages = [manager.get(LIST), manager.get(desk.change(endpoint)), manager.get(LOG)]
    pages.append(manager.get(desk.change(Delivery.objects.get())))

    assert [page.status_code for page in pages] == [200] * 4
    for page in pages:
        assert endpoint.secrets.get().value.encode() not in page.content
        assert b"abracadabra" not in page.content


def test_a_message_shows_its_attempts(manager):
    attempt = AttemptFactory(status=418, delivery__payload={"items": [{"id": "un-identifiant"}]})

    page = manager.get(desk.change(attempt.delivery)).content.decode()

    assert "418" in page
    assert "un-identifiant" in page


def test_a_test_is_sent_to_addresses_that_are_proven(manager):
    active, other = EndpointFactory(), EndpointFactory(state="unproven")

    act(manager, LIST, "test", active, other)

    assert [(one.endpoint, one.event) for one in Delivery.objects.all()] == [(active, "test")]
    assert deeds() == [("webhook_tested", "lea")]


def test_a_message_is_sent_again(manager):
    lost = DeliveryFactory(given_up_at=timezone.now(), fate="tried", tries=10)
    other = DeliveryFactory(endpoint=lost.endpoint, given_up_at=timezone.now(), fate="tried")

    act(manager, LOG, "send_again", lost)

    assert (fresh(lost).given_up_at, lost.tries) == (None, 0)
    assert fresh(other).given_up_at is not None
    assert deeds() == [("webhook_sent_again", "lea")]


def test_all_that_failed_is_sent_again(manager):
    lost = DeliveryFactory(given_up_at=timezone.now(), fate="tried", tries=10)
    done = DeliveryFactory(endpoint=lost.endpoint, delivered_at=timezone.now(), tries=1)

    act(manager, LIST, "send_failed_again", lost.endpoint)

    assert fresh(lost).given_up_at is None
    assert fresh(done).delivered_at is not None


def test_what_the_newsroom_disabled_only_the_newsroom_allows_again(manager):
    endpoint = EndpointFactory(partner__email="tech@quotidien.example")
    waits = DeliveryFactory(endpoint=endpoint)

    act(manager, LIST, "stop", endpoint)

    assert (fresh(endpoint).state, endpoint.reason) == ("disabled", "newsroom")
    assert fresh(waits).fate == "stopped"
    assert ProcrastinateJob.objects.filter(task_name="send_webhook_disabled").count() == 1
    act(manager, LIST, "allow", endpoint)
    assert (fresh(endpoint).state, endpoint.reason) == ("unproven", "")
    assert deeds() == [("webhook_disabled", "lea"), ("webhook_allowed", "lea")]


@pytest.mark.parametrize("action", ["test", "send_failed_again", "stop", "allow"])
def test_who_may_only_look_does_nothing(client, action):
    client.force_login(UserFactory(operator=True))
    endpoint = EndpointFactory()

    act(client, LIST, action, endpoint)

    assert client.get(LIST).status_code == 200
    assert not Delivery.objects.exists()
    assert fresh(endpoint).state == "active"


def test_a_reporter_sees_none_of_it(client):
    client.force_login(UserFactory(reporter=True))

    assert client.get(LIST).status_code == 403
    assert client.get(LOG).status_code == 403


def test_addresses_that_fail_stand_on_the_first_page_of_who_sees_to_them(manager):
    EndpointFactory(url="https://un.example/")
    assert b"un.example" not in manager.get("/admin/").content
    EndpointFactory(url="https://deux.example/", failing_since=timezone.now())
    EndpointFactory(url="https://trois.example/", state="disabled", reason="gone")
    EndpointFactory(url="https://quatre.example/", state="disabled", reason="partner")

    page = manager.get("/admin/").content.decode()

    assert [name in page for name in ("un.", "deux.", "trois.", "quatre.")] == [
        False, True, True, False
    ]  # fmt: skip
