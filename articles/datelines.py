"""The dateline of a story in words: where, when and by whom, as agencies print it."""

import re
from datetime import date
from typing import Any

from actors.dates import display
from articles.choices import SignatoryRole
from newsroom.local_days import day_of
from newsroom.register.text import fold

NBSP = "\u00a0"
# What stands before the dash with which a text opens: « BAMAKO, 14 août (APA) – ».
_OPENING = re.compile(r"^([^\n–—]{0,80}?)\s[-–—]\s")


def worded(place: str, day: date, source: str = "", language: str = "fr") -> str:
    """Such as "Bamako, 14 août 2025 (APA) –"; empty without a place, which is never invented.

    language: that of the story; any but English is worded as in French.
    """
    if not place:
        return ""
    when = display(day.isoformat(), "en" if language.startswith("en") else "fr")
    by = f" ({source})" if source else ""
    return f"{place}, {when}{by}{NBSP}–"


def of_document(doc: dict[str, Any]) -> str:
    """The dateline of a story's document; empty where the text itself opens with one."""
    place, language = doc["dateline"], doc["language"]
    if not place or _opens_with(doc, place):
        return ""
    is_english = language.startswith("en")
    name = (is_english and place["name_en"]) or place["name"]
    agencies = [
        one["initials"] for one in doc["signatories"] if one["role"] == SignatoryRole.AGENCY
    ]
    source = doc["source"]["name"] or (agencies[0] if agencies else "")
    return worded(name, _day(doc), source, language)


def _day(doc: dict[str, Any]) -> date:
    """The day of the text, if it is one day; else that of publication, in the newsroom's zone."""
    dated = doc["dated"]["date"]
    if dated and dated["earliest"] and dated["earliest"] == dated["latest"]:
        return date.fromisoformat(dated["earliest"])
    return day_of(doc["published_at"])


def _opens_with(doc: dict[str, Any], place: dict[str, Any]) -> bool:
    text = doc["lead"] or re.sub(r"<[^>]*>", "", doc["body"])
    opening = _OPENING.match(text.lstrip())
    return opening is not None and fold(f" {place['name']} ") in fold(f" {opening[1]} ")
