"""What the keys of a partner have asked for, day by day."""

from datetime import date
from typing import Any

from django.conf import settings

from newsroom.partners.models import Usage

_COLUMNS = ("day", "key__name", "requests", "errors", "refused", "bytes")
_LAST = ("last_at", "last_error", "last_error_at")


def usage_of(partner: int, first: date, last: date) -> list[dict[str, Any]]:
    """A row for each day, in UTC, and each key that was used on it, the newest first; one query."""
    return list(
        Usage.objects.using(settings.REGISTER_DATABASE)
        .filter(key__partner=partner, day__range=(first, last))
        .order_by("-day", "key__name")
        .values(*_COLUMNS, *_LAST)
    )
