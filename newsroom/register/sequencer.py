"""Works off the marks: projects what changed, and gives each real change the next number.

One at a time, in a transaction of its own: whoever sees a number never later sees a smaller one
appear. The lock is taken, the marks are claimed and the record is read in statements of their
own and in that order, at READ COMMITTED; each of these is needed (tests/register says why).
"""

import logging
import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime

from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction

from newsroom.register.models import Batch, Item
from newsroom.register.past import keep
from newsroom.register.projection import Projected, sources
from newsroom.register.store import rearrange, write

log = logging.getLogger(__name__)

# The key of the advisory lock, any number that nothing else in the database uses.
LOCK = 0x6E657773


class BadBatch(Exception):
    """Some of these things cannot be projected or stored; their marks stay."""

    def __init__(self, uids: list[uuid.UUID]) -> None:
        super().__init__(f"cannot be brought up to date: {', '.join(map(str, uids[:3]))}")
        self.uids = uids


def sequence_all(limit: int = 500) -> int:
    """Work off all marks; the number of items that got a new number.

    A thing that cannot be projected stops no other: its marks stay, so that a retraction holds
    and the next call tries again, and it is reported as an error.
    """
    numbered, step = 0, limit
    left: list[uuid.UUID] = []
    while True:
        try:
            result = sequence(step, leave=left)
        except BadBatch as fault:
            if len(fault.uids) == 1:
                log.exception("%s stays as it was", fault.uids[0])
                left += fault.uids
                step = limit
            else:  # one after the other, until it is the turn of the bad one
                step = 1
            continue
        if result is None:
            return numbered
        numbered += result


def sequence(limit: int = 500, leave: Collection[uuid.UUID] = ()) -> int | None:
    """Work off the marks of the things that the oldest `limit` marks name, but for those to leave.

    Gives how many items changed; None if there were no marks. Raises BadBatch, having changed
    nothing, when the fault lies in the things and not in the database.
    """
    with transaction.atomic(durable=True):
        take_lock()
        marks = claim(limit, leave)
        if not marks:
            return None
        try:
            return publish(marks)
        except Exception as error:
            if is_passing(error):
                raise
            raise BadBatch(list(marks)) from error


def is_passing(error: Exception) -> bool:
    """Whether the same things may do at the next attempt: a connection lost, a deadlock …"""
    if not isinstance(error, OperationalError | InterfaceError | ProgrammingError):
        return False
    # Class 54 is about the values themselves: too long for an index, too many for a row.
    return not str(getattr(error.__cause__, "sqlstate", "")).startswith("54")


def take_lock() -> None:
    """Wait until no other sequencer is at work; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


def claim(limit: int, leave: Collection[uuid.UUID] = ()) -> dict[uuid.UUID, tuple[set[str], bool]]:
    """Take the oldest marks: for each thing the kinds it was marked as, and whether to retract.

    With them go all other marks of the same things, which one projection answers: an import
    marks an office once for each of its holders.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from register_mark where uid in"
            " (select uid from register_mark where uid <> all(%s::uuid[]) order by id limit %s)"
            " returning kind, uid, retract",
            [list(leave), limit],
        )
        claimed: dict[uuid.UUID, tuple[set[str], bool]] = {}
        for kind, uid, retract in cursor.fetchall():
            kinds, already = claimed.get(uid, (set(), False))
            claimed[uid] = (kinds | {kind}, already or retract)
    return claimed


def publish(marks: dict[uuid.UUID, tuple[set[str], bool]]) -> int:
    """Bring the register up to date for the marked things; how many got a number."""
    known = Item.objects.in_bulk(list(marks))
    changed, moved = [], []
    for fresh in project(marks):
        item = known.get(fresh.uid)
        if is_change(item, fresh, retracted=marks[fresh.uid][1]):
            changed.append((item, fresh))
        elif item and item.live and item.beside != fresh.beside:
            moved.append((item, fresh))
    if moved:  # lists and search must know; for a mirror, which holds documents, nothing changed
        rearrange(moved)
    if not changed:
        return 0
    now = datetime.now(UTC)
    last = Batch.objects.order_by("-last_seq").values_list("at", flat=True).first()
    if last and last > now:  # a clock set back must not turn the order of changes around
        now = last
    keep(changed, now)
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
    for kind, projection in sources().items():
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
