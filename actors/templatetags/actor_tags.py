"""Partial dates, periods, grounds and the closed lists of the actors' record, in words."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, gettext_lazy

from actors import choices
from actors.dates import InvalidPartialDate, display
from actors.pages.days import SOURCES_SHOWN
from actors.pages.holdings import GROUNDS
from actors.pages.series import Link
from newsroom.register.pages import called, title
from newsroom.typography import french_spaces

register = template.Library()

REASONS = {
    "inferred": gettext_lazy("Not printed as such: deduced from what sources say."),
    "outside": gettext_lazy("Known from elsewhere, to be confirmed."),
    "disputed": gettext_lazy("Sources contradict one another."),
    "unknown": gettext_lazy("The last source that says so is from another day."),
}
STANDINGS = {
    "attested": gettext_lazy("attested"),
    "inferred": gettext_lazy("inferred"),
    "unknown": gettext_lazy("unknown"),
}
LISTS = {
    name: getattr(choices, name)
    for name in (
        "ActorKind",
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
    "replaces": gettext_lazy("Held later"),
}
# Ties between the meeting of the page and one in the list of its series: as the first says it,
# and as the other does.
SERIES_LINKS = {
    "follows": (gettext_lazy("this meeting follows it"), gettext_lazy("follows this meeting")),
    "on_the_occasion_of": (
        gettext_lazy("this meeting was held on its occasion"),
        gettext_lazy("on the occasion of this meeting"),
    ),
    "part_of": (gettext_lazy("this meeting is part of it"), gettext_lazy("part of this meeting")),
    "same_series": (gettext_lazy("same series"), gettext_lazy("same series")),
    "replaces": (
        gettext_lazy("this meeting was held in its place"),
        gettext_lazy("held in place of this meeting"),
    ),
}

# The same, beside an earlier meeting in a story of which the later one is the news.
TIES = {
    "follows": gettext_lazy("continued by the meeting of this story"),
    "on_the_occasion_of": gettext_lazy("occasion of the meeting of this story"),
    "part_of": gettext_lazy("includes the meeting of this story"),
    "same_series": gettext_lazy("same series"),
    "replaces": gettext_lazy("replaced by the meeting of this story"),
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


@register.simple_tag(takes_context=True)
def told_apart(context: template.Context, doc: dict[str, Any]) -> str:
    """What tells an actor from its namesakes: latest office or sort, country, years."""
    offices = [french_spaces(called(tenure)) for tenure in doc.get("tenures") or ()]
    sort = choice(doc.get("organisation_type") or "", "OrganisationType")
    country = context["things"].get(str(doc.get("nationality") or doc.get("country")))
    parts = (offices[-1] if offices else sort, country and title(country), _lifespan(doc))
    return " · ".join(filter(None, parts)) or choice(doc["type"], "ActorKind")


def _lifespan(doc: dict[str, Any]) -> str:
    """The years between which somebody lived, or a country was: 1922–1991, 1979–."""
    first, last = doc.get("born") or doc.get("began"), doc.get("died") or doc.get("ended")
    years = ((first or {}).get("earliest"), (last or {}).get("latest"))
    return "–".join((day or "")[:4] for day in years) if any(years) else ""


@register.simple_tag
def other_names(doc: dict[str, Any]) -> list[dict[str, Any]]:
    """The names of an actor but for the one under which it stands."""
    return [name for name in doc["names"] if name["text"] != doc["name"]]


@register.filter
def back_link(kind: str) -> str:
    """A tie between meetings, in words, read from the other end."""
    return str(BACK_LINKS[kind])


@register.filter
def tie_name(kind: str) -> str:
    """How the meeting of a story's news is tied to an earlier one, in words beside that one."""
    return str(TIES[kind])


@register.filter
def series_link(link: Link) -> str:
    """A tie between two meetings of one series, in words beside the other of the two."""
    return str(SERIES_LINKS[link.kind][link.back])


@register.filter
def ground(certainty: str) -> str:
    """A mark for what is not explicit; nothing for what is."""
    if certainty not in GROUNDS:
        return ""
    return format_html(
        '<span class="ground" title="{}">{}</span>', REASONS[certainty], GROUNDS[certainty]
    )


@register.filter
def other_grounds(fact: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences that state a fact, but for those that stand among its sources by day."""
    # A document that was written before facts named their sentences lacks them.
    shown = {one["evidence"] for one in fact["attested"][:SOURCES_SHOWN]}
    return [one for one in fact.get("evidence") or () if one["evidence"] not in shown]


@register.filter
def standing_name(standing: str) -> str:
    """How surely something held on a day, in a word."""
    return str(STANDINGS[standing])


@register.filter
def any_row(lists: dict[str, list[Any]]) -> bool:
    """Whether any of the lists holds a row."""
    return any(lists.values())


@register.filter
def certainty_name(certainty: str) -> str:
    """On what ground a fact stands, in a word or two."""
    return str(GROUNDS.get(certainty) or gettext("explicit"))


@register.filter
def period(fact: dict[str, Any]) -> str:
    """The time for which a fact is known: its ends, then the days for which it is attested.

    Days that are its ends are not said twice.
    """
    ends = {(fact.get(end) or {}).get("edtf") for end in ("began", "ended")}
    is_said = {fact.get("attested_first"), fact.get("attested_last")} <= ends
    said = [part for part in (_ends(fact), "" if is_said else attested(fact)) if part]
    return ", ".join(said) or gettext("dates not known")


@register.filter
def borne(name: dict[str, Any]) -> str:
    """The time during which a name was borne; of an end that is not known nothing is said."""
    return _ends(name, unknown="..")


def _ends(fact: dict[str, Any], unknown: str = "") -> str:
    """What is known of both ends. `unknown`: how an interval of EDTF leaves one of them out."""
    # A document that was written before a fact had dates lacks them.
    began, ended = ((fact.get(end) or {}).get("edtf", "") for end in ("began", "ended"))
    if not began and not ended:
        return ""
    language = get_language() or "fr"
    try:
        return display(f"{began or unknown}/{ended or unknown}", language)
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
