"""Form fields of query parameters: references, instants, days, lists of values."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

# Postgres and Python both go further, but no story does; the ends would overflow in a zone.
FIRST_YEAR, LAST_YEAR = 1000, 9000
MAX_VALUES = 20
# How often a parameter can be given where each time narrows the answer further.
MAX_GROUPS = 5

_CODE = re.compile(r"[A-Za-z]{2}")

# Two names of one parameter: the day that a question is about.
SAME_DAY = ("on", "as_of")

Target = uuid.UUID | str


class Repeated(forms.Widget):
    """All values of a parameter that may be given more than once."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if hasattr(data, "getlist"):
            return data.getlist(name)
        return [data[name]] if name in data else []


class TargetsField(forms.Field):
    """Ids of things: a list of alternatives for each time the parameter is given.

    `code` also allows codes of two letters (ISO 3166-1) in place of an id.
    """

    widget = Repeated

    def __init__(self, *, code: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.code = code

    def to_python(self, value: list[str] | None) -> list[list[Target]]:
        groups = [[self._target(text) for text in given.split(",")] for given in value or ()]
        if len(groups) > MAX_GROUPS:
            raise _too_many(MAX_GROUPS)
        if any(len(group) > MAX_VALUES for group in groups):
            raise _too_many(MAX_VALUES)
        return groups

    def _target(self, text: str) -> Target:
        text = text.strip()
        if self.code and _CODE.fullmatch(text):
            return text.upper()
        try:
            # Only the usual way to write it: else one question would have several addresses.
            found = uuid.UUID(text)
            if str(found) == text.lower():
                return found
        except ValueError:
            pass
        message = (
            _("“%(value)s” is neither an id (UUID) nor a code of two letters (ISO 3166-1).")
            if self.code
            else _("“%(value)s” is not an id (UUID).")
        )
        raise ValidationError(message, code="invalid", params={"value": text[:80]})


class TargetField(TargetsField):
    """Ids of things, one for each time the parameter is given; all of them count."""

    def to_python(self, value: list[str] | None) -> list[list[Target]]:
        groups = super().to_python(value)
        if any(len(group) > 1 for group in groups):
            raise ValidationError(_("Give this once for each thing."), code="invalid")
        return groups


def _too_many(limit: int) -> ValidationError:
    return ValidationError(
        _("At most %(limit)d values are allowed."), code="too_many", params={"limit": limit}
    )


class ValuesField(forms.Field):
    """Values of a closed list, divided by commas; of an open one when no choices are given."""

    def __init__(
        self,
        *,
        choices: Sequence[tuple[str, Any]] = (),
        max_values: int = MAX_VALUES,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.choices = tuple(choices)
        self.max_values = max_values

    def to_python(self, value: str | None) -> list[str]:
        values = [text.strip() for text in value.split(",")] if value else []
        if len(values) > self.max_values:
            raise _too_many(self.max_values)
        allowed = [name for name, _label in self.choices]
        for text in values:
            if (allowed and text not in allowed) or not text or "\0" in text:
                raise ValidationError(
                    _("“%(value)s” is not one of: %(allowed)s.")
                    if allowed
                    else _("“%(value)s” is not a value."),
                    code="invalid_choice",
                    params={"value": text[:80], "allowed": ", ".join(allowed)},
                )
        return values


class InstantField(forms.Field):
    """An instant: RFC 3339 with its zone, or a day, which stands for its midnight in UTC."""

    def to_python(self, value: str | None) -> datetime | None:
        if not value:
            return None
        # In a query string a "+" that was not escaped has become a space.
        text = re.sub(r" (?=\d\d:\d\d$)", "+", value)
        try:
            if day := _day(text):
                return datetime(day.year, day.month, day.day, tzinfo=UTC)
            found = parse_datetime(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValidationError(
                _("“%(value)s” is neither a day nor an instant with its zone (RFC 3339)."),
                code="invalid",
                params={"value": value[:80]},
            )
        return found


class DayField(forms.Field):
    """A whole day, as 2025-06-15."""

    def to_python(self, value: str | None) -> date | None:
        if not value:
            return None
        try:
            found = _day(value)
        except ValueError:
            found = None
        if found is None:
            raise ValidationError(
                _("“%(value)s” is not a day, such as 2025-06-15."),
                code="invalid",
                params={"value": value[:80]},
            )
        return found


class YearField(forms.IntegerField):
    """A year of the calendar, as 2025."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


def day_given(asked: Mapping[str, Any]) -> date | None:
    """The day that is asked about, under either name, from cleaned parameters."""
    return next((asked[name] for name in SAME_DAY if asked.get(name)), None)


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return None
    found = parse_date(text)
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None
