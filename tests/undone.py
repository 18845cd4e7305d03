"""What the tests of a module share in the database, loaded once and undone at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back; those of tests and of the record's services nest inside.

    Marked as Django's own TestCase marks its: the sequencer insists on a transaction of its own.
    """
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined]
    with outer:
        yield
        transaction.set_rollback(True)
