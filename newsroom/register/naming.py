"""The names of items: written beside them with their keys, and looked up however they are spelt."""

import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsroom.register.models import Item, ItemName
from newsroom.register.names import lookup
from newsroom.register.names.keys import KEY_VERSION, index_keys
from newsroom.register.names.spelling import tokens
from newsroom.register.querysets import PUBLIC_SCOPE

# How like a name must be to what is asked: to be found at all; to be found by only some of its
# words. Both as measured for `likeness`.
LIKE, SURELY_LIKE = 0.75, 0.93
MOST = 50  # things that one name may mean
LONGEST = 200  # characters of what is asked; more is no name
BATCH = 1000


class Near(NamedTuple):
    """A thing that may be meant, the name that was nearest, how near: `LIKE` to 1, and its kind."""

    uid: uuid.UUID
    text: str
    score: float
    kind: str


def near(
    text: str, *, kinds: Sequence[str], limit: int = MOST, scope: Iterable[str] = PUBLIC_SCOPE
) -> list[Near]:
    """The visible things of these kinds that the text may name, the nearest first.

    One query, and one more when no name is surely the one: then misprints are looked for.
    The text as a whole must be a name, or a part of one: other words beside it make it none.
    """
    return near_each([text], kinds=kinds, limit=limit, scope=scope)[0]


def near_each(
    texts: Sequence[str],
    *,
    kinds: Sequence[str],
    limit: int = MOST,
    scope: Iterable[str] = PUBLIC_SCOPE,
) -> list[list[Near]]:
    """The same for each of these texts, in as many queries as for one."""
    cut = [text[:LONGEST] for text in texts]
    rows = ItemName.objects.visible(scope).filter(kind__in=kinds)
    found = lookup.near(rows, cut, columns=("item_id", "kind"), floor=LIKE)
    return [_best(text, found.get(text, []), limit) for text in cut]


def _best(text: str, found: Iterable[lookup.Found], limit: int) -> list[Near]:
    asked = len(tokens(text))
    best: dict[uuid.UUID, Near] = {}
    for (uid, kind), name, score in sorted(found, key=lambda hit: (-hit.score, hit.text, hit.row)):
        if asked <= len(tokens(name)) or score >= SURELY_LIKE:
            best.setdefault(uid, Near(uid, name, score, kind))
    return list(best.values())[:limit]


def name_items(uids: Sequence[uuid.UUID], live: Iterable[tuple[Item, Sequence[str]]]) -> None:
    """Write the names of these items anew; `live` are those of them that have any."""
    ItemName.objects.filter(item__in=uids).delete()
    ItemName.objects.bulk_create(
        (
            ItemName(
                item=item,
                kind=item.kind,
                text=text,
                keys=index_keys(text),
                key_version=KEY_VERSION,
            )
            for item, names in live
            for text in names
        ),
        batch_size=BATCH,
    )


def rekey() -> int:
    """Make anew the keys that were made by other rules than those of today; how many rows."""
    done = 0
    while rows := list(ItemName.objects.exclude(key_version=KEY_VERSION)[:BATCH]):
        for row in rows:
            row.keys, row.key_version = index_keys(row.text), KEY_VERSION
        done += ItemName.objects.bulk_update(rows, ["keys", "key_version"])
    return done
