"""The ways in which a Popolo row writes a name: what kind of name each is, in what language."""

import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

from actors.choices import NameKind
from actors.importers.rows import Row

LONGEST = {"text": 300, "language": 10}  # what the columns of Name hold
FORMER_NOTES = {"birth name", "former name", "maiden name"}


class Written(NamedTuple):
    """A name as it is written. `language` is empty when several languages write it so."""

    text: str
    kind: str
    language: str


def written(row: Row) -> list[Written]:
    """The other names of a row, each text once, in the order of the document."""
    notes: dict[str, set[str]] = {}
    languages: dict[str, set[str]] = {}
    for name in row.rows("other_names"):
        text = name.text("name", required=True)
        for column, value in (("text", text), ("language", name.text("lang"))):
            if len(value) > LONGEST[column]:
                raise name.bad("name", _("“%(text)s” is too long.") % {"text": value[:50]})
        notes.setdefault(text, set()).add(name.text("note").lower())
        languages.setdefault(text, set()).add(name.text("lang"))
    return [Written(text, _kind(text, notes[text]), _only(languages[text])) for text in notes]


def _only(values: set[str]) -> str:
    values = values - {""}
    return values.pop() if len(values) == 1 else ""


def _kind(text: str, notes: set[str]) -> str:
    if notes & FORMER_NOTES:
        return NameKind.FORMER
    return NameKind.SPELLING if is_latin(text) else NameKind.TRANSLITERATION


def is_latin(text: str) -> bool:
    """Whether the letters of the text are those of the Latin script."""
    return all(
        unicodedata.name(letter, "LATIN").startswith("LATIN")
        for letter in text
        if unicodedata.category(letter).startswith("L") and unicodedata.category(letter) != "Lm"
    )
