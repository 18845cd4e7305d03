"""How a page is cited: author, title, place, day, version, and the address that stays."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.choices import SignatoryRole
from newsroom.linked_data.site import Site
from newsroom.local_days import day_of, in_words
from newsroom.register.models import Item
from newsroom.register.pages import title
from newsroom.typography import french_spaces


def citation(
    item: Item, doc: dict[str, Any], site: Site, version: tuple[int, Any], language: str
) -> SafeString:
    """One entry of a bibliography, in the language of the page.

    version: its number and since when it stands; None as long as the thing is what it was.
    """
    number, since = version
    name = title(item).rstrip(".")
    published = day(doc["published_at"], language) if item.kind == "article" else ""
    said = gettext("version %(number)s") % {"number": number}
    if since:
        said = gettext("version %(number)s of %(day)s") % {
            "number": number,
            "day": day(since, language),
        }
    author = author_of(doc) if item.kind == "article" else ""
    quoted = f"“{name}.”" if language.startswith("en") else french_spaces(f"« {name} »") + "."
    where = ", ".join(filter(None, [site.name, published, said]))
    words = " ".join(filter(None, [author and f"{author}.", quoted, f"{where}."]))
    address = site.permanent(item)
    return format_html('{} <a href="{}">{}</a>', words, address, address)


def author_of(doc: dict[str, Any]) -> str:
    """Who signs, as printed: the agencies with the initials of their people, else the source."""
    agencies = [
        one["initials"] for one in doc["signatories"] if one["role"] == SignatoryRole.AGENCY
    ]
    people = [one["initials"] for one in doc["signatories"] if one["role"] != SignatoryRole.AGENCY]
    if agencies and people:
        return f"{', '.join(agencies)} ({', '.join(people)})"
    return ", ".join(agencies or people) or doc["source"]["name"]


def day(moment: str | datetime, language: str) -> str:
    """The day of a moment in the newsroom's zone, in words."""
    return in_words(day_of(moment), language)
