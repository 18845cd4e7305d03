"""The parts of the sitemaps: things of one kind whose numbers in the register lie in one range.

A thing gets a new number when its document changes, so an older part never gains an address and
has changed no later than the last thing in it; only what changed has to be read again. A part has
at most SIZE addresses, because no number is given twice, and however large the archive is, it is
one range of one index. Django's own sitemaps count all rows and skip those of the pages before.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet

from newsroom.register.models import Item
from newsroom.register.reading import Scope

SIZE = 10_000
# From each range that has a visible thing to the next one, of its kind or of the kind after it: one
# look into the index of kinds and numbers for each. The order names the kind too, so that no other
# index will do: by numbers alone a rare kind would be looked for among all things.
_PARTS = """
with recursive part as (
  (select kind, seq / {size} as number from ({visible}) item order by kind, seq limit 1)
  union all
  select next.kind, next.seq / {size}
  from part, lateral (
    select kind, seq from ({visible}) item
    where (item.kind, item.seq) >= (part.kind, (part.number + 1) * {size})
    order by kind, seq limit 1
  ) next
)
select part.kind, part.number, last.sequenced_at
from part, lateral (
  select sequenced_at from ({visible}) item
  where (item.kind, item.seq) < (part.kind, (part.number + 1) * {size})
  order by kind desc, seq desc limit 1
) last
"""


class Part(NamedTuple):
    """One file of the sitemaps, and when something in it changed last."""

    kind: str
    number: int
    changed_at: datetime


def parts(scope: Scope) -> list[Part]:
    """All parts that have something in them, in one query."""
    # Unsorted, so that each look takes the first row of an index and no sort stands in between.
    seen = Item.objects.visible(scope).order_by().values("kind", "seq", "sequenced_at")
    visible, parameters = seen.query.sql_with_params()
    statement = _PARTS.format(visible=visible, size=SIZE)
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(statement, [*parameters, *parameters, *parameters])
        return [Part(*row) for row in cursor.fetchall()]


def things_of(kind: str, number: int, scope: Iterable[str]) -> QuerySet:
    """The things of a part: id, slug and the time of the last change."""
    first = number * SIZE
    return (
        Item.objects.visible(scope)
        .filter(kind=kind, seq__gte=first, seq__lt=first + SIZE)
        .order_by("seq")
        .values_list("uid", "slug", "sequenced_at")
    )
