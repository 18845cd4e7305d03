"""Webhooks through a real worker: what editors do reaches partners, whatever happens between."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook

from articles import services
from newsroom.delivery.choices import Event
from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks import asking
from newsroom.delivery.webhooks.dispatching import QUIET, dispatch
from newsroom.register.sequencer import sequence_all
from tests.delivery.receiver import Receiver, partner_side, proves, receiver
from tests.factories import ArticleFactory, EndpointFactory
from tests.newsroom.test_jobs_process import wait_until

__all__ = ["partner_side"]  # a fixture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from django.conf import settings
import django
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.core.management import call_command
call_command("worker")
"""

Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts workers on the test database; those that are left at the end are killed."""
    started: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, connection.settings_dict["NAME"]],
            cwd=REPOSITORY,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"},
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


def told_so_far() -> None:
    """Let everything up to now be known to everybody."""
    sequence_all()
    dispatch(timezone.now() - QUIET)


def removals(side: Receiver) -> list[tuple[str, str]]:
    messages = [got.message for got in side.got if got.type == "item.removed"]
    return [(row["id"], row["status"]) for one in messages for row in one["data"]["items"]]


def test_from_proof_to_kill(start, partner_side):  # noqa: F811
    story, due, held = ArticleFactory.create_batch(3, ready=True)
    told_so_far()
    endpoint = EndpointFactory(url=partner_side.url, state="unproven")
    asking.ask(endpoint, Event.VERIFY)
    worker = start()
    wait_until(lambda: partner_side.types[:2] == ["endpoint.verify", "feed.advanced"])

    services.publish(story, by=None)
    services.schedule(due, by=None, at=timezone.now() + timedelta(seconds=2))
    services.schedule(held, by=None, at=timezone.now() + timedelta(days=2))
    # The scheduled one is told of as well, no sooner than ten seconds after the last.
    wait_until(lambda: partner_side.types.count("feed.advanced") == 2)
    due.refresh_from_db()
    assert due.is_published
    services.withdraw(due, by=None, reason="Faux.")
    wait_until(lambda: removals(partner_side), seconds=5)

    assert removals(partner_side) == [(str(due.uid), "canceled")]
    key = endpoint.secrets.get().value
    for got in partner_side.got:
        Webhook(key).verify(got.text, got.headers)
        assert story.headline not in got.text
        assert str(held.uid) not in got.text
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0


def test_what_was_written_down_before_a_crash_is_sent_after_it(start, partner_side):  # noqa: F811
    story = ArticleFactory(published=True)
    told_so_far()
    endpoint = EndpointFactory(url=partner_side.url)
    services.withdraw(story, by=None, reason="Faux.")
    sequence_all()
    dispatch()
    asked = set(Delivery.objects.values_list("uid", flat=True))
    assert len(asked) == 2
    assert partner_side.got == []

    start()

    wait_until(lambda: {got.id for got in partner_side.got} == asked)
    assert Delivery.objects.filter(endpoint=endpoint).count() == 2


def test_a_worker_that_was_killed_while_it_sent_has_it_sent_again_under_the_same_name(start):
    reached, go_on = threading.Event(), threading.Event()

    def waits(handler, message):
        reached.set()
        go_on.wait(30)
        proves(handler, message)

    with receiver(waits) as side:
        endpoint = EndpointFactory(url=side.url)
        asked = asking.ask(endpoint, Event.TEST)
        worker = start()
        assert reached.wait(30), "nothing was sent"
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=30)
        go_on.set()
        assert Delivery.objects.get().delivered_at is None
        # A minute of silence in one go.
        Endpoint.objects.update(busy_until=timezone.now())
        start()
        wait_until(lambda: Delivery.objects.get().delivered_at)

    assert [got.id for got in side.got] == [asked] * 2


def test_slow_addresses_hold_up_nobody(start, partner_side):  # noqa: F811
    go_on = threading.Event()

    def waits(handler, message):
        go_on.wait(60)

    with receiver(waits) as slow:
        for number in range(4):
            one = EndpointFactory(url=f"{slow.url}?{number}")
            asking.ask(one, Event.TEST)
        quick = EndpointFactory(url=partner_side.url)
        start()
        wait_until(lambda: len(slow.got) == 4)
        asking.ask(quick, Event.TEST)
        wait_until(lambda: partner_side.got, seconds=5)
        assert not Delivery.objects.filter(endpoint__url__startswith=slow.url).exclude(
            delivered_at=None
        )
        go_on.set()
