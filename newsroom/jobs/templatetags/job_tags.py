"""Writes the numbers of the jobs page for people."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from newsroom.jobs.figures import Figure

register = template.Library()

# From so many seconds on, durations are given in the next unit.
MINUTES, HOURS, DAYS = 120, 7200, 172_800


@register.filter
def measure(figure: Figure) -> str:
    """The value with its unit; a dash where there is nothing to measure."""
    value = figure.value
    if value is None:
        return "–"
    if figure.unit != "s":
        return number_format(value)
    if value >= DAYS:
        return _("%(count)s d") % {"count": number_format(round(value / 86_400))}
    if value >= HOURS:
        return _("%(count)s h") % {"count": number_format(round(value / 3600))}
    if value >= MINUTES:
        return _("%(count)s min") % {"count": number_format(round(value / 60))}
    return _("%(count)s s") % {"count": number_format(round(value))}
