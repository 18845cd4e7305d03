"""Items put straight into the register, for tests of those who read it."""

import uuid
from datetime import UTC, datetime
from itertools import count
from typing import Any

from newsroom.register.models import Batch, Item

START = datetime(2025, 8, 14, tzinfo=UTC)
_numbers = count(1)


def put(kind: str = "article", *, channels: tuple[str, ...] = ("public",), **columns: Any) -> Item:
    """A live item with the next number, all at the same instant unless told otherwise."""
    seq = next(_numbers)
    uid = columns.pop("uid", None) or uuid.uuid4()
    values: dict[str, Any] = {
        "seq": seq,
        "live": True,
        "status": "usable",
        "doc": {"id": str(uid), "type": kind, "title": f"{kind} {seq}"},
        "etag": str(seq),
        "sequenced_at": START,
        "first_at": START,
        "sort_at": START,
        "channels": list(channels),
        "ever": list(channels),
    }
    return Item.objects.create(uid=uid, kind=kind, **values | columns)


def bury(item: Item, status: str = "gone", **columns: Any) -> Item:
    """The same item as a tombstone, at the next number."""
    fields = {"seq": next(_numbers), "live": False, "status": status, "doc": None, "channels": []}
    for name, value in (fields | columns).items():
        setattr(item, name, value)
    item.save()
    return item


def batch(*items: Item) -> Batch:
    """The run of the sequencer that gave these numbers."""
    numbers = [item.seq for item in items]
    return Batch.objects.create(first_seq=min(numbers), last_seq=max(numbers), at=START)
