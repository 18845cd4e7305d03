"""Evidence and statements of stories, in words."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext_lazy

from articles import choices
from newsroom.register.pages import title
from newsroom.typography import french_spaces

register = template.Library()

FACTS = {
    "actor": gettext_lazy("Who it is"),
    "name": gettext_lazy("Spelling"),
    "tenure": gettext_lazy("Office held"),
    "rank": gettext_lazy("Rank"),
    "membership": gettext_lazy("Membership"),
    "meeting": gettext_lazy("Meeting"),
    "participation": gettext_lazy("Participation"),
    "meeting_link": gettext_lazy("Link between meetings"),
    "agreement": gettext_lazy("Signed document"),
    "party": gettext_lazy("Party to a document"),
    "mention": gettext_lazy("Mention"),
    "statement": gettext_lazy("Statement"),
}
# Who comes before what; a JSON document does not keep the order of its members.
ENDS = (
    "person",
    "actor",
    "member",
    "delegation",
    "office",
    "organisation",
    "agreement",
    "meeting",
    "other",
)
LISTS = {name: getattr(choices, name) for name in ("MentionRole", "StatementKind")}


@register.filter
def fact_name(supports: dict[str, Any] | None) -> str:
    """What kind of fact rests on a sentence."""
    return str(FACTS[supports["fact"]]) if supports else ""


@register.simple_tag(takes_context=True)
def fact_names(context: Context, supports: dict[str, Any] | None) -> str:
    """The things that the fact ties together. They are links elsewhere on the page."""
    ids = (supports or {"ids": {}})["ids"]
    found = [context["things"][uid] for end in ENDS if (uid := ids.get(end)) in context["things"]]
    return french_spaces(" · ".join(title(item) for item in found))


@register.filter
def article_choice(value: str, name: str) -> str:
    """The words for a value of a closed list of stories."""
    return str(LISTS[name](value).label) if value else ""
