"""Instants as programs read them: RFC 3339, in UTC, with Z."""

from datetime import UTC, datetime


def rfc3339(moment: datetime) -> str:
    """An aware instant as exactly as it is known."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def rfc3339_seconds(moment: datetime) -> str:
    """The same in whole seconds, finer ones being more than some programs read."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
