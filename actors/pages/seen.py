"""The newest meetings of an actor or a filter, for pictures: a few members of each document."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from newsroom.register.models import Item, Reference
from newsroom.register.orders import NEWEST
from newsroom.register.reading import Scope

# Meetings that one picture is drawn from, the newest first; some have met thousands of times.
READ = 1000
# How a meeting can be one of an actor: as the filter of meetings has it.
RELATIONS = ("participant", "delegation", "host", "inviter")
# References that may be of one meeting: whoever takes part sends no delegation.
_EACH = len(RELATIONS) - 1

MEMBERS = ("when", "place", "other_places", "participants", "status", "format")
# The uid of a meeting, and these members of its document.
Seen = dict[str, Any]


def seen(meetings: QuerySet[Item]) -> list[Seen]:
    """What pictures show of the newest of these; one query."""
    rows = NEWEST.apply(meetings)[:READ].values("uid", *(f"doc__{name}" for name in MEMBERS))
    return [{"uid": row["uid"]} | {name: row[f"doc__{name}"] for name in MEMBERS} for row in rows]


def meetings_of(target: uuid.UUID, scope: Scope, until: datetime | None = None) -> list[Seen]:
    """The newest meetings of an actor, before an instant; one query over one range of an index."""
    newest = Reference.objects.filter(target=target, kind="meeting", rel__in=RELATIONS)
    if until:
        newest = newest.filter(sort_at__lt=until)
    items = newest.order_by("-sort_at", "-item").values("item")[: READ * _EACH]
    return seen(Item.objects.visible(scope).filter(pk__in=items))
