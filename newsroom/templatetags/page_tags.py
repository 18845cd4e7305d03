"""Links to things, instants, spacing, kinds: what the templates of every package need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_time, get_timezone_location
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from newsroom.local_days import day_of, in_words, local, locale_of, zone
from newsroom.register.models import Item
from newsroom.register.pages import address as address_of
from newsroom.register.pages import called
from newsroom.register.pages import title as title_of
from newsroom.typography import french_spaces

register = template.Library()

KINDS = {
    "article": gettext_lazy("Story"),
    "person": gettext_lazy("Person"),
    "organisation": gettext_lazy("Organisation"),
    "country": gettext_lazy("Country"),
    "meeting": gettext_lazy("Meeting"),
    "event": gettext_lazy("Event"),
    "office": gettext_lazy("Office"),
    "agreement": gettext_lazy("Signed document"),
    "statement": gettext_lazy("Statement"),
}
# What has a page as of a day.
OF_A_DAY = ("person", "organisation", "country", "office")

# The lists to which every page leads, the most asked for first.
MENU = (
    ("article_list", gettext_lazy("Stories")),
    ("meeting_list", gettext_lazy("Meetings")),
    ("person_list", gettext_lazy("People")),
    ("country_list", gettext_lazy("Countries")),
    ("organisation_list", gettext_lazy("Organisations")),
    ("office_list", gettext_lazy("Offices")),
    ("agreement_list", gettext_lazy("Signed documents")),
    ("event_list", gettext_lazy("Events")),
    ("statement_list", gettext_lazy("Statements")),
    ("section_list", gettext_lazy("Sections")),
    ("archive", gettext_lazy("Calendar")),
    ("chronology", gettext_lazy("Chronology")),
    ("meeting_map", gettext_lazy("Map")),
)


@dataclass(frozen=True)
class Entry:
    """A list in the menu, and whether it is the page that is shown."""

    address: str
    words: Any
    is_current: bool


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[Entry]:
    """The entries of the main menu."""
    path = context["request"].path if "request" in context else ""
    return [Entry(at := reverse(name), words, at == path) for name, words in MENU]


@register.filter
def kind_name(kind: str) -> str:
    """The kind of a thing, in words."""
    return str(KINDS[kind])


@register.filter
def address(item: Item) -> str:
    """The address of a thing's page."""
    return address_of(item)


@register.filter
def title(item: Item) -> str:
    """What a thing is called, in the language of the page, with French spaces."""
    return spaced(title_of(item))


@register.filter
def named(doc: dict[str, Any]) -> str:
    """The name or title in a part of a document, in the language of the page."""
    return french_spaces(called(doc))


@register.filter
def marked(fragments: Iterable[tuple[str, bool]]) -> SafeString:
    """Pieces of a text (piece, is it a hit?), with the hits marked."""
    return mark_safe(
        "".join(
            f"<mark>{escape(piece)}</mark>" if is_hit else escape(piece)
            for piece, is_hit in fragments
        )
    )


@register.filter
def spaced(text: Any) -> str:
    """Text or safe HTML with narrow no-break spaces at French punctuation."""
    shown = french_spaces(str(text or ""))
    return mark_safe(shown) if isinstance(text, SafeString) else shown  # as safe as it came


@register.filter
def safe_html(html: str) -> SafeString:
    """HTML that was cleaned when it went into the register, as HTML."""
    return mark_safe(html)


@register.simple_tag(takes_context=True)
def link_to(context: Context, uid: str | None, words: str = "") -> str:
    """A link to a thing by its uid, with its own name or other words.

    Only words, without a link, where the public does not see it, and on its own page. Where the
    page gives `then`, the link of somebody says what office they held on its day.
    """
    item = context["things"].get(str(uid)) if uid else None
    if item is None:
        return conditional_escape(words)
    if str(uid) == context.get("page_uid"):
        return conditional_escape(words or title(item))
    link = address_of(item)
    if context.get("on") and item.kind in OF_A_DAY:  # a page as of a day leads to others of it
        link = f"{link}?as_of={context['on']}"
    if not words and (office := (context.get("then") or {}).get(str(uid))):
        return format_html('<a href="{}" data-then="{}">{}</a>', link, office, title(item))
    return format_html('<a href="{}">{}</a>', link, words or title(item))


@register.simple_tag(takes_context=True)
def thing(context: Context, uid: str | None) -> Item | None:
    """The thing with that uid, if the public sees it."""
    return context["things"].get(str(uid)) if uid else None


@register.filter
def instant(value: str | datetime | None) -> str:
    """A moment in the newsroom's zone, which is named, as a `time` element."""
    if not value:
        return ""
    there, locale = local(value), locale_of()
    hours = there.strftime("%z")[:3].replace("+0", "+").replace("-0", "-")
    words = gettext("%(day)s at %(clock)s (%(place)s time, UTC%(offset)s)") % {
        "day": in_words(there),
        "clock": format_time(there, "short", locale=locale),
        "place": get_timezone_location(zone(), locale=locale, return_city=True),
        "offset": hours,
    }
    return format_html(
        '<time datetime="{}" data-zone="{}" data-own="{}">{}</time>',
        there.astimezone(UTC).isoformat(),
        settings.NEWSROOM_TIME_ZONE,
        # Filled in by site.js where the reader's clock shows another time.
        gettext("… where you are"),
        words,
    )


@register.filter
def calendar_day(value: str | datetime) -> str:
    """The day of a moment in the newsroom's zone, as a `time` element."""
    day = day_of(value)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), in_words(day))
