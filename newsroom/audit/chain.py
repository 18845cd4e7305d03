"""The seal of the audit: each entry's digest covers the digest before it."""

import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction

from newsroom.audit.models import AuditEntry

# The key of the advisory lock, any number that nothing else in the database uses.
LOCK = 0x61756469
AT_ONCE = 1000  # entries sealed in one transaction
FIRST = "0" * 64  # what stands for the digest before the first


@dataclass(frozen=True)
class Head:
    """The last sealed entry: written down elsewhere, it gives away a chain that was cut."""

    number: int = 0
    digest: str = FIRST

    def __str__(self) -> str:
        return f"{self.digest}@{self.number}"


@dataclass(frozen=True)
class Verdict:
    """What a verification found: up to where the chain is whole, and what is wrong after that."""

    head: Head
    unsealed: int
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.fault


def digest_of(entry: AuditEntry, number: int, previous: str) -> str:
    """SHA-256 over the entry, its number and the digest before it, as JSON with sorted names."""
    covered = entry.facts() | {"number": number, "previous": previous}
    canonical = json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def head() -> Head:
    """Where the chain ends now."""
    last = AuditEntry.objects.filter(number__isnull=False).order_by("-number").first()
    return Head(last.number or 0, last.digest) if last else Head()


def seal() -> int:
    """Seal what is not sealed yet; how many entries.

    Writers do not wait for one another, nor for this: the order of the chain is that in which
    entries are found committed. Only one process seals at a time; another one returns at once.
    """
    sealed = 0
    while done := _seal_some():
        sealed += done
    return sealed


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:
        # Each round of the worker comes here: nearly always there is nothing, and this is cheap.
        cursor.execute("select exists (select from audit_auditentry where number is null)")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = head()
    entries = list(AuditEntry.objects.filter(number=None).order_by("id")[:AT_ONCE])
    for entry in entries:
        number = last.number + 1
        entry.number, entry.previous = number, last.digest
        entry.digest = digest_of(entry, number, last.digest)
        last = Head(number, entry.digest)
    AuditEntry.objects.bulk_update(entries, ["number", "previous", "digest"], batch_size=500)
    return len(entries)


def verify(expected: Head | None = None) -> Verdict:
    """Whether the chain is whole, from its first entry to its last.

    expected: an end that was written down before; the chain must still hold it. Without one, a
    chain whose last entries were deleted looks whole. Entries that are not sealed yet are
    counted, and vouched for by nothing.
    """
    last = Head()
    unsealed = AuditEntry.objects.filter(number=None).count()
    for entry in AuditEntry.objects.filter(number__isnull=False).order_by("number").iterator():
        fault = _fault(entry, last)
        if not fault and expected and entry.number == expected.number:
            fault = "" if entry.digest == expected.digest else "is not the entry that was expected"
        if fault:
            return Verdict(last, unsealed, f"entry {entry.number} {fault}")
        last = Head(entry.number or 0, entry.digest)
    if expected and expected.number > last.number:
        return Verdict(last, unsealed, f"entry {last.number + 1} is missing: the chain was longer")
    return Verdict(last, unsealed)


def _fault(entry: AuditEntry, last: Head) -> str:
    """What is wrong with an entry that stands after `last`; nothing if nothing is."""
    number = entry.number or 0
    if number != last.number + 1:
        return f"stands after entry {last.number}: what was between them is missing"
    if entry.previous != last.digest:
        return "does not follow from the entry before it"
    if entry.digest != digest_of(entry, number, entry.previous):
        return "was changed after it was sealed"
    return ""
