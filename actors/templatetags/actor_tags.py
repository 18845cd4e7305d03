"""Partial dates, periods, grounds and the closed lists of the actors' record, in words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, gettext_lazy

from actors import choices
from actors.dates import InvalidPartialDate, display

register = template.Library()

# Short enough to stand beside a name; the choices of the record say the same in full.
GROUNDS = {
    "inferred": gettext_lazy("inferred"),
    "outside": gettext_lazy("outside knowledge"),
    "disputed": gettext_lazy("disputed"),
    "unknown": gettext_lazy("not certain for that day"),
}
REASONS = {
    "inferred": gettext_lazy("Not printed as such: deduced from what sources say."),
    "outside": gettext_lazy("Known from elsewhere, to be confirmed."),
    "disputed": gettext_lazy("Sources contradict one another."),
    "unknown": gettext_lazy("The last source that says so is from another day."),
}
LISTS = {
    name: getattr(choices, name)
    for name in (
        "AgreementKind",
        "Capacity",
        "Certainty",
        "MeetingFormat",
        "MeetingLevel",
        "MeetingLinkKind",
        "MeetingStatus",
        "NameKind",
        "OfficeLevel",
        "OrganisationType",
    )
}
# The same tie, read from the other end.
BACK_LINKS = {
    "follows": gettext_lazy("Followed by"),
    "on_the_occasion_of": gettext_lazy("Occasion of"),
    "part_of": gettext_lazy("Includes"),
    "same_series": gettext_lazy("Same series as"),
}


@register.filter
def words(value: dict[str, Any] | str | None) -> str:
    """A partial date in the language of the page; nothing where nothing is known."""
    text = value["edtf"] if isinstance(value, dict) else value
    return display(text or "", get_language() or "fr")


@register.filter
def choice(value: str, name: str) -> str:
    """The words for a value of a closed list."""
    return str(LISTS[name](value).label) if value else ""


@register.filter
def back_link(kind: str) -> str:
    """A tie between meetings, in words, read from the other end."""
    return str(BACK_LINKS[kind])


@register.filter
def ground(certainty: str) -> str:
    """A mark for what is not explicit; nothing for what is."""
    if certainty not in GROUNDS:
        return ""
    return format_html(
        '<span class="ground" title="{}">{}</span>', REASONS[certainty], GROUNDS[certainty]
    )


@register.filter
def certainty_name(certainty: str) -> str:
    """On what ground a fact stands, in a word or two."""
    return str(GROUNDS.get(certainty) or gettext("explicit"))


@register.filter
def period(fact: dict[str, Any]) -> str:
    """The time for which a fact is known: its ends, then the days for which it is attested."""
    said = [part for part in (_ends(fact), attested(fact)) if part]
    return ", ".join(said) or gettext("dates not known")


def _ends(fact: dict[str, Any]) -> str:
    began, ended = (fact[end]["edtf"] if fact[end] else "" for end in ("began", "ended"))
    if not began and not ended:
        return ""
    language = get_language() or "fr"
    try:
        return display(f"{began}/{ended}", language)
    except InvalidPartialDate:  # an end that is itself a range cannot stand in an interval
        parts = (
            began and gettext("began: %(when)s") % {"when": display(began, language)},
            ended and gettext("ended: %(when)s") % {"when": display(ended, language)},
        )
        return ", ".join(part for part in parts if part)


@register.filter
def attested(fact: dict[str, Any]) -> str:
    """The first and last day for which a source states the fact."""
    first, last = fact.get("attested_first"), fact.get("attested_last")
    if not first or not last:
        return ""
    language = get_language() or "fr"
    if first == last:
        return gettext("attested on %(day)s") % {"day": display(first, language)}
    return gettext("attested %(days)s") % {"days": display(f"{first}/{last}", language)}
