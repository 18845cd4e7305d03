"""What is wrong with a catalogue of French texts: gaps, leftovers, fields, typography."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

# Fields that are filled in later, and names in the API, which stay as they are.
_FIELD = re.compile(r"%\(\w+\)[#0\- +]*[\d.]*[a-zA-Z]|%[sdfr]|\{\w*\}|`[^`]+`")
# Signs that end a word. "2025?" is a notation for dates, not a question.
_LOOSE_SIGN = re.compile(r"((?<!\u202f)[;:!»]|(?<![\u202f\d])\?)(?=[\s.,)]|$)")
_LOOSE_GUILLEMET = re.compile(r"«(?!\u202f)")
_RULES = (
    (re.compile(r"'"), "a straight apostrophe, for ’"),
    (re.compile(r"[\"“”]"), "quotation marks that are not « »"),
    (_LOOSE_SIGN, "no narrow no-break space before ; : ! ? or »"),
    (_LOOSE_GUILLEMET, "no narrow no-break space after «"),
)

Key = tuple[str, str | None]


def faults(catalogue: Catalog, source: Catalog) -> list[str]:
    """What is wrong with the French of `catalogue` for the texts of `source`, a line each."""
    return list(_faults(catalogue, source))


def _faults(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    ours, wanted = _by_key(catalogue), _by_key(source)
    for key in sorted(wanted.keys() - ours.keys(), key=str):
        yield f"not in the catalogue (make messages adds it): {key[0]}"
    for key in sorted(ours.keys() - wanted.keys(), key=str):
        yield f"no longer in the source: {key[0]}"
    for old in sorted({_ids(message)[0] for message in catalogue.obsolete.values()}):
        yield f"no longer in the source: {old}"
    for key in sorted(ours.keys() & wanted.keys(), key=str):
        message = ours[key]
        if len(_ids(message)) != len(_ids(wanted[key])):
            yield f"one has a plural, source or catalogue, the other none: {key[0]}"
        elif message.fuzzy:
            yield f"marked fuzzy, so nobody has confirmed it: {key[0]}"
        elif not all(_forms(message)):
            yield f"not in French: {key[0]}"
        else:
            yield from (f"{fault}: {key[0]}" for fault in _in_forms(message))


def _in_forms(message: Message) -> Iterator[str]:
    for english, french in zip(_ids(message), _forms(message), strict=True):
        if sorted(_FIELD.findall(english)) != sorted(_FIELD.findall(french)):
            yield "the fields differ from the source's"
        for pattern, fault in _RULES:
            if pattern.search(french):
                yield fault


def _by_key(catalogue: Catalog) -> dict[Key, Message]:
    return {(_ids(message)[0], message.context): message for message in catalogue if message.id}


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    found = message.string
    return (found or "",) if found is None or isinstance(found, str) else tuple(found)
