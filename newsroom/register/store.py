"""Writes items into the register, with their references, ties, names, dates and search rows."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from newsroom.partners.access import is_for_all
from newsroom.register.changing import changed_members, told
from newsroom.register.dating import date_items
from newsroom.register.labels import buckets
from newsroom.register.models import Epoch, Item, ItemStatus, Reference, Tie
from newsroom.register.naming import name_items
from newsroom.register.projection import Pair, Projected

ITEM_FIELDS = [
    field.name for field in Item._meta.concrete_fields if field.name not in ("uid", "first_at")
]
# What has no day of its own, such as a person, is found after all that has: twelve centuries before
# it came in, in whole cycles of the calendar. Else an import of offices would hide every story.
UNDATED = timedelta(days=3 * 146_097)
_NAMESPACE = uuid.UUID("7b0f2f5e-50a8-4f43-9f0e-6d4a0a1c9f53")


def write(
    changes: Iterable[tuple[int, tuple[Item | None, Projected]]], now: datetime
) -> list[Item]:
    """Store each (number, (item as it was, thing as it is)); the items as they are now."""
    pairs = [(numbered(seq, known, fresh, now), fresh) for seq, (known, fresh) in changes]
    return store(pairs)


def rearrange(changes: Iterable[tuple[Item, Projected]]) -> None:
    """Store what changed beside the documents, which stay as they are and keep their numbers."""
    pairs = []
    for known, fresh in changes:
        item = numbered(known.seq, known, fresh, known.sequenced_at)
        item.version, item.events, item.members = known.version, known.events, known.members
        pairs.append((item, fresh))
    store(pairs)
    Epoch.objects.update(rearranged=F("rearranged") + 1)


def store(pairs: list[tuple[Item, Projected]]) -> list[Item]:
    """Write the items, and their parts anew; the items."""
    items = [item for item, _ in pairs]
    Item.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["uid"], update_fields=ITEM_FIELDS
    )
    uids = [item.uid for item in items]
    live = [(item, fresh) for item, fresh in pairs if item.live]
    Reference.objects.filter(item__in=uids).delete()
    Reference.objects.bulk_create(
        Reference(
            item=item,
            target=ref.target,
            rel=ref.rel,
            certainty=ref.certainty,
            kind=item.kind,
            sort_at=item.sort_at,
        )
        for item, fresh in live
        for ref in {(ref.target, ref.rel): ref for ref in reversed(fresh.references)}.values()
    )
    Tie.objects.filter(item__in=uids).delete()
    Tie.objects.bulk_create(tie(item, pair) for item, fresh in live for pair in fresh.pairs)
    name_items(uids, [(item, fresh.names) for item, fresh in live])
    date_items(uids, [(item, fresh.dates) for item, fresh in live])
    # What only some may see would take the places of others among the first answers.
    index(uids, [(item, fresh) for item, fresh in live if is_for_all(item.channels)])
    return items


def numbered(seq: int, known: Item | None, fresh: Projected, now: datetime) -> Item:
    """The item of a thing as it is from this number on."""
    live = fresh.doc is not None
    first_at = known.first_at if known else now
    version = known.version + 1 if known else 1
    item = Item(
        uid=fresh.uid,
        kind=fresh.kind,
        seq=seq,
        live=live,
        status=ItemStatus.USABLE if live else fresh.status,
        channels=fresh.channels,
        ever=sorted({*(known.ever if known else ()), *fresh.channels}),
        doc=fresh.doc,
        etag=fresh.etag,
        beside=fresh.beside if live else "",
        version=version,
        events=told(known, fresh, version, now),
        members=changed_members(known, fresh, version),
        sequenced_at=now,
        first_at=first_at,
        sort_at=fresh.sort_at or first_at,
        name_key=fresh.name_key[:500],
        slug=fresh.slug,
        language=fresh.language,
        section=fresh.section,
        replaced_by=fresh.replaced_by,
        notice=fresh.notice,
    )
    if not live and known:
        # A tombstone stays what it was a tombstone of, at its place in time.
        item.kind, item.sort_at = known.kind, known.sort_at
    return item


def tie(item: Item, pair: Pair) -> Tie:
    """The row of a pair. Its uid follows from what it ties, so that it lasts."""
    left, right = sorted((pair.left, pair.right))
    return Tie(
        uid=uuid.uuid5(_NAMESPACE, f"{item.uid} {left} {right}"),
        item=item,
        left=pair.left,
        right=pair.right,
        facets=sorted({pair.left, pair.right, *pair.facets}),
        doc=pair.doc,
        certainty=pair.certainty,
        sort_at=item.sort_at,
    )


def found_at(item: Item, fresh: Projected) -> datetime:
    """Where the search has a thing in time."""
    return item.sort_at if fresh.sort_at else item.sort_at - UNDATED


def index(uids: list[uuid.UUID], live: list[tuple[Item, Projected]]) -> None:
    """Bring the search rows of these items up to date."""
    with connection.cursor() as cursor:
        cursor.execute("delete from register_search where item_id = any(%s)", [uids])
        cursor.executemany(
            "insert into register_search (item_id, kind, sort_at, facets, vector)"
            " values (%(uid)s, %(kind)s, %(at)s,"
            " %(refs)s::uuid[] || register_month_bucket(%(at)s) || register_kind_bucket(%(kind)s)"
            " || %(labels)s::uuid[],"
            " register_vector(%(a)s, %(b)s, %(c)s, %(refs)s::uuid[]))",
            [
                {
                    "uid": item.uid,
                    "kind": item.kind,
                    "at": found_at(item, fresh),
                    "refs": sorted({ref.target for ref in fresh.references}),
                    "labels": buckets(fresh.all_labels),
                    **dict(zip("abc", fresh.words, strict=True)),
                }
                for item, fresh in live
            ],
        )
