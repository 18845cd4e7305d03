"""The ways in which a Popolo row writes a name: of what kind, in what language, since when."""

import unicodedata
from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from actors.choices import NameKind
from actors.importers.rows import Row, in_order

LONGEST = {"text": 300, "language": 10, "began": 64, "ended": 64}  # what the columns of Name hold
FORMER_NOTES = {"birth name", "former name", "maiden name"}


class Written(NamedTuple):
    """A name as it is written. `language` is empty when several languages write it so.

    began, ended: when it was borne, in EDTF; empty when the rows say nothing or disagree.
    """

    text: str
    kind: str
    language: str
    began: str = ""
    ended: str = ""


def written(row: Row) -> list[Written]:
    """The other names of a row, each text once, in the order of the document."""
    notes: dict[str, set[str]] = defaultdict(set)
    languages: dict[str, set[str]] = defaultdict(set)
    began: dict[str, set[str]] = defaultdict(set)
    ended: dict[str, set[str]] = defaultdict(set)
    for name in row.rows("other_names"):
        text = name.text("name", required=True)
        start, end = name.date("start_date"), name.date("end_date")
        values = {"text": text, "language": name.text("lang"), "began": start, "ended": end}
        for column, value in values.items():
            if len(value) > LONGEST[column]:
                raise name.bad("name", _("“%(text)s” is too long.") % {"text": value[:50]})
        if not in_order(start, end):
            raise name.bad("end_date", _("The end lies before the beginning."))
        notes[text].add(name.text("note").lower())
        languages[text].add(name.text("lang"))
        began[text].add(start)
        ended[text].add(end)
    return [
        Written(
            text,
            _kind(text, notes[text]),
            _only(languages[text]),
            *_dates(_only(began[text]), _only(ended[text])),
        )
        for text in notes
    ]


def _dates(began: str, ended: str) -> tuple[str, str]:
    """Both ends, unless they come from rows that contradict one another."""
    return (began, ended) if in_order(began, ended) else ("", "")


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
