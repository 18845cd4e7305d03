"""Dates as lists and labels show them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import get_language

from actors.dates import display


def in_words(text: str) -> str:
    """A partial date in the words of the editor's language; nothing for an unknown one."""
    return display(text, (get_language() or "fr")[:2]) if text else ""


def years(began: Any, ended: Any) -> str:
    """The years between two days, either of which may be unknown: 1922–1991, 1979–, –1991."""
    if not began and not ended:
        return ""
    return f"{began.year if began else ''}–{ended.year if ended else ''}"


def date_column(name: str, label: Any) -> Any:
    """A column of a list that shows the partial date `name` in words, sorted by its first day."""

    @admin.display(description=label, ordering=f"{name}_earliest")
    def column(obj: Any) -> str:
        return in_words(getattr(obj, name))

    return column
