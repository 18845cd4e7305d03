"""The months of a diary in words."""

from babel.dates import format_date, get_month_names
from django import template
from django.utils.translation import get_language, gettext

from actors.graphics.diary import Cell

register = template.Library()


@register.filter
def month_initial(column: int) -> str:
    """The letter above a column of a diary: of a month, or for those that are not known."""
    if column > 12:
        return "?"
    return get_month_names("narrow", "stand-alone", locale=get_language() or "fr")[column]


@register.filter
def month_name(cell: Cell) -> str:
    """The month and year of a cell."""
    if not cell.month:
        return gettext("%(year)d, month not known") % {"year": cell.year}
    return format_date(cell.first, "LLLL y", locale=get_language() or "fr")
