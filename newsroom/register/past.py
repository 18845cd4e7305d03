"""Keeps what live things said before: the wordings that readers saw, each until it was replaced.

The present wording is that of the document. Who writes here holds the lock of the sequencer.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from newsroom.register.models import Item, Past
from newsroom.register.projection import Projected, projections

Change = tuple[Item | None, Projected]
Words = dict[str, str]


def keep(changes: Iterable[Change], now: datetime) -> None:
    """Before the items change: keep the words that they had until now, and forget what must go.

    Of a thing that departs nothing is left. One that comes back begins anew: of the time before,
    only that there was one is told. Where the document says that earlier words are hidden, they
    are deleted, those replaced just now among them.
    """
    departed: list[uuid.UUID] = []
    hiding: list[uuid.UUID] = []
    replaced: dict[uuid.UUID, Words | None] = {}
    for item, fresh in changes:
        if item is None:
            continue
        if fresh.doc is None:
            departed.append(item.uid)
            continue
        before, after = wording(item.kind, item.doc), wording(fresh.kind, fresh.doc)
        if hides(item, fresh):
            hiding.append(item.uid)
            before_shown = None
        else:
            before_shown = before or None
        if before != after:
            replaced[item.uid] = before_shown
    if departed:
        Past.objects.filter(item__in=departed).delete()
    if hiding:
        Past.objects.filter(item__in=hiding).update(words=None)
    if replaced:
        numbers = numbers_of(replaced)
        Past.objects.bulk_create(
            Past(item_id=uid, number=numbers.get(uid, 0) + 1, until=now, words=words)
            for uid, words in replaced.items()
        )


def wording(kind: str, doc: dict | None) -> Words:
    """The words of a document whose earlier forms can be looked up; of none for most kinds."""
    return projections()[kind].wording(doc) if doc is not None else {}


def hides(item: Item, fresh: Projected) -> bool:
    """Whether something in the document now tells to hide what was said before."""
    projection = projections()[fresh.kind]
    told = projection.hidings(fresh.doc or {})
    return bool(told - projection.hidings(item.doc or {}))


def present_version(uid: uuid.UUID, scope: Iterable[str]) -> tuple[int, datetime | None]:
    """The number of what a thing says now, and since when; None: ever since it came out."""
    last = Past.objects.visible(scope).filter(item=uid).order_by("-number").first()
    return (last.number + 1, last.until) if last else (1, None)


def numbers_of(uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The number of the last wording that was replaced, of each thing that has one."""
    rows = Past.objects.filter(item__in=list(uids)).values("item")
    return {row["item"]: row["last"] for row in rows.annotate(last=Max("number")).order_by()}
