"""How far partners are with what became of stories: taken, delivered, heard of, or nothing."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from newsroom.partners.models import Partner
from newsroom.pulls.choices import Sort, State
from newsroom.pulls.hearing import heard
from newsroom.pulls.models import Nudge

# How long ago something may have happened for the newsroom to be shown it, and how many at most.
SHOWN = timedelta(days=30)
MOST = 200
FOREVER = datetime(1, 1, 2, tzinfo=UTC)
# A partner that has not taken it by then is late.
PATIENCE = timedelta(minutes=15)

_STANDING = "select * from pulls_standing(%s, %s, null, %s)"


class Change(NamedTuple):
    """Something that became of a story. seq: whoever holds all up to this number holds it."""

    uid: uuid.UUID
    sort: str
    version: int
    seq: int
    at: datetime
    note: str | None

    @property
    def words(self) -> Any:
        """What happened, in words."""
        return Sort(self.sort).label


@dataclass
class Standing:
    """How far one partner is with one change. heard_at: when a webhook of it was acknowledged."""

    partner: Partner
    taken_at: datetime | None
    delivered_at: datetime | None
    heard_at: datetime | None = None
    nudged_at: datetime | None = None

    @property
    def state(self) -> State:
        """The best that is known."""
        if self.taken_at:
            return State.TAKEN
        if self.delivered_at:
            return State.DELIVERED
        return State.HEARD if self.heard_at else State.NOTHING

    @property
    def at(self) -> datetime | None:
        """Since when it stands so."""
        return self.taken_at or self.delivered_at or self.heard_at


@dataclass
class Report:
    """One change, and how far each partner is that may have the story."""

    change: Change
    rows: list[Standing] = field(default_factory=list)

    @property
    def missing(self) -> list[Standing]:
        """Those that have not taken it."""
        return [row for row in self.rows if row.state != State.TAKEN]

    def late(self, now: datetime) -> list[Standing]:
        """Those that should have taken it by now."""
        return self.missing if now - self.change.at > PATIENCE else []


def reports(*, story: uuid.UUID | None = None, now: datetime | None = None) -> list[Report]:
    """What became of stories in the last thirty days, or of one story ever; the newest first.

    Four queries, however many there are. A partner is among them if it is
    active and was given anything, before the change, by virtue of a label that the story ever had.
    """
    since = FOREVER if story else (now or timezone.now()) - SHOWN
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [since, story, MOST])
        rows = cursor.fetchall()
    partners = Partner.objects.in_bulk({row[6] for row in rows})
    found: dict[tuple[uuid.UUID, int], Report] = {}
    for *change, partner, taken_at, delivered_at in rows:
        one = Change(*change)
        report = found.setdefault((one.uid, one.version), Report(one))
        report.rows.append(Standing(partners[partner], taken_at, delivered_at))
    _add_nudges(found.values())
    _add_heard(found.values())
    return list(found.values())


def _add_nudges(found: Collection[Report]) -> None:
    uids = {report.change.uid for report in found}
    if not uids:
        return
    nudges = Nudge.objects.filter(uid__in=uids).order_by("at")
    last = {
        (uid, version, partner): at
        for uid, version, partner, at in nudges.values_list("uid", "version", "partner", "at")
    }
    for report in found:
        for row in report.rows:
            key = (report.change.uid, report.change.version, row.partner.pk)
            row.nudged_at = last.get(key)


def _add_heard(found: Collection[Report]) -> None:
    uids = {report.change.uid for report in found}
    if not uids:
        return
    times = heard(uids)
    for report in found:
        for row in report.rows:
            at = times.get((row.partner.pk, report.change.uid))
            if at and at >= report.change.at:
                row.heard_at = at
