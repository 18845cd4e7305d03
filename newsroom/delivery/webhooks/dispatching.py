"""Finds out what moved in the register, and writes down what to tell whom.

The position and the messages are written in one transaction: after a crash either both are there
or neither, and what moved is looked at again. Who never had a thing does not hear its id.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from newsroom.delivery.choices import Event, State
from newsroom.delivery.models import Delivery, Endpoint, Position
from newsroom.partners.access import Access
from newsroom.partners.identifying import labels_of, test_label
from newsroom.register.changes import Asked, as_row, cursor_at
from newsroom.register.models import Batch, Epoch, Item

# Numbers that one transaction looks through, and things that one message names.
STEP, NAMED = 1000, 100
# What is looked at of a thing; documents are long, and not told.
READ = (
    *("kind", "seq", "live", "status", "channels", "ever", "version", "sequenced_at"),
    *("replaced_by", "notice"),
)
# An address is told that the feed moved at most once in this time.
QUIET = timedelta(seconds=10)
# The members of a removal that a message has; the feed says the rest.
MEMBERS = ("id", "type", "version", "status", "replaced_by")


def access_of(endpoint: Endpoint) -> Access:
    """What the address is told of: what its partner may read, or what its key for trying may."""
    partner = endpoint.partner
    labels = (test_label(endpoint.sandbox),) if endpoint.sandbox else labels_of(partner)
    return Access(labels=labels, hidden=frozenset(partner.hidden), partner=partner.pk)


def dispatch(now: datetime | None = None) -> int:
    """Write down everything that is to be told by now; how many messages."""
    made = 0
    while True:
        with transaction.atomic():
            step, is_done = _step()
        made += step
        if is_done:
            break
    return made + _tell_of_moves(now or timezone.now())


def _step() -> tuple[int, bool]:
    """Go some numbers on; how many messages that made, and whether that was all."""
    position = _position()
    items = list(Item.objects.filter(seq__gt=position.seq).order_by("seq").only(*READ)[:STEP])
    if not items:
        return 0, True
    made = [delivery for one in proven() for delivery in _removals(one, items)]
    Delivery.objects.bulk_create(made)
    position.seq = items[-1].seq
    position.save(update_fields=["seq"])
    return len(made), len(items) < STEP


def _position() -> Position:
    """The place up to which everybody was told, locked. It begins where the register stands.

    In a register that was built anew or restored numbers mean something else: then all are told
    that it moved, and the feed tells them the rest.
    """
    epoch = Epoch.objects.values_list("nonce", flat=True).first()
    head = Batch.objects.aggregate(last=Max("last_seq"))["last"] or 0
    position = Position.objects.select_for_update().first()
    if position is None:
        Position.objects.bulk_create([Position(epoch=epoch, seq=head)], ignore_conflicts=True)
        position = Position.objects.select_for_update().get()
    if position.epoch != epoch or position.seq > head:
        position.epoch, position.seq = epoch, head
        position.save(update_fields=["epoch", "seq"])
        proven().update(moved_at=timezone.now())
    return position


def proven() -> QuerySet[Endpoint]:
    """The addresses that are told things."""
    return Endpoint.objects.filter(
        state=State.ACTIVE, deleted_at=None, partner__is_active=True
    ).select_related("partner")


def _removals(endpoint: Endpoint, items: Iterable[Item]) -> list[Delivery]:
    """Messages of what this address's partner had and has not any more; notes that others moved."""
    access = access_of(endpoint)
    scope = set(access.labels)
    had = [item for item in items if not scope.isdisjoint(item.ever)]
    if had and endpoint.moved_at is None:
        Endpoint.objects.filter(pk=endpoint.pk, moved_at=None).update(moved_at=timezone.now())
    if Event.REMOVED not in endpoint.events:
        return []
    gone = [item for item in had if not item.live or scope.isdisjoint(item.channels)]
    known = _ever_seen({item.replaced_by for item in gone if item.replaced_by}, scope)
    rows = [_row(item, access, known) for item in gone]
    return [
        Delivery(
            endpoint=endpoint,
            event=Event.REMOVED,
            payload={"items": rows[first : first + NAMED]},
        )
        for first in range(0, len(rows), NAMED)
    ]


def _row(item: Any, access: Access, known: Collection[Any]) -> dict[str, Any]:
    """What a removal says of one thing: as the feed does, less what its partner never had."""
    item.is_retracted = False  # it has its number
    item.remaining = item.replaced_by if item.replaced_by in known else None
    told = as_row(item, access)
    return {name: told[name] for name in MEMBERS}


def _ever_seen(uids: Collection[Any], scope: Iterable[str]) -> set[Any]:
    if not uids:
        return set()
    seen = Item.objects.filter(pk__in=uids, ever__overlap=list(scope))
    return set(seen.values_list("pk", flat=True))


def _tell_of_moves(now: datetime) -> int:
    """Tell that the feed moved to those for whom it did, and who were not told just now.

    While one such message waits there is no other: an address that is away is not told the same
    thing six times a minute, and when it is back the next one says where the feed is then.
    """
    waiting = Delivery.objects.filter(
        endpoint=OuterRef("pk"), event=Event.ADVANCED, delivered_at=None, given_up_at=None
    )
    quiet = Q(told_at=None) | Q(told_at__lte=now - QUIET)
    with transaction.atomic():
        _position()  # whoever holds it is the only one who notes and tells moves
        due = list(
            proven()
            .filter(quiet, ~Exists(waiting), moved_at__isnull=False)
            .filter(events__contains=[Event.ADVANCED])
        )
        if not due:
            return 0
        heads = _heads(due)
        Delivery.objects.bulk_create(
            Delivery(
                endpoint=one,
                event=Event.ADVANCED,
                payload={"cursor": heads[access_of(one)]},
                made_at=now,
                due_at=now,
            )
            for one in due
        )
        Endpoint.objects.filter(pk__in=[one.pk for one in due]).update(moved_at=None, told_at=now)
    return len(due)


def _heads(endpoints: Iterable[Endpoint]) -> dict[Access, str]:
    """The cursor for each access that a caught-up reader of the feed has."""
    epoch = str(Epoch.objects.values_list("nonce", flat=True).first() or "")
    found = {}
    for one in {access_of(endpoint) for endpoint in endpoints}:
        own = Item.objects.filter(ever__overlap=list(one.labels)).order_by("-seq")
        last = own.values_list("seq", flat=True).first() or 0
        found[one] = cursor_at(last, Asked(one), epoch=epoch)
    return found
