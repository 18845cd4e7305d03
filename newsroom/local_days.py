"""Days as the newsroom counts them: from midnight to midnight by the clocks of its own zone."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import get_language

# How dates are written in the languages of the pages.
LOCALES = {"fr": "fr", "en": "en_GB"}


def zone() -> ZoneInfo:
    """The newsroom's own zone."""
    return ZoneInfo(settings.NEWSROOM_TIME_ZONE)


def local(moment: datetime | str) -> datetime:
    """An instant, or its text in ISO 8601, by the newsroom's clocks."""
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return found.astimezone(zone())


def day_of(moment: datetime | str) -> date:
    """The newsroom's day of an instant."""
    return local(moment).date()


def midnight(day: date) -> datetime:
    """The first instant of a day of the newsroom."""
    return datetime.combine(day, time(), zone())


def locale_of(language: str | None = None) -> str:
    """How dates are written in a language, or else in that of the page."""
    return LOCALES[(language or get_language() or "fr")[:2]]


def in_words(day: date, language: str | None = None) -> str:
    """A day in full, in a language, or else in that of the page: 14 août 2025."""
    return _in_words(day, locale_of(language))


# A page of answers has a day in each row, and the next one has much the same days.
@lru_cache(maxsize=4096)
def _in_words(day: date, locale: str) -> str:
    return format_date(day, "long", locale=locale)
