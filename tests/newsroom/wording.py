"""Finds, in the visible words of a page, texts of the interface that are in the other language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import lxml.html

from newsroom.catalogue.po import FRENCH, read_catalogue

SAID = ("title", "aria-label", "placeholder", "alt")
FIELD = re.compile(r"%\\?\((\w+)\\?\)[sd]")
# Names of parameters are the same in every language, and what a search finds stands in texts.
UNREAD = ("script", "style", "template", "code", "mark")
# The database holds names of permissions in English, whoever reads them.
PERMISSIONS = ".//select[@name='permissions' or @name='user_permissions']"
SEARCH_ICON = "admin/img/search.svg"  # Django gives its English name in every language
BOTH = ("date",)  # words of Django that are French for another word of ours
FEW = 3  # words; shorter texts may stand by chance inside what an editor wrote


def strays(html: str, language: str) -> list[str]:
    """Texts of the interface that the page shows in French when it is not "fr", or in English."""
    unwanted, wanted = patterns(language)
    return [
        text
        for text in visible(html)
        if (found := next((p for p in unwanted if p.search(text)), None))
        and not (found.fullmatch(text) and any(p.fullmatch(text) for p in wanted))
        and text.lower() not in BOTH
    ]


def visible(html: str) -> Iterator[str]:
    """Each stretch of text of a page, and each attribute that is shown or read out."""
    document = lxml.html.document_fromstring(html)
    for names in document.xpath(PERMISSIONS):
        names.drop_tree()
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        said: list[Any] = [element.tail]
        if not element.get("src", "").endswith(SEARCH_ICON):
            said += [element.get(name) for name in SAID]
        if element.tag not in UNREAD:
            said.append(element.text)
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            said.append(element.get("value"))
        yield from (text for one in said if one and (text := plain(one)))


def plain(text: str) -> str:
    """Without what is put around a text: the colon of a label, dots, white space."""
    return " ".join(text.split()).strip(" \u202f:·–…,()")


@cache
def patterns(language: str) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """Patterns of texts that do not belong on a page in this language, and of those that do."""
    unwanted, wanted = [], []
    for message in read_catalogue(FRENCH):
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        french = [message.string] if isinstance(message.string, str) else list(message.string)
        for pair in zip(sources, french, strict=True):
            right, wrong = reversed(pair) if language == "fr" else pair
            if re.search(r"\w", FIELD.sub("", right)):
                wanted.append(pattern(right))
                unwanted += [pattern(wrong)] if plain(right) != plain(wrong) else []
    return unwanted, wanted


def pattern(text: str) -> re.Pattern[str]:
    """What a text may look like on a page. Long texts are found inside others as well."""
    made = FIELD.sub(".+?", re.escape(plain(text)))
    is_long = len(re.findall(r"\w+", FIELD.sub("", text))) > FEW
    return re.compile(made if is_long else f"^{made}$", re.IGNORECASE)
