"""Finds a dump by the name in its address, and refuses what must not be handed out."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from newsroom.dumps.addresses import manifest_address
from newsroom.dumps.audiences import code_of
from newsroom.dumps.models import Dump
from newsroom.register.access import access_of
from newsroom.register.problems import Problem
from newsroom.register.reading import uuid_or_none

LATEST = "latest"
# Seconds in which the register knows what has become of a change that has no number yet.
SOON = 3


def find(request: HttpRequest, name: str) -> Any:
    """The dump of the caller's audience with this id, or the newest one of this day (in UTC).

    Raises Problem: 404 where there is none, 410 where there was.
    """
    dumps = Dump.objects.standing().filter(audience=code_of(access_of(request)))
    if uid := uuid_or_none(name):
        dumps = dumps.filter(pk=uid)
    elif name != LATEST:
        begin = datetime.combine(_day(name), datetime.min.time(), tzinfo=UTC)
        dumps = dumps.filter(made_at__gte=begin, made_at__lt=begin + timedelta(days=1))
    found = list(dumps.order_by("-made_at", "-uid"))
    if not found:
        raise Problem("not-found")
    dump = next((dump for dump in found if is_sound(dump)), found[0])
    refuse(request, dump)
    return dump


def is_sound(dump: Any) -> bool:
    """Whether it may be handed out."""
    return not (dump.withdrawn_at or dump.is_spoilt or dump.is_in_doubt)


def refuse(request: HttpRequest, dump: Any) -> None:
    """Raise Problem for a dump that may not be handed out."""
    if dump.withdrawn_at or dump.is_spoilt:
        raise Problem("dump-withdrawn", dump=newest(request, dump.audience))
    if dump.is_in_doubt:
        raise Problem("dump-in-doubt", headers={"Retry-After": str(SOON)})


def newest(request: HttpRequest, audience: str = "") -> str | None:
    """The address of the newest dump of the audience, by default the caller's; None without one."""
    code = audience or code_of(access_of(request))
    dump = Dump.objects.sound().filter(audience=code).first()
    return manifest_address(request, dump) if dump else None


def stands(uid: uuid.UUID) -> bool:
    """Whether the dump may still be handed out."""
    return Dump.objects.sound().filter(pk=uid).exists()


def _day(name: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise Problem("not-found") from error
