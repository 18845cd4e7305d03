"""The register at one moment, with the number that it stands at: what a dump is made from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction

from newsroom.register.models import Item
from newsroom.register.querysets import PUBLIC_SCOPE


@contextmanager
def snapshot(
    scope: Iterable[str] = PUBLIC_SCOPE, chunk_size: int = 500
) -> Iterator[tuple[int, Iterator[Item]]]:
    """Give the highest number, and the visible items exactly as they were at that number.

    All is read in one REPEATABLE READ transaction. Numbers appear in order, so the snapshot
    holds everything up to the highest one it sees, and whoever loads it goes on from there.
    """
    alias = settings.REGISTER_DATABASE
    with transaction.atomic(using=alias, durable=True):
        with connections[alias].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield head(alias), Item.objects.visible(scope).order_by("seq").iterator(chunk_size)


def head(alias: str) -> int:
    """The highest number given so far; 0 in an empty register."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select coalesce(max(seq), 0) from register_item")
        return int(cursor.fetchone()[0])
