"""Hours as the newsroom types and reads them: in its own zone, twice a year with a trap."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def at_home(naive: datetime) -> datetime:
    """The instant at which the newsroom's clocks show this.

    When they are put back an hour occurs twice: the first of the two is meant. Raises
    ValidationError for an hour that is left out when they are put forward.
    """
    zone = timezone.get_current_timezone()
    # In UTC at once: Python calls two instants different if either occurs twice in its own zone.
    instant = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    shown = instant.astimezone(zone)
    if shown.replace(tzinfo=None) != naive:
        raise ValidationError(
            _("There is no %(hour)s on that day: the clocks are put forward, to %(shown)s."),
            code="no_such_hour",
            params={"hour": naive.strftime("%H:%M"), "shown": shown.strftime("%H:%M")},
        )
    return instant


def read_hour(text: str) -> datetime:
    """An instant from ISO 8601, with its offset from UTC or in the newsroom's zone."""
    try:
        found = parse_datetime(text.strip())
    except ValueError:  # 31 February
        found = None
    if found is None:
        raise ValidationError(_("Enter a valid date and time."), code="invalid")
    return found if timezone.is_aware(found) else at_home(found)


def hour_in_words(instant: datetime) -> str:
    """An instant in the newsroom's zone, with its offset: 25/10/2026 02:30 (UTC+02:00)."""
    local = timezone.localtime(instant)
    offset = local.strftime("%z")
    day = date_format(local, "SHORT_DATE_FORMAT")
    return f"{day} {local:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"
