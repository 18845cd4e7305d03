"""The register at one moment, with the number that it stands at: what a dump is made from."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from newsroom.partners.access import ANONYMOUS, Access
from newsroom.register.changes import epoch, told
from newsroom.register.models import Batch

# Rows that are in memory at once, however many there are.
CHUNK = 200


@dataclass(frozen=True)
class Moment:
    """Where the register stands: its highest number, and the batch that it came with.

    at: when that number was given; None in an empty register, as `batch` is.
    """

    epoch: str
    number: int
    batch: uuid.UUID | None
    at: datetime | None


@contextmanager
def snapshot(
    access: Access = ANONYMOUS, chunk_size: int = CHUNK
) -> Iterator[tuple[Moment, Iterator[Any]]]:
    """Give the moment, and everything that this access ever showed exactly as it was then.

    All is read in one REPEATABLE READ transaction, the number first. Numbers appear in order, so
    the snapshot holds everything up to the highest one it sees, and whoever loads it goes on from
    there. The rows are as `changes.as_row` wants them, with their references; what is about to be
    retracted says so.
    """
    alias = settings.REGISTER_DATABASE
    with transaction.atomic(using=alias, durable=True):
        isolate(alias)
        yield moment(alias), rows(alias, access, chunk_size)


def isolate(alias: str) -> None:
    """Let the transaction that has just begun see one state, and change none."""
    with connections[alias].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")


def moment(alias: str) -> Moment:
    """Where the register stands."""
    last = Batch.objects.using(alias).order_by("-last_seq").first()
    if last is None:
        return Moment(epoch(), 0, None, None)
    return Moment(epoch(), last.last_seq, last.nonce, last.at)


def rows(alias: str, access: Access, chunk_size: int) -> Iterator[Any]:
    """What this access shows or once did, by number, through a cursor of the server."""
    return (
        told(access)
        .using(alias)
        .prefetch_related("references")
        .order_by("seq")
        .iterator(chunk_size)
    )


def head(alias: str) -> int:
    """The highest number that anything stands at; 0 in an empty register."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select coalesce(max(seq), 0) from register_item")
        return int(cursor.fetchone()[0])
