"""What a page looks like where somebody shares its address: Open Graph, read by all networks."""

from typing import Any

from articles.texts import to_plain
from newsroom.linked_data.site import Site
from newsroom.linked_data.stories import DESCRIPTION, shorten, widest
from newsroom.register.models import Item
from newsroom.register.pages import title

Properties = list[tuple[str, str]]

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
# A picture narrower than this is shown small beside the title.
LARGE = 600
# What says in a few words what a thing is about, by the member of its document.
TELLING = ("lead", "summary", "topic", "subject", "outcome", "text")


def page_card(heading: str, address: str, site: Site, language: str) -> Properties:
    """The card of a page that is about no single thing."""
    return [*frame("website", heading, address, site), *locales(language), small()]


def item_card(item: Item, doc: dict[str, Any], site: Site, language: str) -> Properties:
    """The card of a thing, in the language of a story, else in that of the page."""
    sort = {"article": "article", "person": "profile"}.get(item.kind, "website")
    found = frame(sort, title(item), site.address(item), site)
    telling = next((doc[name] for name in TELLING if doc.get(name)), "")
    if words := telling or to_plain(doc.get("body") or ""):
        found.append(("og:description", shorten(words, DESCRIPTION)))
    found += locales(doc.get("language") or language)
    images = doc.get("images") or []
    if item.kind == "article":
        found += published(doc)
    elif item.kind == "person":
        names = {"profile:first_name": doc["given_name"], "profile:last_name": doc["family_name"]}
        found += [(name, value) for name, value in names.items() if value]
    return [*found, *picture(images[0], site)] if images else [*found, small()]


def frame(sort: str, heading: str, address: str, site: Site) -> Properties:
    """What every card has."""
    return [
        ("og:type", sort),
        ("og:site_name", site.name),
        ("og:title", heading),
        ("og:url", address),
    ]


def locales(language: str) -> Properties:
    """The language of the text, and those in which the pages around it speak as well."""
    own = LOCALES.get(language[:2])
    others = [locale for locale in LOCALES.values() if locale != own]
    first = [("og:locale", own)] if own else []
    return first + [("og:locale:alternate", locale) for locale in others]


def published(doc: dict[str, Any]) -> Properties:
    """When a story came out, and what it is filed under."""
    found = [("article:published_time", doc["published_at"])]
    if doc["corrected_at"]:
        found.append(("article:modified_time", doc["corrected_at"]))
    if doc["section"]:
        found.append(("article:section", doc["section"]["name"]))
    return found + [("article:tag", subject["name"]) for subject in doc["subjects"]]


def picture(image: dict[str, Any], site: Site) -> Properties:
    """A picture of the story. Its credit goes with it in the one place that cards have for words.

    The document holds no picture without its rights.
    """
    file = widest(image)
    alt = " – ".join(filter(None, [image["alt"] or image["caption"], image["credit"]]))
    return [
        ("og:image", site.absolute(file["url"])),
        ("og:image:type", file["media_type"]),
        ("og:image:width", str(file["width"])),
        ("og:image:height", str(file["height"])),
        ("og:image:alt", alt),
        ("twitter:card", "summary_large_image" if file["width"] >= LARGE else "summary"),
    ]


def small() -> tuple[str, str]:
    return ("twitter:card", "summary")
