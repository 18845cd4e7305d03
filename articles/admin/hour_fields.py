"""The form field for hours in the newsroom's zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from articles.hours import read_hour

SHOWN = "%Y-%m-%dT%H:%M"


def minute() -> forms.DateTimeInput:
    """The browser's own calendar: nothing to load, and it speaks the reader's language."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SHOWN)


class HourField(forms.DateTimeField):
    """A day and a minute; a zone may be given as an offset, as in 2026-10-25T02:30+01:00."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": minute(), **kwargs})

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        return value if isinstance(value, datetime) else read_hour(str(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Of an hour that occurs twice, or has seconds, the box shows no more than a clock.
        if isinstance(initial, datetime) and data not in self.empty_values:
            shown = timezone.localtime(initial).strftime(SHOWN)
            if str(data).replace(" ", "T").removesuffix(":00") == shown:
                return False
        return super().has_changed(initial, data)
