"""Works off the marks: projects what changed, and gives each real change the next number.

One at a time, in a transaction of its own: whoever sees a number never later sees a smaller one
appear. The lock is taken, the marks are claimed and the record is read in statements of their
own and in that order, at READ COMMITTED; each of these is needed (tests/register says why).
"""

import logging
import uuid
from collections import defaultdict
from datetime import UTC, datetime

from django.db import connection, transaction

from newsroom.register.models import Batch, Item
from newsroom.register.projection import Projected, projections
from newsroom.register.store import write

log = logging.getLogger(__name__)

# The key of the advisory lock, any number that nothing else in the database uses.
LOCK = 0x6E657773


def sequence_all(limit: int = 500) -> int:
    """Work off all marks; the number of items that got a new number."""
    numbered = 0
    while (result := sequence(limit)) is not None:
        numbered += result
    return numbered


def sequence(limit: int = 500) -> int | None:
    """Work off the marks of the things that the oldest `limit` marks name.

    Gives how many items changed; None if there were no marks.
    """
    with transaction.atomic(durable=True):
        take_lock()
        marks = claim(limit)
        if not marks:
            return None
        return publish(marks)


def take_lock() -> None:
    """Wait until no other sequencer is at work; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def claim(limit: int) -> dict[uuid.UUID, tuple[set[str], bool]]:
    """Take the oldest marks: for each thing the kinds it was marked as, and whether to retract.

    With them go all other marks of the same things, which one projection answers: an import
    marks an office once for each of its holders.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from register_mark where uid in"
            " (select uid from register_mark order by id limit %s)"
            " returning kind, uid, retract",
            [limit],
        )
        claimed: dict[uuid.UUID, tuple[set[str], bool]] = {}
        for kind, uid, retract in cursor.fetchall():
            kinds, already = claimed.get(uid, (set(), False))
            claimed[uid] = (kinds | {kind}, already or retract)
    return claimed


def publish(marks: dict[uuid.UUID, tuple[set[str], bool]]) -> int:
    """Bring the register up to date for the marked things; how many got a number."""
    known = Item.objects.in_bulk(list(marks))
    changed = [
        (known.get(fresh.uid), fresh)
        for fresh in project(marks)
        if is_change(known.get(fresh.uid), fresh, retracted=marks[fresh.uid][1])
    ]
    if not changed:
        return 0
    now = datetime.now(UTC)
    last = Batch.objects.order_by("-last_seq").values_list("at", flat=True).first()
    if last and last > now:  # a clock set back must not turn the order of changes around
        now = last
    first, *numbers = draw(len(changed))
    write(zip([first, *numbers], changed, strict=True), now)
    Batch.objects.create(first_seq=first, last_seq=numbers[-1] if numbers else first, at=now)
    return len(changed)


def project(marks: dict[uuid.UUID, tuple[set[str], bool]]) -> list[Projected]:
    """What the world may see of each marked thing, those that others refer to first."""
    by_kind: dict[str, list[uuid.UUID]] = defaultdict(list)
    for uid, (kinds, _) in marks.items():
        for kind in kinds:
            by_kind[kind].append(uid)
    found: dict[uuid.UUID, Projected] = {}
    for kind, projection in projections().items():
        for item in projection.project(by_kind.pop(kind, ())):
            # Marked as two kinds, a thing is what it is now, not what it was.
            if item.uid not in found or item.doc is not None:
                found.pop(item.uid, None)
                found[item.uid] = item
    for kind in by_kind:
        log.error("marks of a kind that nothing projects: %s", kind)
    return list(found.values())


def is_change(known: Item | None, fresh: Projected, *, retracted: bool) -> bool:
    """Whether the world must hear of it."""
    if known is None:
        return fresh.doc is not None  # never public and not now: leaves no trace
    if fresh.doc is None:
        return known.live or (known.status, known.replaced_by, known.notice) != (
            fresh.status,
            fresh.replaced_by,
            fresh.notice,
        )
    if retracted or not known.live:
        # While the retraction was pending, a mirror may have been told to remove it.
        return True
    return (known.etag, known.channels, known.kind) != (fresh.etag, fresh.channels, fresh.kind)


def draw(count: int) -> list[int]:
    """The next numbers. Only the holder of the lock draws."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('register_seq') from generate_series(1, %s)", [count])
        return [number for (number,) in cursor.fetchall()]
