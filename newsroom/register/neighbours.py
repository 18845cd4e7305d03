"""What hangs together with a thing through others: the newest that refer to each of them."""

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from newsroom.register.models import Item, Reference
from newsroom.register.reading import Scope


def heads(targets: Sequence[uuid.UUID], kind: str, limit: int) -> QuerySet:
    """The items of this kind that refer to any of the targets, the newest of each.

    Each part is the head of one range of one index, however much refers to the target.
    """
    parts = [
        Reference.objects.filter(target=target, kind=kind)
        .order_by("-sort_at", "-item")
        .values("item")[:limit]
        for target in targets
    ]
    if not parts:
        return Reference.objects.none().values("item")
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def newest(targets: Iterable[uuid.UUID], kind: str, limit: int, scope: Scope) -> list[Item]:
    """The visible things of a kind that refer to any of the targets, in one query.

    Of each target at most `limit` references are looked at.
    """
    wanted = sorted(set(targets))
    if not wanted:
        return []
    items = Item.objects.visible(scope).filter(uid__in=heads(wanted, kind, limit))
    return list(items.order_by("-sort_at", "-uid"))
