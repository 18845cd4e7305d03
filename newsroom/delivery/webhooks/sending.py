"""Sends what is due to one address after the other, and writes down how that went.

A message is sent at least once: its attempt is written when it has ended, so what was on its way
when a worker died is sent again, under the same name. One address is written to by one sender at
a time; what a sender has taken is free again when the time for it is over.
"""

import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from newsroom.delivery.choices import ASKED, Event, Fate, Reason, State
from newsroom.delivery.models import Attempt, Delivery, Endpoint
from newsroom.delivery.webhooks.letters import tell_of_disabling
from newsroom.delivery.webhooks.posting import Answer, post
from newsroom.delivery.webhooks.signing import signed
from newsroom.instants import rfc3339

MINUTE, HOUR = 60, 3600
# Seconds before each attempt, those after a failure a little longer or shorter by chance.
PAUSES = (0, 5, 5 * MINUTE, 30 * MINUTE, *(h * HOUR for h in (2, 5, 10, 14, 20, 24)))
JITTER = 0.1
# For how long a sender has an address: longer than the longest attempt, names looked up and all.
LEASE = timedelta(seconds=60)
REST = timedelta(seconds=5)  # after a failure
FAILING_MAX = timedelta(days=5)
# Failing for this long, an address that answers again gets at once what waits for a later attempt.
AWAY = timedelta(minutes=5)
AT_ONCE = 50  # messages that an address gets before it is another's turn


@dataclass(frozen=True)
class Parcel:
    """A message ready to go: everything that is needed while no database is at hand."""

    delivery: Delivery
    url: str
    body: str
    headers: dict[str, str]
    challenge: str


def waiting() -> QuerySet[Delivery]:
    """Messages that have not arrived and are not given up."""
    return Delivery.objects.filter(delivered_at=None, given_up_at=None)


def sendable(now: datetime) -> QuerySet[Delivery]:
    """What is due. Before an address is proven, that is nothing but the proof."""
    may = Q(endpoint__state=State.ACTIVE) | (
        Q(event=Event.VERIFY) & ~Q(endpoint__reason=Reason.NEWSROOM)
    )
    return waiting().filter(
        may, due_at__lte=now, endpoint__deleted_at=None, endpoint__partner__is_active=True
    )


def take(now: datetime, most: int) -> list[int]:
    """Take addresses for which something is due, the longest waiting first; their keys."""
    due = sendable(now).filter(endpoint=OuterRef("pk"))
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    with transaction.atomic():
        found = (
            Endpoint.objects.filter(free, Exists(due))
            .order_by(F("busy_until").asc(nulls_first=True), "pk")
            .select_for_update(of=["self"], skip_locked=True)
            .values_list("pk", flat=True)[:most]
        )
        taken = list(found)
        Endpoint.objects.filter(pk__in=taken).update(busy_until=now + LEASE)
    return taken


def serve(pk: int) -> int:
    """Send what is due to an address that was taken, until one fails; how many were tried."""
    tried, rest = 0, None
    for parcel in _parcels(pk):
        # A connection held meanwhile is one that others cannot have.
        if not connection.in_atomic_block:
            connection.close()
        answer = post(parcel.url, parcel.body, parcel.headers, challenge=parcel.challenge)
        record(parcel.delivery, answer, timezone.now())
        tried += 1
        if answer.fault:
            rest = timezone.now() + REST
            break
    Endpoint.objects.filter(pk=pk).update(busy_until=rest)
    return tried


def _parcels(pk: int) -> Iterator[Parcel]:
    for _ in range(AT_ONCE):
        now = timezone.now()
        parcel = pack(pk, now)
        if parcel is None:
            return
        yield parcel
        Endpoint.objects.filter(pk=pk).update(busy_until=timezone.now() + LEASE)


def pack(pk: int, now: datetime) -> Parcel | None:
    """The next message for an address, signed; None if nothing is due."""
    delivery = (
        sendable(now)
        .filter(endpoint=pk)
        .select_related("endpoint")
        .order_by("due_at", "pk")
        .first()
    )
    if delivery is None:
        return None
    if delivery.event == Event.VERIFY and not delivery.payload:
        delivery.payload = {"challenge": secrets.token_urlsafe(24)}
        delivery.save(update_fields=["payload"])
    body = json.dumps(
        {
            "type": delivery.event,
            "timestamp": rfc3339(delivery.made_at),
            "data": delivery.payload,
        },
        sort_keys=True,
    )
    lasting = Q(ends_at=None) | Q(ends_at__gt=now)
    keys = delivery.endpoint.secrets.filter(lasting).values_list("value", flat=True)
    headers = signed(delivery.uid, body, keys, now)
    challenge = delivery.payload["challenge"] if delivery.event == Event.VERIFY else ""
    return Parcel(delivery, delivery.endpoint.url, body, headers, challenge)


def record(delivery: Delivery, answer: Answer, now: datetime) -> None:
    """Write down how an attempt ended, and what follows from it."""
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().get(pk=delivery.endpoint_id)
        # As it is now: it may have been sent again by hand, or stopped, in the meantime.
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        Attempt.objects.create(
            delivery=delivery,
            at=now,
            status=answer.status,
            milliseconds=answer.milliseconds,
            fault=answer.fault,
        )
        delivery.tries += 1
        if answer.fault:
            _failed(endpoint, delivery, answer, now)
        else:
            _arrived(endpoint, delivery, now)
        delivery.save(update_fields=["tries", "due_at", "delivered_at", "given_up_at", "fate"])


def _arrived(endpoint: Endpoint, delivery: Delivery, now: datetime) -> None:
    delivery.delivered_at, delivery.given_up_at, delivery.fate = now, None, ""
    was_away = endpoint.failing_since and now - endpoint.failing_since >= AWAY
    endpoint.failing_since = None
    if delivery.event == Event.VERIFY and endpoint.state != State.ACTIVE:
        endpoint.state, endpoint.reason, endpoint.state_at = State.ACTIVE, "", now
        endpoint.moved_at = now  # the first thing it is told is where the feed stands
    endpoint.save(update_fields=["failing_since", "state", "reason", "state_at", "moved_at"])
    if was_away:
        waiting().filter(endpoint=endpoint, due_at__gt=now).exclude(pk=delivery.pk).update(
            due_at=now
        )


def _failed(endpoint: Endpoint, delivery: Delivery, answer: Answer, now: datetime) -> None:
    if delivery.given_up_at is None:
        pause = None if delivery.event in ASKED else pause_after(delivery.tries)
        if pause is None:
            delivery.given_up_at, delivery.fate = now, Fate.TRIED
        else:
            delivery.due_at = now + max(pause, timedelta(seconds=answer.wait))
    if endpoint.state != State.ACTIVE:
        return
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.save(update_fields=["failing_since"])
    if answer.status == 410:
        disable(endpoint, Reason.GONE, now)
    elif now - endpoint.failing_since >= FAILING_MAX:
        disable(endpoint, Reason.FAILING, now)
    else:
        return
    if delivery.given_up_at is None:
        delivery.given_up_at, delivery.fate = now, Fate.STOPPED


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many attempts; None when no other is left."""
    if tries >= len(PAUSES):
        return None
    return timedelta(seconds=PAUSES[tries] * random.uniform(1 - JITTER, 1 + JITTER))


def disable(endpoint: Endpoint, reason: Reason, now: datetime) -> None:
    """Send nothing there any more, until it is proven anew; its partner is written to."""
    endpoint.state, endpoint.reason, endpoint.state_at = State.DISABLED, reason, now
    endpoint.failing_since = endpoint.moved_at = None
    endpoint.save(update_fields=["state", "reason", "state_at", "failing_since", "moved_at"])
    waiting().filter(endpoint=endpoint).update(given_up_at=now, fate=Fate.STOPPED)
    if reason != Reason.PARTNER:
        tell_of_disabling(endpoint)
