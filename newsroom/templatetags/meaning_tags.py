"""What machines are told about a page: its card, and what it is about in schema.org."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from newsroom import cards
from newsroom.citing import citation
from newsroom.linked_data import describe, graph
from newsroom.linked_data.pages import breadcrumb, listing, website
from newsroom.linked_data.script import script
from newsroom.linked_data.site import Node, Site
from newsroom.register.models import Item
from newsroom.register.pages import address, document, title

register = template.Library()

LISTS = {
    "article": gettext_lazy("Stories"),
    "person": gettext_lazy("People"),
    "organisation": gettext_lazy("Organisations"),
    "country": gettext_lazy("Countries"),
    "meeting": gettext_lazy("Meetings"),
    "event": gettext_lazy("Events"),
    "office": gettext_lazy("Offices"),
    "agreement": gettext_lazy("Signed documents"),
    "statement": gettext_lazy("Statements"),
}


@register.simple_tag(takes_context=True)
def social_card(context: Context) -> cards.Properties:
    """Names and values of the card of the page."""
    site, item, language = site_of(context), thing_of(context), get_language() or "fr"
    if item:
        return cards.item_card(item, document(item), site, language)
    heading = str(context.get("heading") or site.name)
    return cards.page_card(heading, context["canonical"], site, language)


@register.simple_tag(takes_context=True)
def linked_data(context: Context) -> SafeString:
    """What the page is about, as a block of data; nothing where there is nothing to say."""
    found = nodes(context)
    return script(graph(found)) if found else SafeString()


@register.simple_tag(takes_context=True)
def cite(context: Context) -> SafeString:
    """How to cite the thing of the page: a story by what it says, others by what is known."""
    item: Item = context["item"]
    # The number of what a story says is that of its public history.
    version: tuple[int, Any] = (item.version, item.sequenced_at)
    if "version_since" in context:
        version = (context["version"], context["version_since"])
    return citation(item, document(item), site_of(context), version, get_language() or "fr")


def nodes(context: Context) -> list[Node]:
    """The thing of the page, or the list, or the site; and the way there."""
    site, item = site_of(context), thing_of(context)
    home = (site.name, site.absolute(reverse("home")))
    here = context["canonical"]
    if item:
        above = (LISTS[item.kind], site.absolute(reverse(f"{item.kind}_list")))
        described = describe(item, site)
        way = breadcrumb([home, above, (title(item), here)])
        return [described, way] if described else [way]
    if heading := str(context.get("heading") or ""):
        rows = [row for row in context.get("rows") or () if isinstance(row, Item)]
        listed = [listing(heading, here, rows, site)] if rows else []
        return [*listed, breadcrumb([home, (heading, here)])]
    return [website(site)] if here == home[1] else []


def site_of(context: Context) -> Site:
    """Where the page stands, and what its documents name."""
    base = context["request"].build_absolute_uri("/").rstrip("/")
    return Site(base, gettext("The archive"), context.get("things") or {})


def thing_of(context: Context) -> Item | None:
    item: Any = context.get("item")
    is_own = context.get("page_uid") and context["canonical"].endswith(address(item))
    return item if is_own else None
