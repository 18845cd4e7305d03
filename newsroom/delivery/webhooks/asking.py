"""What partners, and the desk for them, do with webhooks. The public side has no right to more.

Everything here goes through the connection that is given by name: the public side's role cannot
read secrets, write messages of its own wording, or call an address proven.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from newsroom.delivery.choices import Event, Fate, Reason, State
from newsroom.delivery.models import Delivery, Endpoint, Secret
from newsroom.delivery.webhooks.signing import new_secret

# For how long the secret before the present one still signs.
OVERLAP = timedelta(hours=24)
MOST = 10  # addresses of one partner


class TooMany(Exception):
    """The partner has as many addresses as it may have."""


class Taken(Exception):
    """The partner has this address already."""


class NotProven(Exception):
    """Nothing but its proof is sent to this address now."""


class Stopped(Exception):
    """The newsroom has disabled the address, and it alone can let it be proven anew."""


@dataclass(frozen=True)
class Made:
    """An address with its secret, which is shown this once."""

    endpoint: Endpoint
    secret: str


def endpoints(partner: int, sandbox: str = "") -> QuerySet[Endpoint]:
    """The addresses of a partner that are there: its own, or those of a key for trying."""
    return Endpoint.objects.using(settings.REGISTER_DATABASE).filter(
        partner=partner, sandbox=sandbox, deleted_at=None
    )


def add(partner: int, *, url: str, events: list[str], key: str, is_sandbox: bool = False) -> Made:
    """Give a partner, or one of its keys for trying, an address; raises TooMany or Taken."""
    using = settings.REGISTER_DATABASE
    sandbox = key if is_sandbox else ""
    with _once(), transaction.atomic(using=using):
        own = endpoints(partner, sandbox)
        if own.filter(url=url).exists():
            raise Taken
        if own.count() >= MOST:
            raise TooMany
        endpoint = Endpoint(
            partner_id=partner, url=url, events=events, sandbox=sandbox, made_with=key
        )
        endpoint.save(using=using, force_insert=True)
        return Made(endpoint, _new_secret(endpoint, using))


def change(endpoint: Endpoint, changes: dict[str, Any]) -> None:
    """Change the address, its events, or disable it; another address has to be proven. Or Taken."""
    using, now = settings.REGISTER_DATABASE, timezone.now()
    url = changes.get("url", endpoint.url)
    with _once(), transaction.atomic(using=using):
        if url != endpoint.url:
            if endpoints(endpoint.partner_id, endpoint.sandbox).filter(url=url).exists():
                raise Taken
            endpoint.url = url
            if endpoint.reason != Reason.NEWSROOM:
                endpoint.state, endpoint.reason, endpoint.state_at = State.UNPROVEN, "", now
            endpoint.failing_since = None
        endpoint.events = changes.get("events", endpoint.events)
        if changes.get("state") == State.DISABLED and endpoint.state != State.DISABLED:
            endpoint.state, endpoint.reason = State.DISABLED, Reason.PARTNER
            endpoint.state_at, endpoint.failing_since = now, None
            stop(endpoint, now)
        endpoint.save(
            update_fields=["url", "events", "state", "reason", "state_at", "failing_since"]
        )


@contextmanager
def _once() -> Iterator[None]:
    """Another request may have given the partner the same address in this moment: Taken."""
    try:
        yield
    except IntegrityError as error:
        if "endpoint_once_per_partner" not in str(error):
            raise
        raise Taken from error


def delete(endpoint: Endpoint) -> None:
    """Take the address away; the worker clears the rows away."""
    using, now = settings.REGISTER_DATABASE, timezone.now()
    with transaction.atomic(using=using):
        _secrets(endpoint, using).update(ends_at=now)
        endpoint.deleted_at = now
        endpoint.save(update_fields=["deleted_at"])


def rotate(endpoint: Endpoint) -> str:
    """A new secret; the present one still signs for a day, the one before it no more."""
    using, now = settings.REGISTER_DATABASE, timezone.now()
    with transaction.atomic(using=using):
        Endpoint.objects.using(using).select_for_update().only("pk").get(pk=endpoint.pk)
        own = _secrets(endpoint, using)
        own.filter(ends_at__gt=now).update(ends_at=now)
        own.filter(ends_at=None).update(ends_at=now + OVERLAP)
        return _new_secret(endpoint, using)


def ask(endpoint: Endpoint, event: Event) -> str:
    """Ask for the proof or for a test; the name of the message. Raises NotProven or Stopped.

    While one waits it is that one, and there is one in ten seconds at most: nobody can have us
    knock at a stranger's door faster than that.
    """
    if endpoint.reason == Reason.NEWSROOM:
        raise Stopped
    if event == Event.TEST and endpoint.state != State.ACTIVE:
        raise NotProven
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select delivery_ask(%s, %s)", [endpoint.pk, event.value])
        return str(cursor.fetchone()[0])


def send_again(endpoint: Endpoint, deliveries: QuerySet[Delivery]) -> int:
    """Let these messages of the address be sent as if for the first time; how many. Or NotProven.

    They keep their names, by which a receiver knows what it had already.
    """
    if endpoint.state != State.ACTIVE:
        raise NotProven
    return (
        deliveries.filter(endpoint=endpoint)
        .exclude(event=Event.VERIFY)
        .update(due_at=timezone.now(), tries=0, delivered_at=None, given_up_at=None, fate="")
    )


def send_failed_again(endpoint: Endpoint, since: datetime, until: datetime) -> int:
    """The same for everything of a period that has not arrived; how many."""
    log = deliveries(endpoint).filter(made_at__gte=since, made_at__lt=until)
    return send_again(endpoint, log.filter(delivered_at=None))


def deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    """The log of an address."""
    return Delivery.objects.using(settings.REGISTER_DATABASE).filter(endpoint=endpoint.pk)


def log(endpoint: Endpoint, state: str, after: tuple[datetime, int] | None) -> QuerySet[Delivery]:
    """The log, the newest first: what stands so, if that is said, and comes after that place."""
    rows = deliveries(endpoint).order_by("-made_at", "-pk")
    if state:
        rows = rows.filter(
            delivered_at__isnull=state != "delivered", given_up_at__isnull=state != "given_up"
        )
    if after:
        made_at, pk = after
        rows = rows.filter(Q(made_at__lt=made_at) | Q(made_at=made_at, pk__lt=pk))
    return rows


def stop(endpoint: Endpoint, now: datetime) -> None:
    """Give up what waits for the address."""
    waiting = Delivery.objects.using(settings.REGISTER_DATABASE).filter(
        endpoint=endpoint.pk, delivered_at=None, given_up_at=None
    )
    waiting.update(given_up_at=now, fate=Fate.STOPPED)


def _secrets(endpoint: Endpoint, using: str) -> QuerySet[Secret]:
    return Secret.objects.using(using).filter(endpoint=endpoint.pk)


def _new_secret(endpoint: Endpoint, using: str) -> str:
    secret = Secret(endpoint_id=endpoint.pk, value=new_secret())
    secret.save(using=using, force_insert=True)
    return secret.value
