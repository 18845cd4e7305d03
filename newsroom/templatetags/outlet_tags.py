"""Where programs can follow what a page shows: feeds, calendars; for its head and its foot."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext

from newsroom.register.models import Item
from newsroom.register.pages import title

register = template.Library()

FED = ("person", "organisation", "country")
# Parameters of a page that its feed does not take over: where one stands, and in what order.
PLACES = ("cursor", "order", "count")


@dataclass(frozen=True)
class Feeds:
    """The addresses of one feed in both formats, and what it is a feed of."""

    title: str
    atom: str
    rss: str


@register.simple_tag(takes_context=True)
def own_feeds(context: Context) -> Feeds | None:
    """The feeds of what the page shows; None where it has none but those of the whole site."""
    name = _page(context)
    if item := _followed(context, name):
        return _feeds(title(item), item.kind, args=[item.uid])
    # What was refused has no rows: its parameters would be refused again.
    if name == "article_list" and "rows" in context:
        asked = _asked(context["request"].GET)
        return _feeds(gettext("Stories of this list"), "story", asked) if asked else None
    if name == "section" and "stories" in context:
        asked = QueryDict(mutable=True)
        asked["section"] = context["code"]
        return _feeds(context["name"], "story", asked)
    if name == "search" and "found" in context and context["asked"].kind in ("", "article"):
        asked = _asked(context["request"].GET)
        what = gettext("Search: %(words)s") % {"words": context["q"]}
        return (
            _feeds(what if context["q"] else gettext("Search"), "results", asked) if asked else None
        )
    return None


@register.simple_tag(takes_context=True)
def own_calendar(context: Context) -> str:
    """The address of the calendar of the meetings that the page shows; empty without one."""
    name = _page(context)
    if item := _followed(context, name):
        return reverse(f"{item.kind}_calendar", args=[item.uid])
    if name == "meeting_list" and "rows" in context:
        asked = _asked(context["request"].GET)
        return reverse("meeting_calendar") + (f"?{asked.urlencode()}" if asked else "")
    return ""


def _page(context: Context) -> str:
    """The name of the address that the page is at; empty where it has none."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match.view_name if match else ""


def _followed(context: Context, name: str) -> Item | None:
    """The person, organisation or country whose page it is."""
    item = context.get("item")
    if isinstance(item, Item) and item.kind in FED and name == f"{item.kind}_detail":
        return item
    return None


def _asked(data: QueryDict) -> QueryDict:
    """What a page was asked, apart from fields that were left empty and the place in its list."""
    kept = data.copy()
    for name in list(kept):
        values = [value for value in kept.getlist(name) if value]
        if values and name not in PLACES:
            kept.setlist(name, values)
        else:
            del kept[name]
    return kept


def _feeds(what: str, name: str, asked: QueryDict | None = None, args: Any = ()) -> Feeds:
    query = f"?{asked.urlencode()}" if asked else ""
    atom, rss = (reverse(f"{name}_{ending}", args=args) + query for ending in ("atom", "rss"))
    return Feeds(what, atom, rss)
