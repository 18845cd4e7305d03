"""What the public side reads of a partner's pulls: those of whoever knows a key, by its digest."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connections

from newsroom.pulls.choices import Surface
from newsroom.pulls.standing import Change


class Taken(NamedTuple):
    """One thing that a key of the partner was given."""

    at: datetime
    key: str
    surface: str
    number: int
    uids: list[UUID]
    version: int | None
    after: int
    upto: int | None

    @property
    def where(self) -> str:
        """Where it was asked for, in words."""
        return str(dict(Surface.choices).get(self.surface, self.surface))

    @property
    def first(self) -> int:
        """The first number that was not held yet."""
        return self.after + 1


def last_pulls(digest: str, most: int) -> list[Taken]:
    """What the keys of the partner were given last, the newest first; one query."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select * from pulls_last(%s, %s)", [digest, most])
        return [Taken(*row) for row in cursor.fetchall()]


def not_taken(digest: str) -> list[tuple[Change, datetime | None]]:
    """What became of stories in thirty days and is not acknowledged yet, and when it was
    delivered; one query."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select * from pulls_not_taken(%s)", [digest])
        return [(Change(*row[:-1]), row[-1]) for row in cursor.fetchall()]
