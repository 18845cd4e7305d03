"""The rows of a story's form, for its template."""

from typing import Any

from django import template

from articles.admin.lean import empty_row, lean_rows

register = template.Library()
register.filter("lean_rows", lean_rows)
register.filter("empty_row", empty_row)


@register.filter
def standing_first(parts: Any) -> list[Any]:
    """The inlines with what an editor works on beside the text."""
    return [part for part in parts if getattr(part.opts, "is_link", False)]


@register.filter
def standing_last(parts: Any) -> list[Any]:
    """The other inlines."""
    return [part for part in parts if not getattr(part.opts, "is_link", False)]
