"""The records that a harvester may have: stories of the register, and what became of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from newsroom.formats.oai.requests import OAIError, Span
from newsroom.partners.access import Access
from newsroom.register.cursors import MalformedCursor, digest, pack, unpack
from newsroom.register.models import Item
from newsroom.register.reading import Scope, uuid_or_none

KIND = "article"
# Records in one answer.
PAGE = 100
_SORT = "oai"
# How sets are called, and the members of documents, columns of the register, that they are of.
SETS = {"lang": "language", "section": "section"}
_SET = re.compile(r"(lang|section)-([A-Za-z0-9_.!~*'()-]+)")

# Each step reads one entry of the index by section; languages are few, and have no index.
_CODES = """
with recursive codes(code) as (
  (select min({column}) from register_item where kind = %(kind)s and live and {column} <> '')
  union all
  select (select min(i.{column}) from register_item i
    where i.kind = %(kind)s and i.live and i.{column} > codes.code)
  from codes where codes.code is not null)
select code from codes where code is not null
"""


@dataclass(frozen=True)
class Record:
    """A story as a harvester may see it: with its item while it is there, else deleted."""

    item: Item
    is_deleted: bool
    # The sets that it is in. Of a deleted story nothing is told that was not asked.
    sets: list[str]


@dataclass(frozen=True)
class Harvest:
    """What a list is of: the format, the set, the time, and the number to go on after."""

    prefix: str
    wanted_set: str
    since: str
    until: str
    after: int = 0

    def token(self, access: Access) -> str:
        """The place as a text that only this archive gives out, and only to this access."""
        place = {"m": self.prefix, "s": self.wanted_set, "f": self.since, "u": self.until}
        return pack(_SORT, place | {"n": self.after, "c": _digest(access)})

    @classmethod
    def resumed(cls, token: str, access: Access) -> "Harvest":
        """The place that a token is; raises badResumptionToken."""
        try:
            place = unpack(_SORT, token)
        except MalformedCursor as error:
            raise OAIError("badResumptionToken", "This archive gave out no such token.") from error
        if place["c"] != _digest(access):
            raise OAIError("badResumptionToken", "What this access may read has changed.")
        return cls(place["m"], place["s"], place["f"], place["u"], place["n"])


def _digest(access: Access) -> str:
    return digest([*access.labels, *_sorts(access)])


def _sorts(access: Access) -> dict[str, str]:
    # Sets tell of the members that they are named after.
    return {sort: member for sort, member in SETS.items() if member not in access.hidden}


def label(wanted_set: str, access: Access) -> str:
    """The label of the register that stands for a set; raises noRecordsMatch."""
    found = _SET.fullmatch(wanted_set)
    if not found or found[1] not in _sorts(access):
        raise OAIError("noRecordsMatch", "There is no such set.")
    return f"{found[1]}:{found[2]}"


def had(scope: Scope) -> QuerySet[Item]:
    """Every story that this access has or once had, with whether it is about to be taken back."""
    return (
        Item.objects.using(settings.REGISTER_DATABASE)
        .filter(kind=KIND, ever__overlap=list(scope))
        # OAI-PMH has no word for an embargo, and so has nothing that is under one.
        .exclude(live=True, doc__status="scheduled")
        .annotate(is_retracted=Exists(Item.pending_retractions(OuterRef("pk"))))
    )


def page(
    harvest: Harvest, time: Span, now: datetime, access: Access
) -> tuple[list[Record], int | None]:
    """The next records in the order of their numbers, and the number to go on after, if any.

    What left a set is deleted to whoever harvests the set. Of the present second nothing is given:
    more may come to be of it.
    """
    rows: Any = had(access.labels).filter(seq__gt=harvest.after, sequenced_at__lt=now)
    if harvest.wanted_set:
        wanted = label(harvest.wanted_set, access)
        rows = rows.filter(ever__contains=[wanted])
    if time.since:
        rows = rows.filter(sequenced_at__gte=time.since)
    if time.before:
        rows = rows.filter(sequenced_at__lt=time.before)
    found = list(rows.order_by("seq")[: PAGE + 1])
    records = [record(item, access, harvest.wanted_set) for item in found[:PAGE]]
    return records, records[-1].item.seq if len(found) > PAGE else None


def record(item: Any, access: Access, wanted_set: str = "") -> Record:
    """The story as this access may see it. A retraction counts before it has a number."""
    is_seen = (
        item.live
        and not item.is_retracted
        and not set(access.labels).isdisjoint(item.channels)
        and (not wanted_set or label(wanted_set, access) in item.channels)
    )
    if not is_seen:
        return Record(item, True, [wanted_set] if wanted_set else [])
    return Record(item, False, sets_of(item, access))


def one(identifier: str, base: str, access: Access) -> Record:
    """The record with this identifier; raises idDoesNotExist."""
    uid = uuid_or_none(identifier.removeprefix(base)) if identifier.startswith(base) else None
    item = had(access.labels).filter(pk=uid).first() if uid else None
    if item is None:
        raise OAIError("idDoesNotExist", "There is no record with this identifier.")
    return record(item, access)


def sets_of(item: Item, access: Access) -> list[str]:
    """The sets of a story that is there."""
    found = (text.partition(":") for text in item.channels)
    sorts = _sorts(access)
    return [f"{sort}-{code}" for sort, _sign, code in found if sort in sorts]


def sets(access: Access) -> list[tuple[str, Item]]:
    """Each set that has a story, with the newest one in it; two queries and one more for them."""
    newest: list[tuple[str, QuerySet]] = []
    visible = Item.objects.visible(access.labels).filter(kind=KIND)
    visible = visible.exclude(doc__status="scheduled")
    for sort, column in _sorts(access).items():
        with connections[settings.REGISTER_DATABASE].cursor() as cursor:
            cursor.execute(_CODES.format(column=column), {"kind": KIND})
            for (code,) in cursor.fetchall():
                rows = visible.filter(**{column: code}).order_by("-sort_at", "-uid")
                newest.append((f"{sort}-{code}", rows.values("uid")[:1]))
    if not newest:
        return []
    heads = [rows for _name, rows in newest]
    uids: QuerySet = heads[0].union(*heads[1:], all=True) if len(heads) > 1 else heads[0]
    items = {item.uid: item for item in visible.filter(uid__in=uids)}
    found: dict[str, Item] = {}
    for item in items.values():
        for name in sets_of(item, access):
            found.setdefault(name, item)
    return [(name, found[name]) for name, _rows in newest if name in found]


def earliest(scope: Scope) -> datetime | None:
    """The time of the first record: numbers are given out in the order of time."""
    return had(scope).order_by("seq").values_list("sequenced_at", flat=True).first()
