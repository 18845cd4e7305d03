"""The newest meetings of an actor or a filter, for pictures: a few members of each document."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import F, Func, JSONField, QuerySet

from newsroom.register.models import Item, Reference
from newsroom.register.orders import NEWEST
from newsroom.register.reading import Scope

# Meetings that one picture is drawn from, the newest first; some have met thousands of times.
READ = 1000
# How a meeting can be one of an actor: as the filter of meetings has it.
RELATIONS = ("participant", "delegation", "host", "inviter")
# References that may be of one meeting: whoever takes part sends no delegation.
_EACH = len(RELATIONS) - 1

MEMBERS = ("when", "place", "other_places", "status", "format")
# And these of each of its participants.
PRESENT = ("person", "delegation", "capacity", "person_is_inferred")
# The uid of a meeting, and these members of its document.
Seen = dict[str, Any]


def _pairs(names: tuple[str, ...], value: str) -> str:
    return ", ".join(f"'{name}', {value.format(name)}" for name in names)


# One value for each meeting, from one reading of its document: for each member that is taken out
# of it by itself, the whole is unpacked again.
_SHOWN = Func(
    F("doc"),
    template=f"""(
      select jsonb_build_object({_pairs(MEMBERS, 'd."{}"')}, 'participants', (
        select coalesce(jsonb_agg(jsonb_build_object({_pairs(PRESENT, "p -> '{}'")})), '[]')
        from jsonb_array_elements(d.participants) p))
      from jsonb_to_record(%(expressions)s)
        d (participants jsonb, {", ".join(f'"{name}" jsonb' for name in MEMBERS)})
    )""",
    output_field=JSONField(),
)


def seen(meetings: QuerySet[Item]) -> list[Seen]:
    """What pictures show of the newest of these; one query."""
    rows = NEWEST.apply(meetings)[:READ].values_list("uid", _SHOWN)
    return [{"uid": uid} | shown for uid, shown in rows]


def meetings_of(target: uuid.UUID, scope: Scope, until: datetime | None = None) -> list[Seen]:
    """The newest meetings of an actor, before an instant; one query over one range of an index."""
    newest = Reference.objects.filter(target=target, kind="meeting", rel__in=RELATIONS)
    if until:
        newest = newest.filter(sort_at__lt=until)
    items = newest.order_by("-sort_at", "-item").values("item")[: READ * _EACH]
    return seen(Item.objects.visible(scope).filter(pk__in=items))
