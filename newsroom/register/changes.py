"""The change feed: every thing at its number, upserted or removed, in order and without a gap."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from newsroom.register.cursors import MalformedCursor, digest, pack, unpack
from newsroom.register.models import Batch, Epoch, Item, ItemStatus

DEFAULT_LIMIT, MAX_LIMIT = 500, 1000
# Numbers that one request looks through: a reader of a rare label passes over many others.
SCAN_BUDGET = 20_000
MAX_BYTES = 5_000_000
# Seconds after which to ask again: at once while there is more, else now and then.
POLL_SOON, POLL_LATER = 0, 10

_SORT = "changes"


class ExpiredCursor(ValueError):
    """The register does not know the cursor's place any more: it was restored or built anew."""


class ScopeChanged(ValueError):
    """The reader's labels are not those with which the cursor was given out."""


class ForeignCursor(ValueError):
    """The cursor was given out for other kinds."""


@dataclass(frozen=True)
class Changes:
    """Rows in the order of their numbers, the cursor after them, and whether that is the head.

    pending_since: when the oldest change of a thing that this reader has heard of was made, if
        it has no number yet; None normally.
    """

    rows: list[dict[str, Any]]
    cursor: str
    caught_up: bool
    pending_since: datetime | None

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
    scope: Iterable[str],
    kinds: Collection[str] = (),
    limit: int = DEFAULT_LIMIT,
) -> Changes:
    """What changed after the cursor, for a reader with these labels; in two or three queries.

    A thing is upserted while it is visible in this scope, and removed when it once was. Raises
    MalformedCursor, ForeignCursor, ScopeChanged and ExpiredCursor.
    """
    scope = sorted(scope)
    start = _opened(since, scope, kinds) if since else None
    after = start["s"] if start else 0
    rows = _page(after, start, scope, kinds, limit + 1)
    state = rows[0]
    head = state.head or 0
    if start:
        _verify(start, state, head)
    items = [row for row in rows if row.pk is not None]
    shown, place = _cut(items, limit, after, head, scope)
    cursor = cursor_at(place, scope, kinds, epoch=str(state.epoch or ""))
    return Changes(shown, cursor, place >= head, state.pending_since)


def cursor_at(place: int, scope: Iterable[str], kinds: Collection[str] = (), *, epoch: str) -> str:
    """The cursor of a reader who holds everything up to this number."""
    return pack(
        _SORT,
        {
            "v": 1,
            "e": epoch,
            "s": place,
            "n": _batch(place),
            "c": digest(scope),
            "k": sorted(kinds),
        },
    )


def _opened(text: str, scope: Sequence[str], kinds: Collection[str]) -> dict[str, Any]:
    start = unpack(_SORT, text)
    if start.get("v") != 1:
        raise MalformedCursor
    if start["c"] != digest(scope):
        raise ScopeChanged
    if start["k"] != sorted(kinds):
        raise ForeignCursor
    return start


def _verify(start: dict[str, Any], state: Any, head: int) -> None:
    is_known = state.is_known or not start["n"]
    if start["e"] != str(state.epoch or "") or not is_known or start["s"] > head:
        raise ExpiredCursor


def _page(
    after: int,
    start: dict[str, Any] | None,
    scope: Sequence[str],
    kinds: Collection[str],
    limit: int,
) -> list[Any]:
    """The rows with the state of the register beside each, in one statement: one snapshot.

    Without rows there is one that holds nothing but the state.
    """
    items = Item.objects.filter(
        seq__gt=after, seq__lte=after + SCAN_BUDGET, ever__overlap=scope
    ).annotate(is_retracted=Exists(Item.pending_retractions(OuterRef("pk"))))
    if kinds:
        items = items.filter(kind__in=sorted(kinds))
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
            [list(scope), start and start["n"] or None, *parameters],
        )
    )


def _cut(
    items: list[Any], limit: int, after: int, head: int, scope: Sequence[str]
) -> tuple[list[dict[str, Any]], int]:
    """The rows that go out, and the number up to which everything has been looked at."""
    shown: list[dict[str, Any]] = []
    size = 0
    for item in items[:limit]:
        row = as_row(item, scope)
        size += len(json.dumps(row, ensure_ascii=False).encode())
        if shown and size > MAX_BYTES:
            return shown, items[len(shown) - 1].seq
        shown.append(row)
    if len(items) > limit:
        return shown, items[limit - 1].seq
    return shown, max(after, min(after + SCAN_BUDGET, head))


def as_row(item: Any, scope: Sequence[str]) -> dict[str, Any]:
    """One change as a partner gets it. A retraction counts before it has a number."""
    row = {
        "id": str(item.uid),
        "type": item.kind,
        "version": item.version,
        "changed_at": item.sequenced_at.isoformat().replace("+00:00", "Z"),
    }
    if item.live and not item.is_retracted and not set(scope).isdisjoint(item.channels):
        return {"op": "upsert"} | row | {"doc": item.doc}
    status = ItemStatus.WITHHELD if item.live else item.status
    return (
        {"op": "remove"}
        | row
        | {
            "status": str(status),
            "replaced_by": item.replaced_by and str(item.replaced_by),
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
