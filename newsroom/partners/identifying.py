"""Who asks: the access of the key that a request carries."""

import time
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from newsroom.partners import keys
from newsroom.partners.access import ANONYMOUS, Access, Policy
from newsroom.partners.entitlements import own_label
from newsroom.partners.models import Key, Partner

# Seconds for which a process remembers what a key may read; a revocation holds after them.
REMEMBERED = 10.0
MINUTE, DAY = 60, 86_400
# What is used is written down once an hour.
COARSE = timedelta(hours=1)
MOST = 2_000

_COLUMNS = [
    *("pk", "name", "digest", "is_test", "expires_at", "last_used_at"),
    *(
        f"partner__{name}"
        for name in (
            *("pk", "slug", "labels", "hidden", "gets_embargoed", "networks"),
            *("per_minute", "per_day"),
        )
    ),
]


class UnknownKey(Exception):
    """There is no such key, or it is not accepted any more; nobody is told which."""


class ForeignNetwork(Exception):
    """The key is good, but not from this address."""


class _Memory:
    """What keys may read, for a few seconds; digests only, no key."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Access]] = {}
        self._lock = Lock()

    def get(self, digest: str) -> Access | None:
        until, access = self._known.get(digest, (0.0, None))
        return access if until > time.monotonic() else None

    def keep(self, digest: str, access: Access) -> None:
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[digest] = (time.monotonic() + REMEMBERED, access)

    def forget(self) -> None:
        """Look every key up anew."""
        with self._lock:
            self._known.clear()


memory = _Memory()


def identify(authorization: str, address: str | None) -> Access:
    """What the request with this Authorization header, from this address, may read.

    One query at most, and one more each hour. Raises UnknownKey and ForeignNetwork.
    """
    if not authorization:
        return anonymous()
    scheme, _, text = authorization.partition(" ")
    written = keys.read(text.strip()) if scheme.lower() == "bearer" else None
    if written is None:
        raise UnknownKey
    digest = written.digest
    access = memory.get(digest)
    if access is None:
        access = _looked_up(written)
        memory.keep(digest, access)
    return _admitted(access, address)


def identify_named(name: str, address: str | None) -> Access:
    """What the key of this name may read from this address, where nobody shows the key itself.

    For addresses that were signed for it; no name is nobody's in particular. One query at most.
    Raises UnknownKey and ForeignNetwork.
    """
    if not name:
        return anonymous()
    access = memory.get(f"#{name}")
    if access is None:
        row = _row(name)
        if row is None:
            raise UnknownKey
        access = _access(row)
        memory.keep(f"#{name}", access)
    return _admitted(access, address)


def anonymous() -> Access:
    """What everybody may read, as often as is good for all."""
    quotas = settings.ANONYMOUS_QUOTAS
    return Access(policies=_policies(*quotas)) if quotas else ANONYMOUS


def _admitted(access: Access, address: str | None) -> Access:
    if access.expires_at is not None and access.expires_at <= timezone.now():
        raise UnknownKey
    if access.networks and not _is_within(address, access.networks):
        raise ForeignNetwork
    return access


def _row(name: str) -> dict[str, Any] | None:
    return (
        Key.objects.using(settings.REGISTER_DATABASE)
        .filter(name=name, partner__is_active=True, revoked_at=None)
        # Not in the usual order, whose columns the public side's role does not read.
        .order_by("pk")
        .values(*_COLUMNS)
        .first()
    )


def _looked_up(written: keys.Written) -> Access:
    row = _row(written.name)
    is_test = written.sort == keys.TEST
    if row is None or not written.is_that_of(row["digest"]) or row["is_test"] != is_test:
        raise UnknownKey
    _note_use(row["pk"], row["last_used_at"])
    return _access(row)


def labels_of(partner: Partner) -> tuple[str, ...]:
    """The audience labels of a partner's keys."""
    return _labels(partner.slug, partner.labels, gets_embargoed=partner.gets_embargoed)


def _access(row: dict[str, Any]) -> Access:
    labels = _labels(
        row["partner__slug"],
        row["partner__labels"],
        gets_embargoed=row["partner__gets_embargoed"],
    )
    return Access(
        labels=(test_label(row["name"]),) if row["is_test"] else labels,
        hidden=frozenset(row["partner__hidden"]),
        policies=_policies(row["partner__per_minute"], row["partner__per_day"]),
        partner=row["partner__pk"],
        key=row["pk"],
        key_name=row["name"],
        expires_at=row["expires_at"],
        is_test=row["is_test"],
        networks=tuple(row["partner__networks"]),
    )


def test_label(name: str) -> str:
    """The label of what is made up for one key for trying."""
    return f"test:{name}"


def _labels(slug: str, labels: list[str], *, gets_embargoed: bool) -> tuple[str, ...]:
    own = [own_label(slug)] if gets_embargoed else []
    return tuple(sorted({*labels, *own}))


def _policies(per_minute: int, per_day: int) -> tuple[Policy, ...]:
    return Policy("burst", per_minute, MINUTE), Policy("day", per_day, DAY)


def _note_use(pk: int, last: datetime | None) -> None:
    now = timezone.now()
    if last is None or last < now - COARSE:
        Key.objects.using(settings.REGISTER_DATABASE).filter(
            Q(last_used_at=None) | Q(last_used_at__lt=now - COARSE), pk=pk
        ).update(last_used_at=now)


def _is_within(address: str | None, networks: tuple[str, ...]) -> bool:
    if address is None:
        return False
    found: Any = ip_address(address)
    # An IPv4 client of a socket that speaks both is written ::ffff:192.0.2.1.
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in ip_network(text) for text in networks)
