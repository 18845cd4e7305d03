"""Writing into the audit: deeds at once, refusals even though their transaction is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.models import Model

from newsroom.audit.deeds import REFUSED
from newsroom.audit.models import AuditEntry

# Network address of the request that is being answered; None outside of requests.
_address: ContextVar[str | None] = ContextVar("audit_address", default=None)
# Refusals that wait for the end of the transaction that they undo; None: nobody collects them.
_refusals: ContextVar[list[AuditEntry] | None] = ContextVar("audit_refusals", default=None)


def write(
    action: str, *, by: Any, subject: Model | None = None, detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Append one deed, in the caller's transaction: what is rolled back was not done.

    action: a code of at most 60 characters, such as "publish".
    by: a user, or None for the system itself. subject: the record that it was done to, if any.
    detail: what JSON can hold. The entry is sealed later, by the worker.
    """
    entry = _entry(action, by, subject, detail)
    entry.save(force_insert=True)
    return entry


def refused(
    action: str, *, by: Any, subject: Model | None = None, detail: dict[str, Any] | None = None
) -> None:
    """Append that something was refused, even though the refusal undoes the transaction.

    Inside `keeping_refusals`, as every request of the desk is, the entry is written when that
    ends, after whatever transaction the refusal rolls back. Elsewhere it is written at once.
    """
    entry = _entry(f"{action}{REFUSED}", by, subject, detail)
    waiting = _refusals.get()
    if waiting is None:
        entry.save(force_insert=True)
    else:
        waiting.append(entry)


@contextmanager
def keeping_refusals(address: str | None = None) -> Iterator[None]:
    """Write the refusals of this block when it has ended, however it ends.

    address: the network address that all entries of the block are said to come from.
    """
    waiting: list[AuditEntry] = []
    tokens = _address.set(address), _refusals.set(waiting)
    try:
        yield
    finally:
        _address.reset(tokens[0])
        _refusals.reset(tokens[1])
        if waiting:
            AuditEntry.objects.bulk_create(waiting)


def acting(by: Any) -> None:
    """Let the triggers know, until the end of this transaction, who changes accounts and rights."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('newsroom.user_pk', %s, true),"
            " set_config('newsroom.user_name', %s, true)",
            [str(by.pk), by.get_username()],
        )


def _entry(
    action: str, by: Any, subject: Model | None, detail: dict[str, Any] | None
) -> AuditEntry:
    return AuditEntry(
        action=action,
        user_pk=by.pk if by else None,
        user_name=by.get_username() if by else "",
        model=subject._meta.label_lower if subject else "",
        object_id=str(subject.pk) if subject else "",
        words=str(subject)[:300] if subject else "",
        detail=detail or {},
        address=_address.get(),
    )
