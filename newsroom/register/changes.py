"""The change feed: every thing at its number, upserted or removed, in order and without a gap."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from newsroom.instants import rfc3339
from newsroom.partners.access import Access
from newsroom.register.cursors import MalformedCursor, pack, unpack
from newsroom.register.models import Batch, Epoch, Item, ItemStatus

DEFAULT_LIMIT, MAX_LIMIT = 500, 1000
# Numbers that one request looks through: a reader of a rare label passes over many others.
SCAN_BUDGET = 20_000
# The part of these that is looked through anew each time rather than passed over.
STAY = 10
MAX_BYTES = 5_000_000
# Seconds after which to ask again: at once while there is more, else now and then.
POLL_SOON, POLL_LATER = 0, 10

# The form of cursors; one of another form is not a cursor.
VERSION = 2
_SORT = "changes"


class ExpiredCursor(ValueError):
    """The register does not know the cursor's place any more: it was restored or built anew."""


class ScopeChanged(ValueError):
    """What the reader may read is not what it was when the cursor was given out.

    cursor: the same place with what may be read now; given where nothing was lost.
    """

    def __init__(self, added: Collection[str], lost: Collection[str], cursor: str | None) -> None:
        super().__init__("scope changed")
        self.added = sorted(added)
        self.lost = sorted(lost)
        self.cursor = cursor


class ForeignCursor(ValueError):
    """The cursor was given out for other kinds, or for other labels of the same access."""


@dataclass(frozen=True)
class Changes:
    """Rows in the order of their numbers, the cursor after them, and whether that is the head.

    pending_since: when the oldest change of a thing that this reader has heard of was made, if
        it has no number yet; None normally.
    after, upto: the number of the cursor that was given, and that of the new one.
    epoch: the identity of the register that gave these numbers.
    """

    rows: list[str]
    cursor: str
    caught_up: bool
    pending_since: datetime | None
    after: int
    upto: int
    epoch: str

    @property
    def poll_after(self) -> int:
        """Seconds to wait before asking again."""
        return POLL_LATER if self.caught_up else POLL_SOON


def epoch() -> str:
    """The identity of this register; empty where it has none yet."""
    nonce = Epoch.objects.using(settings.REGISTER_DATABASE).values_list("nonce", flat=True)
    return str(nonce.first() or "")


def read(
    since: str = "",
    *,
    access: Access,
    kinds: Collection[str] = (),
    labels: Collection[str] = (),
    limit: int = DEFAULT_LIMIT,
) -> Changes:
    """What changed after the cursor, for whoever has this access; in two or three queries.

    A thing is upserted while it is visible with this access, and removed when it once was. With
    `labels`, some of those of the access, only things that ever had one of them are given; what
    becomes of them is still decided by all. Raises MalformedCursor, ForeignCursor, ScopeChanged
    and ExpiredCursor.
    """
    asked = Asked(access, frozenset(kinds), frozenset(labels))
    start = _opened(since, asked) if since else None
    after = start["s"] if start else 0
    rows = _page(after, start, asked, limit + 1)
    state = rows[0]
    head = state.head or 0
    if start:
        _verify(start, state, head)
    items = [row for row in rows if row.pk is not None]
    shown, place, is_all = _cut(items, limit, after, head, access)
    now = str(state.epoch or "")
    cursor = cursor_at(place, asked, epoch=now)
    return Changes(shown, cursor, is_all, state.pending_since, after, place, now)


@dataclass(frozen=True)
class Asked:
    """Whose feed it is, and of which things: of some kinds, of those that had some labels."""

    access: Access
    kinds: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def cursor_at(place: int, asked: Asked, *, epoch: str) -> str:
    """The cursor of a reader who holds everything up to this number."""
    return _sealed(place, _batch(place), asked, epoch)


def _sealed(place: int, batch: str, asked: Asked, epoch: str) -> str:
    payload: dict[str, Any] = {
        "v": VERSION,
        "e": epoch,
        "s": place,
        "n": batch,
        "l": sorted(asked.access.labels),
    }
    hidden = {"h": sorted(asked.access.hidden)} if asked.access.hidden else {}
    kinds = {"k": sorted(asked.kinds)} if asked.kinds else {}
    only = {"o": sorted(asked.labels)} if asked.labels else {}
    return pack(_SORT, payload | hidden | kinds | only)


def _opened(text: str, asked: Asked) -> dict[str, Any]:
    start = unpack(_SORT, text)
    if start.get("v") != VERSION:
        raise MalformedCursor
    if start.get("k", []) != sorted(asked.kinds) or start.get("o", []) != sorted(asked.labels):
        raise ForeignCursor
    before, now = set(start["l"]), set(asked.access.labels)
    hidden = start.get("h", []) != sorted(asked.access.hidden)
    if before != now or hidden:
        added, lost = now - before, before - now
        cursor = None
        if not lost and not hidden and not asked.labels:
            cursor = _sealed(start["s"], start["n"], asked, start["e"])
        raise ScopeChanged(added, lost, cursor)
    return start


def _verify(start: dict[str, Any], state: Any, head: int) -> None:
    is_known = state.is_known or not start["n"]
    if start["e"] != str(state.epoch or "") or not is_known or start["s"] > head:
        raise ExpiredCursor


def _page(
    after: int,
    start: dict[str, Any] | None,
    asked: Asked,
    limit: int,
) -> list[Any]:
    """The rows with the state of the register beside each, in one statement: one snapshot.

    Without rows there is one that holds nothing but the state.
    """
    scope = list(asked.access.labels)
    items = told(asked.access).filter(seq__gt=after, seq__lte=after + SCAN_BUDGET)
    if asked.kinds:
        items = items.filter(kind__in=sorted(asked.kinds))
    if asked.labels:
        items = items.filter(ever__overlap=sorted(asked.labels))
    page, parameters = items.order_by("seq")[:limit].query.sql_with_params()
    return list(
        Item.objects.using(settings.REGISTER_DATABASE).raw(
            "select page.*, state.* from (select"
            " (select max(last_seq) from register_batch) as head,"
            " (select nonce from register_epoch limit 1) as epoch,"
            # Only of things this reader has heard of: work on a draft is nobody's business.
            " (select min(m.made_at) from register_mark m join register_item i on i.uid = m.uid"
            " where i.ever && %s::varchar[]) as pending_since,"
            " exists (select from register_batch where nonce = %s::uuid) as is_known"
            f") state left join ({page}) page on true order by page.seq",
            [scope, start and start["n"] or None, *parameters],
        )
    )


def told(access: Access) -> QuerySet[Item]:
    """What this access has heard of, with all that `as_row` asks."""
    scope = list(access.labels)
    # Of what it was merged into, whoever may not see that learns nothing.
    remaining = Item.objects.filter(pk=OuterRef("replaced_by"), ever__overlap=scope).order_by()
    return Item.objects.filter(ever__overlap=scope).annotate(
        is_retracted=Exists(Item.pending_retractions(OuterRef("pk"))),
        remaining=Subquery(remaining.values("pk")),
    )


def _cut(
    items: list[Any], limit: int, after: int, head: int, access: Access
) -> tuple[list[str], int, bool]:
    """The rows that go out, the place to go on from, and whether that is all there is.

    They are JSON already, which is made once: to know their size is to have written them.
    """
    shown: list[str] = []
    size = 0
    for item in items[:limit]:
        text = json.dumps(as_row(item, access), ensure_ascii=False, separators=(",", ":"))
        size += len(text.encode())
        if shown and size > MAX_BYTES:
            return shown, items[len(shown) - 1].seq, False
        shown.append(text)
    last = items[min(limit, len(items)) - 1].seq if items else after
    if len(items) > limit:
        return shown, last, False
    looked_at = max(after, min(after + SCAN_BUDGET, head))
    # Where little lies behind the last row, none of it this reader's, the place stays: what others
    # are given is no news, and an answer that is the same can be a 304.
    place = last if looked_at - last <= SCAN_BUDGET // STAY else looked_at
    return shown, place, looked_at >= head


def as_row(item: Any, access: Access) -> dict[str, Any]:
    """One change as a partner gets it. A retraction counts before it has a number."""
    scope = access.labels
    row = {
        "id": str(item.uid),
        "type": item.kind,
        "version": item.version,
        "changed_at": rfc3339(item.sequenced_at),
    }
    if item.live and not item.is_retracted and not set(scope).isdisjoint(item.channels):
        changed = {name: at for name, at in item.members.items() if name not in access.hidden}
        events = {"events": item.events, "changed": changed}
        return {"op": "upsert"} | row | events | {"doc": access.shown(item.doc)}
    status = ItemStatus.WITHHELD if item.live else item.status
    return (
        {"op": "remove"}
        | row
        | {
            "status": str(status),
            "replaced_by": item.remaining and str(item.remaining),
            "reason": (item.notice or {}).get("reason"),
        }
    )


def _batch(place: int) -> str:
    """The nonce of the last batch that began at this number or before."""
    found = (
        Batch.objects.using(settings.REGISTER_DATABASE)
        .filter(first_seq__lte=place)
        .order_by("-first_seq")
        .values_list("nonce", flat=True)
        .first()
    )
    return str(found or "")
