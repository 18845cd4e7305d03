"""Finds, in the visible words of a page, texts of the interface that are in the other language.

Words that a script will show count too: those in the page's JSON, and in attributes for scripts.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import lxml.html

from newsroom.catalogue.po import FRENCH, read_catalogue

SAID = ("title", "aria-label", "placeholder", "alt")
FIELD = re.compile(r"%(\\?\((\w+)\\?\))?[sd]")
# Names of parameters are the same in every language, and what a search finds stands in texts.
UNREAD = ("script", "style", "code", "mark")
# The database holds the names of groups in French, whoever reads them.
STORED = " | ".join(
    (
        ".//select[starts-with(@name, 'groups')]",
        ".//a[contains(@href, '?groups__id__exact=')]",
        ".//th[@class='field-__str__']/a[contains(@href, '/auth/group/')]",
        ".//td[contains(@class, 'field-words')]",  # what a record was called, in the audit
    )
)
# In what scripts are told, a single small word is a code.
CODE = re.compile(r"[a-z0-9_./-]*")
SEARCH_ICON = "admin/img/search.svg"  # Django gives its English name in every language
BOTH = (
    "date",
    "action",
    "article",
    "articles",
)  # words of Django that are French for another word of ours
NUMBERS = ("number", "count", "facts", "n")  # fields that stand for a number
COUNTED = re.compile(r"^\d+ ")  # of so many of them
FEW = 3  # words; shorter texts may stand by chance inside what an editor wrote


def strays(html: str, language: str) -> list[str]:
    """Texts of the interface that the page shows in French when it is not "fr", or in English."""
    return [text for text in visible(html) if is_stray(text, language)]


@cache
def is_stray(text: str, language: str) -> bool:
    """Whether a text of a page is one of the interface, and not in this language."""
    unwanted, wanted = patterns(language)
    if COUNTED.sub("", text.lower()) in BOTH or not any_of(unwanted).search(text):
        return False
    found = next(p for p in unwanted if re.search(p, text, re.IGNORECASE))
    is_whole = re.fullmatch(found, text, re.IGNORECASE)
    return not (is_whole and any_of(wanted).fullmatch(text))


def visible(html: str) -> Iterator[str]:
    """Each stretch of text of a page, and each attribute that is shown or read out."""
    document = lxml.html.document_fromstring(html)
    # What says of itself that it is in another language was written by somebody.
    others = document.xpath("//*[@lang][@lang != ancestor::html/@lang]")
    for one in [*document.xpath(STORED), *others]:
        one.drop_tree()
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        said: list[Any] = [element.tail]
        if not element.get("src", "").endswith(SEARCH_ICON):
            said += [element.get(name) for name in SAID]
        # The names of signs are drawn, not read.
        if element.tag not in UNREAD and "material-icons" not in element.get("class", ""):
            said.append(element.text)
        if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
            said.append(element.get("value"))
        said += for_scripts(element)
        yield from (text for one in said if one and (text := plain(one)))


def for_scripts(element: Any) -> Iterator[str]:
    """The words that an element holds for a script: as JSON inside it, or in data attributes."""
    if element.get("type") == "application/json":
        yield from leaves(json.loads(element.text or "null"))
    for name, value in element.attrib.items():
        if name.startswith("data-"):
            yield from leaves(json.loads(value) if value.startswith("{") else value)


def leaves(told: Any) -> Iterator[str]:
    """All texts in what a script is told, without those that are codes or addresses."""
    if isinstance(told, dict):
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from leaves(one)
    elif isinstance(told, str) and not CODE.fullmatch(told):
        yield told


def plain(text: str) -> str:
    """Without what is put around a text: the colon of a label, dots, white space."""
    return " ".join(text.split()).strip(" \u202f:·–…,()")


@cache
def patterns(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns of texts that do not belong on a page in this language, and of those that do."""
    unwanted, wanted = [], []
    for message in read_catalogue(FRENCH):
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        french = [message.string] if isinstance(message.string, str) else list(message.string)
        for pair in zip(sources, french, strict=True):
            right, wrong = reversed(pair) if language == "fr" else pair
            if not re.search(r"\w", FIELD.sub("", right)) or is_between(wrong):
                continue
            wanted.append(pattern(right))
            unwanted += [pattern(wrong)] if plain(right) != plain(wrong) else []
    return tuple(unwanted), tuple(wanted)


def is_between(text: str) -> bool:
    """Whether a text is one word between two fields, as “%s and %s”: any sentence may look so."""
    return bool(re.fullmatch(r"\.\+\?\\ \w+\\ \.\+\?", pattern(text).strip("^$")))


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all: two thousand of them, one by one, take a second for each page."""
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def stands_for(found: re.Match[str]) -> str:
    """What may stand in place of a field: of one that is called so, a number and nothing else."""
    return r"\d[\d\s,.]*" if found[2] in NUMBERS else ".+?"


def pattern(text: str) -> str:
    """What a text may look like on a page. Long texts are found inside others as well."""
    made = FIELD.sub(stands_for, re.escape(plain(text)))
    is_long = len(re.findall(r"\w+", FIELD.sub("", text))) > FEW
    return made if is_long else f"^{made}$"
