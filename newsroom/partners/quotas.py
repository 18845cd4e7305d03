"""How often somebody may ask: counted for all processes at once, in windows of fixed length.

The headers are those of the IETF's draft (draft-ietf-httpapi-ratelimit-headers), which is not a
standard yet. An answer that nothing has changed (304) is not counted and costs no query here.
"""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from threading import Lock

from django.conf import settings
from django.db import connections

from newsroom.partners.access import Access, Policy
from newsroom.partners.models import Count

# Whoever asks without a key shares the quota with the network that one subscriber has.
SUBSCRIBER = {4: 32, 6: 64}
# Windows are over long before; the rows are kept for a look.
KEEP = timedelta(days=2)

_COUNT = """
insert into partners_count (who, policy, began, number)
select %s, policy, to_timestamp(began), 1 from unnest(%s::text[], %s::bigint[]) t (policy, began)
on conflict (who, policy, began) do update set number = partners_count.number + 1
returning policy, number
"""
_USAGE = """
insert into partners_usage
  (key_id, day, requests, errors, refused, bytes, last_at, last_error, last_error_at)
values (%(key)s, (now() at time zone 'UTC')::date, 1, %(error)s, %(refused)s, %(bytes)s, now(),
  %(sort)s, case when %(sort)s <> '' then now() end)
on conflict (key_id, day) do update set
  requests = partners_usage.requests + 1,
  errors = partners_usage.errors + excluded.errors,
  refused = partners_usage.refused + excluded.refused,
  bytes = partners_usage.bytes + excluded.bytes,
  last_at = excluded.last_at,
  last_error = coalesce(nullif(excluded.last_error, ''), partners_usage.last_error),
  last_error_at = coalesce(excluded.last_error_at, partners_usage.last_error_at)
"""


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in one policy. left: requests; seconds: until the window is over."""

    policy: Policy
    left: int
    seconds: int


class OverQuota(Exception):
    """One or more policies are used up."""

    def __init__(self, standings: Iterable[Standing]) -> None:
        super().__init__("over quota")
        self.standings = [one for one in standings if one.left < 0]

    @property
    def retry_after(self) -> int:
        """Seconds until none of the policies that are used up holds any more."""
        return max(one.seconds for one in self.standings)

    @property
    def policies(self) -> list[str]:
        """The names of those policies."""
        return [one.policy.name for one in self.standings]


class _Exhausted:
    """Who is over quota, and until when: refused again without a query."""

    def __init__(self) -> None:
        self._until: dict[str, tuple[float, list[Policy]]] = {}
        self._lock = Lock()

    def note(self, who: str, standings: list[Standing]) -> None:
        until = time.time() + max(one.seconds for one in standings)
        with self._lock:
            if len(self._until) > 10_000:
                self._until.clear()
            self._until[who] = (until, [one.policy for one in standings])

    def check(self, who: str) -> None:
        until, policies = self._until.get(who, (0.0, []))
        if until <= time.time():
            return
        left = math.ceil(until - time.time())
        raise OverQuota([Standing(one, -1, left) for one in policies])

    def forget(self) -> None:
        with self._lock:
            self._until.clear()


exhausted = _Exhausted()


def who(access: Access, address: str | None) -> str:
    """By what requests are counted: the key, else the network of the address."""
    if access.key is not None:
        return f"key:{access.key}"
    if address is None:
        return "nowhere"
    found = ip_address(address)
    return str(ip_network((address, SUBSCRIBER[found.version]), strict=False))


def check(access: Access, address: str | None) -> None:
    """Refuse at once whoever is known to be over quota; no query. Raises OverQuota."""
    if access.policies:
        exhausted.check(who(access, address))


def count(access: Access, address: str | None) -> list[Standing]:
    """Count one request; where it leaves whoever asks. One statement. Raises OverQuota."""
    if not access.policies:
        return []
    name, now = who(access, address), time.time()
    began = [int(now // one.window) * one.window for one in access.policies]
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(_COUNT, [name, [one.name for one in access.policies], began])
        numbers = dict(cursor.fetchall())
    standings = [
        Standing(one, one.quota - numbers[one.name], max(1, math.ceil(start + one.window - now)))
        for one, start in zip(access.policies, began, strict=True)
    ]
    over = [one for one in standings if one.left < 0]
    if over:
        exhausted.note(name, over)
        raise OverQuota(over)
    return standings


def note(access: Access, *, size: int = 0, error: str = "", refused: bool = False) -> None:
    """Add one answer to what the key has used today; nothing for whoever has none."""
    if access.key is None:
        return
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            _USAGE,
            {
                "key": access.key,
                "error": int(bool(error) and not refused),
                "refused": int(refused),
                "bytes": size,
                "sort": error[:60],
            },
        )


def headers(access: Access, standings: Iterable[Standing]) -> dict[str, str]:
    """The header fields that tell of the policies and of what is left."""
    policies = ", ".join(f'"{p.name}";q={p.quota};w={p.window}' for p in access.policies)
    rest = ", ".join(f'"{s.policy.name}";r={max(0, s.left)};t={s.seconds}' for s in standings)
    fields = {"RateLimit-Policy": policies, "RateLimit": rest}
    return {name: text for name, text in fields.items() if text}


def standing(access: Access, address: str | None) -> list[Standing]:
    """Where whoever asks stands now, without counting; one query."""
    now = time.time()
    rows = Count.objects.using(settings.REGISTER_DATABASE).filter(
        who=who(access, address), began__gt=datetime.now(UTC) - timedelta(days=1)
    )
    numbers = {(row.policy, int(row.began.timestamp())): row.number for row in rows}
    found = []
    for one in access.policies:
        began = int(now // one.window) * one.window
        left = one.quota - numbers.get((one.name, began), 0)
        found.append(Standing(one, left, math.ceil(began + one.window - now)))
    return found


def forget_old() -> int:
    """Delete the counts of windows that are long over; how many."""
    deleted, _ = Count.objects.filter(began__lt=datetime.now(UTC) - KEEP).delete()
    return deleted
