"""Messages on their way: proof, attempts and pauses, giving up, disabling, sending again."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook

from newsroom.delivery.choices import Event
from newsroom.delivery.models import Attempt, Delivery, Endpoint
from newsroom.delivery.webhooks import asking, posting, sending
from newsroom.delivery.webhooks.sending import take
from newsroom.delivery.webhooks.standing import webhook_figures
from newsroom.delivery.webhooks.upkeep import clear
from tests.delivery.receiver import answers, partner_side, receiver
from tests.delivery.sent import endpoint, fresh, send
from tests.factories import AttemptFactory, DeliveryFactory, EndpointFactory, SecretFactory

__all__ = ["endpoint", "partner_side"]  # fixtures

pytestmark = pytest.mark.django_db

START = datetime(2025, 8, 14, 12, tzinfo=UTC)


def test_a_message_arrives_signed_and_is_written_down(endpoint, partner_side):  # noqa: F811
    delivery = DeliveryFactory(endpoint=endpoint, payload={"items": [{"id": "x"}]})

    assert send() == 1

    [got] = partner_side.got
    assert got.id == delivery.uid
    assert got.message["type"] == "item.removed"
    assert got.message["data"] == {"items": [{"id": "x"}]}
    assert datetime.fromisoformat(got.message["timestamp"]) == delivery.made_at
    Webhook(endpoint.secrets.get().value).verify(got.text, got.headers)
    assert fresh(delivery).delivered_at is not None
    [attempt] = Attempt.objects.all()
    assert (attempt.status, attempt.fault) == (200, "")
    assert send() == 0


def test_during_a_rotation_both_secrets_verify_and_afterwards_the_new_one(endpoint, partner_side):  # noqa: F811
    old = endpoint.secrets.get().value
    new = asking.rotate(endpoint)
    DeliveryFactory(endpoint=endpoint)
    send()
    for key in (old, new):
        Webhook(key).verify(partner_side.got[0].text, partner_side.got[0].headers)

    newest = asking.rotate(endpoint)

    assert [key.value for key in endpoint.secrets.filter(ends_at=None)] == [newest]
    lasting = endpoint.secrets.filter(ends_at__gt=timezone.now())
    assert [key.value for key in lasting] == [new]
    with time_machine.travel(timezone.now() + asking.OVERLAP + timedelta(seconds=1)):
        DeliveryFactory(endpoint=endpoint)
        send()
        assert len(partner_side.got[1].headers["webhook-signature"].split()) == 1
        Webhook(newest).verify(partner_side.got[1].text, partner_side.got[1].headers)


def test_before_its_proof_an_address_gets_nothing_else(partner_side):  # noqa: F811
    endpoint = EndpointFactory(url=partner_side.url, state="unproven")
    DeliveryFactory(endpoint=endpoint)
    assert send() == 0
    assert partner_side.got == []

    asking.ask(endpoint, Event.VERIFY)
    send()

    assert partner_side.types == ["endpoint.verify", "item.removed"]
    assert partner_side.got[0].message["data"]["challenge"]
    assert (fresh(endpoint).state, endpoint.moved_at is not None) == ("active", True)


@pytest.mark.parametrize(
    "behave", [answers(200), answers(200, b'{"challenge": "guess"}'), answers(500)]
)
def test_without_its_challenge_an_address_stays_unproven(behave):
    with receiver(behave) as side:
        endpoint = EndpointFactory(url=side.url, state="unproven")
        asking.ask(endpoint, Event.VERIFY)
        send()

    assert fresh(endpoint).state == "unproven"
    assert Delivery.objects.get().fate == "tried"


def test_one_proof_waits_at_a_time_and_there_is_one_in_ten_seconds():
    endpoint = EndpointFactory(state="unproven")
    first = asking.ask(endpoint, Event.VERIFY)
    assert asking.ask(endpoint, Event.VERIFY) == first
    Delivery.objects.update(given_up_at=timezone.now(), fate="tried")

    second = Delivery.objects.get(uid=asking.ask(endpoint, Event.VERIFY))

    assert second.uid != first
    assert second.due_at - Delivery.objects.get(uid=first).made_at == timedelta(seconds=10)


def test_the_function_asks_for_nothing_else():
    with pytest.raises(Exception, match="nobody can ask"), connection.cursor() as cursor:
        cursor.execute("select delivery_ask(%s, 'item.removed')", [EndpointFactory().pk])


def test_an_address_is_taken_by_one_sender_until_its_time_is_over(endpoint):
    DeliveryFactory(endpoint=endpoint)
    now = timezone.now()

    assert take(now, 10) == [endpoint.pk]
    assert take(now, 10) == []
    assert take(now + sending.LEASE, 10) == [endpoint.pk]


def test_what_was_on_its_way_at_a_crash_is_sent_again_under_its_name(endpoint, partner_side):  # noqa: F811
    delivery = DeliveryFactory(endpoint=endpoint)
    take(timezone.now(), 10)
    parcel = sending.pack(endpoint.pk, timezone.now())
    posting.post(parcel.url, parcel.body, parcel.headers)  # and here the worker dies

    with time_machine.travel(timezone.now() + sending.LEASE + timedelta(seconds=1)):
        assert send() == 1

    assert [got.id for got in partner_side.got] == [delivery.uid] * 2
    assert partner_side.got[0].message == partner_side.got[1].message


def test_a_longer_lease_than_the_longest_attempt():
    assert timedelta(seconds=2 * (posting.CONNECT + posting.READ)) < sending.LEASE


@pytest.mark.parametrize(
    "columns",
    [{"deleted_at": START}, {"state": "disabled", "reason": "newsroom"}],
    ids=["deleted", "disabled"],
)
def test_nothing_leaves_for_an_address_that_is_closed(partner_side, columns):  # noqa: F811
    endpoint = EndpointFactory(url=partner_side.url, **columns)
    DeliveryFactory(endpoint=endpoint)
    DeliveryFactory(endpoint=endpoint, event="endpoint.verify", payload={})

    assert send() == 0
    assert partner_side.got == []


def test_nothing_leaves_for_a_partner_whose_contract_is_over(endpoint):
    endpoint.partner.is_active = False
    endpoint.partner.save()
    DeliveryFactory(endpoint=endpoint)

    assert send() == 0


def test_messages_are_sent_again_under_their_names(endpoint, partner_side):  # noqa: F811
    done = DeliveryFactory(endpoint=endpoint, delivered_at=START, tries=3)
    lost = DeliveryFactory(endpoint=endpoint, given_up_at=START, fate="tried", tries=10)
    proof = DeliveryFactory(endpoint=endpoint, event="endpoint.verify", given_up_at=START,
                            fate="tried")  # fmt: skip

    assert asking.send_again(endpoint, Delivery.objects.filter(endpoint=endpoint)) == 2
    send()

    assert {got.id for got in partner_side.got} == {done.uid, lost.uid}
    assert fresh(lost).delivered_at is not None
    assert fresh(proof).delivered_at is None


def test_what_failed_in_a_period_is_sent_again(endpoint, partner_side):  # noqa: F811
    def lost(day: int, **columns):
        columns = {"given_up_at": START, "fate": "tried"} | columns
        at = datetime(2025, 8, day, tzinfo=UTC)
        return DeliveryFactory(endpoint=endpoint, made_at=at, **columns)

    lost(10)
    within = [lost(11), lost(12)]
    lost(12, given_up_at=None, fate="", delivered_at=START)
    lost(13)
    since, until = (datetime(2025, 8, day, tzinfo=UTC) for day in (11, 13))

    assert asking.send_failed_again(endpoint, since, until) == 2
    send()

    assert {got.id for got in partner_side.got} == {one.uid for one in within}


def test_nothing_is_sent_again_to_an_address_that_is_not_proven():
    endpoint = EndpointFactory(state="unproven")

    with pytest.raises(asking.NotProven):
        asking.send_again(endpoint, Delivery.objects.all())


def test_the_log_reaches_back_a_month_and_what_was_deleted_goes():
    now = timezone.now()
    kept = DeliveryFactory(made_at=now - timedelta(days=29))
    old = AttemptFactory(delivery__made_at=now - timedelta(days=31))
    SecretFactory(endpoint=kept.endpoint, ends_at=now - timedelta(hours=1))
    gone = EndpointFactory(deleted_at=now)

    clear(now)

    assert list(Delivery.objects.all()) == [kept]
    assert not Attempt.objects.filter(pk=old.pk).exists()
    assert kept.endpoint.secrets.count() == 1
    assert not Endpoint.objects.filter(pk=gone.pk).exists()


def test_what_should_have_left_long_ago_is_an_alarm():
    assert [figure.value for figure in webhook_figures()] == [0, None]
    now = timezone.now()
    endpoint = EndpointFactory()
    DeliveryFactory(endpoint=endpoint, due_at=now + timedelta(hours=1))
    DeliveryFactory(endpoint__state="unproven", due_at=now - timedelta(days=1))
    DeliveryFactory(endpoint=endpoint, due_at=now - timedelta(minutes=1))

    due, lag = webhook_figures()
    assert (due.value, lag.is_alarming) == (1, False)
    assert lag.value == pytest.approx(60, abs=5)
    DeliveryFactory(endpoint=endpoint, due_at=now - timedelta(minutes=11))
    assert [figure.is_alarming for figure in webhook_figures()] == [False, True]
