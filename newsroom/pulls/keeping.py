"""Writes down what keys are given: one statement for each answer, with rights to insert alone."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connections

from newsroom.partners.access import Access
from newsroom.pulls.models import Acknowledgement, Pull
from newsroom.register.api.giving import Given

KEEP = timedelta(days=366)
# Rows deleted at once, so that nobody waits for long.
AT_ONCE = 20_000

# A conflict is not named: for that one would need the right to read.
_KEEP = """
with pulled as (
  insert into pulls_pull (partner_id, key_id, surface, number, uids, version, after, upto, epoch,
    kinds, labels)
  select %(partner)s, %(key)s, %(surface)s, %(number)s, %(uids)s::uuid[], %(version)s, %(after)s,
    %(upto)s, %(epoch)s, %(kinds)s::text[], %(labels)s::text[]
  where %(number)s > 0
), acknowledged as (
  insert into pulls_acknowledgement (partner_id, key_id, epoch, place, kinds, labels)
  select %(partner)s, %(key)s, %(epoch)s, %(after)s, %(kinds)s::text[], %(labels)s::text[]
  where %(after)s > 0
  on conflict do nothing
)
insert into pulls_reach (partner_id, label)
select %(partner)s, label from unnest(%(scope)s::text[]) label
on conflict do nothing
"""


def keep(access: Access, given: Given) -> None:
    """Keep what a key is given, and what it says to hold by the cursor it came with."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            _KEEP,
            {
                "partner": access.partner,
                "key": access.key,
                "surface": given.surface,
                "number": given.number,
                "uids": list(dict.fromkeys(given.uids)),
                "version": given.version,
                "after": given.after,
                "upto": given.upto,
                "epoch": given.epoch,
                "kinds": list(given.kinds),
                "labels": list(given.labels),
                "scope": list(access.labels),
            },
        )


def forget(now: datetime) -> int:
    """Delete what is older than twelve months; how many rows."""
    deleted, before = 0, now - KEEP
    for model in (Pull, Acknowledgement):
        rows: Any = model._default_manager
        while count := rows.filter(pk__in=_oldest(rows, before)).delete()[0]:
            deleted += count
    return deleted


def _oldest(rows: Any, before: datetime) -> Any:
    return rows.filter(at__lt=before).order_by().values("pk")[:AT_ONCE]
