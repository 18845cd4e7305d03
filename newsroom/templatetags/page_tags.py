"""Links to things, instants, spacing, kinds: what the templates of every package need."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from newsroom.register.models import Item
from newsroom.register.pages import address as address_of
from newsroom.register.pages import called
from newsroom.register.pages import title as title_of
from newsroom.typography import french_spaces

register = template.Library()

_LOCALES = {"fr": "fr", "en": "en_GB"}
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

    Only words, without a link, where the public does not see it, and on its own page.
    """
    item = context["things"].get(str(uid)) if uid else None
    if item is None:
        return conditional_escape(words)
    if str(uid) == context.get("page_uid"):
        return conditional_escape(words or title(item))
    return format_html('<a href="{}">{}</a>', address_of(item), words or title(item))


@register.simple_tag(takes_context=True)
def thing(context: Context, uid: str | None) -> Item | None:
    """The thing with that uid, if the public sees it."""
    return context["things"].get(str(uid)) if uid else None


@register.filter
def instant(value: str | datetime | None) -> str:
    """A moment in the newsroom's zone, which is named, as a `time` element."""
    if not value:
        return ""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = moment.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE))
    locale = _locale()
    hours = local.strftime("%z")[:3].replace("+0", "+").replace("-0", "-")
    words = gettext("%(day)s at %(clock)s (%(place)s time, UTC%(offset)s)") % {
        "day": format_date(local, "long", locale=locale),
        "clock": format_time(local, "short", locale=locale),
        "place": get_timezone_location(
            ZoneInfo(settings.NEWSROOM_TIME_ZONE), locale=locale, return_city=True
        ),
        "offset": hours,
    }
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)


@register.filter
def calendar_day(value: str | datetime) -> str:
    """The day of a moment in the newsroom's zone, as a `time` element."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = moment.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()
    words = format_date(local, "long", locale=_locale())
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


def _locale() -> str:
    return _LOCALES[(get_language() or "fr")[:2]]
