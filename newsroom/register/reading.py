"""Looks things up in the register: one by its id, many by theirs, and who asks."""

import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.http import HttpRequest

from newsroom.partners.access import ANONYMOUS
from newsroom.register.models import Item, ItemStatus
from newsroom.register.querysets import PUBLIC_SCOPE

Scope = tuple[str, ...]

# The member of documents with the sources of facts. There may be hundreds of them, so they are
# named only where an answer shows some of them by themselves.
SOURCES = "attested"

# Where a thing was merged into another, and that one again. `union` drops a row that came before,
# so that a ring of mergers ends too.
_MERGED = """
with recursive merged(uid, next) as (
  select uid, replaced_by from register_item where uid = %s
  union
  select item.uid, item.replaced_by from merged join register_item item on item.uid = merged.next
) select uid from merged
"""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def scope_of(request: HttpRequest) -> Scope:
    """The audience labels that whoever asks may read: those of the key, where one was admitted."""
    http = getattr(request, "_request", request)
    return getattr(http, "access", ANONYMOUS).labels


def uuid_or_none(text: Any) -> uuid.UUID | None:
    """The id that a text is, written as ids usually are; None where it is not one."""
    return uuid.UUID(text) if isinstance(text, str) and _UUID.fullmatch(text) else None


def find(kind: str, uid: uuid.UUID, scope: Iterable[str] = PUBLIC_SCOPE) -> Item | None:
    """The thing as this reader may see it, its tombstone, or None; one query.

    A tombstone (`live` is false) is given only of what was withdrawn (`status` canceled, why in
    `notice`) or merged (`replaced_by`), and only to readers who once could see it.
    """
    item = (
        Item.objects.using(settings.REGISTER_DATABASE)
        .filter(kind=kind, pk=uid, ever__overlap=list(scope))
        .annotate(is_retracted=Exists(Item.pending_retractions(OuterRef("pk"))))
        .first()
    )
    if item is None:
        return None
    if item.live:
        is_visible = not item.is_retracted and not set(scope).isdisjoint(item.channels)
        return item if is_visible else None
    return item if item.status in (ItemStatus.CANCELED, ItemStatus.MERGED) else None


def successor(item: Item, scope: Iterable[str] = PUBLIC_SCOPE) -> Item | None:
    """What a merged thing is now, at the end of however many mergers; one query.

    None where the reader may not see that.
    """
    chain = RawSQL(_MERGED, [item.uid])
    return Item.objects.visible(scope).filter(pk__in=chain).first()


def find_by(kind: str, member: str, value: str, scope: Iterable[str] = PUBLIC_SCOPE) -> Item | None:
    """The visible thing whose document has this value in this member, such as an ISO code."""
    return Item.objects.visible(scope).filter(kind=kind, **{f"doc__{member}": value}).first()


def resolve(
    uids: Iterable[uuid.UUID], scope: Iterable[str] = PUBLIC_SCOPE
) -> dict[uuid.UUID, Item]:
    """Those of the things that the reader may see, by their ids; at most one query."""
    wanted = set(uids)
    return Item.objects.visible(scope).in_bulk(list(wanted)) if wanted else {}


def mentioned(*docs: Any) -> set[uuid.UUID]:
    """Every id that stands in these documents, at any depth, but for the sources of facts."""
    return {uuid.UUID(text) for doc in docs for text in _ids(doc)}


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) == 36 and _UUID.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            if name != SOURCES:
                yield from _ids(member)
    elif isinstance(value, list):
        for member in value:
            yield from _ids(member)
