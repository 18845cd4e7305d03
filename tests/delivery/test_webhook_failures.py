"""Receivers that fail: attempts and pauses, giving up, disabling, and coming back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.delivery.choices import Event
from newsroom.delivery.models import Endpoint
from newsroom.delivery.webhooks import asking, sending
from newsroom.delivery.webhooks.letters import send_webhook_disabled
from newsroom.delivery.webhooks.sending import PAUSES, disable, pause_after
from tests.delivery.receiver import answers, partner_side, receiver
from tests.delivery.sent import endpoint, fresh, send
from tests.factories import DeliveryFactory, EndpointFactory

__all__ = ["endpoint", "partner_side"]  # fixtures

pytestmark = pytest.mark.django_db

START = datetime(2025, 8, 14, 12, tzinfo=UTC)


def test_pauses_are_those_of_the_standard():
    for tries in range(1, 10):
        lasts = [pause_after(tries).total_seconds() for _ in range(50)]
        assert PAUSES[tries] * 0.9 <= min(lasts) < max(lasts) <= PAUSES[tries] * 1.1
    assert pause_after(10) is None
    assert sum(PAUSES) > 3 * 24 * 3600


def test_a_message_is_tried_ten_times_under_one_name_and_given_up():
    with receiver(answers(500)) as side, time_machine.travel(START, tick=False) as clock:
        endpoint = EndpointFactory(url=side.url)
        delivery = DeliveryFactory(endpoint=endpoint)
        for _ in range(40):
            send()
            fresh(delivery)
            if delivery.given_up_at:
                break
            clock.move_to(max(delivery.due_at, timezone.now() + sending.REST))

        assert delivery.fate == "tried"
        assert [got.id for got in side.got] == [delivery.uid] * 10
        assert len({got.headers["webhook-timestamp"] for got in side.got}) == 10
        assert delivery.attempts.count() == 10
        assert timezone.now() - START > timedelta(days=2, hours=20)
        assert fresh(endpoint).state == "active"


def test_a_message_that_arrives_at_last_is_over(endpoint, partner_side):  # noqa: F811
    delivery = DeliveryFactory(endpoint=endpoint)
    well = partner_side.behave
    partner_side.behave = answers(503)
    send()
    assert fresh(endpoint).failing_since is not None
    partner_side.behave = well

    with time_machine.travel(timezone.now() + timedelta(seconds=7)):
        assert send() == 1

    assert fresh(delivery).delivered_at is not None
    assert fresh(endpoint).failing_since is None
    assert [one.status for one in delivery.attempts.all()] == [503, 200]


@pytest.mark.parametrize(("said", "least"), [("600", 600), ("1", 4), ("99999999", 24 * 3600)])
def test_retry_after_puts_the_next_attempt_off(said, least):
    with receiver(answers(429, Retry_After=said)) as side:
        delivery = DeliveryFactory(endpoint=EndpointFactory(url=side.url))
        began = timezone.now()
        send()

    assert (
        timedelta(0)
        <= fresh(delivery).due_at - began - timedelta(seconds=least)
        < timedelta(seconds=5)
    )


def test_410_disables_and_the_contact_is_written_to(settings):
    with receiver(answers(410)) as side:
        endpoint = EndpointFactory(url=side.url, partner__email="tech@quotidien.example")
        first, second = DeliveryFactory.create_batch(2, endpoint=endpoint)
        send()
        send()

        assert len(side.got) == 1
    assert (fresh(endpoint).state, endpoint.reason) == ("disabled", "gone")
    assert {fresh(first).fate, fresh(second).fate} == {"stopped"}
    [job] = ProcrastinateJob.objects.filter(task_name="send_webhook_disabled")
    send_webhook_disabled(**job.args)
    [letter] = mail.outbox
    assert letter.to == ["tech@quotidien.example"]
    assert endpoint.url in letter.body
    assert "410" in letter.body


def test_nobody_is_written_to_about_an_address_that_is_proven_again():
    endpoint = EndpointFactory()
    disable(endpoint, "failing", timezone.now())
    Endpoint.objects.update(state="active", reason="")

    send_webhook_disabled(pk=endpoint.pk)

    assert mail.outbox == []


@pytest.mark.parametrize(("days", "state"), [(4.9, "active"), (5, "disabled")])
def test_after_five_days_of_failing_an_address_is_disabled(days, state):
    with receiver(answers(500)) as side:
        since = timezone.now() - timedelta(days=days)
        endpoint = EndpointFactory(url=side.url, failing_since=since)
        DeliveryFactory(endpoint=endpoint)
        send()

    assert fresh(endpoint).state == state
    assert ProcrastinateJob.objects.filter(task_name="send_webhook_disabled").count() == (
        state == "disabled"
    )


def test_who_answers_again_after_a_while_gets_at_once_what_waits(endpoint, partner_side):  # noqa: F811
    now = timezone.now()
    Endpoint.objects.update(failing_since=now - timedelta(hours=3))
    DeliveryFactory.create_batch(2, endpoint=endpoint, due_at=now + timedelta(hours=5), tries=4)
    asking.ask(endpoint, Event.TEST)

    assert send() == 3
    assert partner_side.types == ["test", "item.removed", "item.removed"]


def test_who_fails_now_and_then_gets_it_when_it_is_due(endpoint, partner_side):  # noqa: F811
    now = timezone.now()
    Endpoint.objects.update(failing_since=now - timedelta(seconds=20))
    DeliveryFactory(endpoint=endpoint, due_at=now + timedelta(hours=5), tries=4)
    DeliveryFactory(endpoint=endpoint)

    assert send() == 1


def test_a_failure_ends_the_turn_of_an_address_and_it_rests():
    with receiver(answers(500)) as side:
        DeliveryFactory.create_batch(3, endpoint=EndpointFactory(url=side.url))

        assert send() == 1
        assert send() == 0
        with time_machine.travel(timezone.now() + sending.REST + timedelta(seconds=1)):
            assert send() == 1
