"""Evidence and statements of stories, in words."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext, gettext_lazy

from articles import choices
from articles.datelines import of_document
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
def fact_name(kind: str) -> str:
    """What kind of fact rests on a sentence."""
    return str(FACTS[kind])


@register.filter
def of(rows: dict[str, Any], uid: Any) -> Any:
    """What is kept of one thing among what is kept by uid."""
    return (rows or {}).get(str(uid))


@dataclass(frozen=True)
class Told:
    """One fact in words: the things it ties together, or the statement that it supports."""

    names: str
    statement: str
    note: str
    certainty: str


@register.simple_tag(takes_context=True)
def facts_told(context: Context, facts: list[dict[str, Any]]) -> list[Told]:
    """The facts of one kind that rest on one sentence, none of them twice.

    What a fact ties to the same thing as the one before it is not named again.
    """
    found: list[Told] = []
    before: list[str] = []
    for fact in facts:
        supports = fact["supports"] or {"fact": "", "ids": {}}
        names = _names(context, supports)
        is_same = len(names) > 1 and names[:1] == before[:1]
        words = french_spaces(" · ".join(names[1:] if is_same else names))
        statement = str(supports["ids"].get("statement") or "")
        told = Told(words, statement, fact["note"], fact["certainty"])
        before = names
        if told not in found:
            found.append(told)
    return found


def _names(context: Context, supports: dict[str, Any]) -> list[str]:
    """The names of the things that a fact ties together. They are links elsewhere on the page."""
    ids = supports["ids"]
    found = [
        title(context["things"][ids[end]]) for end in ENDS if ids.get(end) in context["things"]
    ]
    if not found and supports["fact"] == "mention":
        return [gettext("a place")]
    return found


@register.filter
def dateline(doc: dict[str, Any]) -> str:
    """Where, when and by whom a story was written, as agencies print it."""
    return of_document(doc)


@register.filter
def article_choice(value: str, name: str) -> str:
    """The words for a value of a closed list of stories."""
    return str(LISTS[name](value).label) if value else ""
