"""Rows of a JSON document with their place in it, and the values that a record can hold."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from actors.dates import InvalidPartialDate, parse
from actors.importers.report import Report

WIKIDATA = "wikidata"
Tell = Callable[[int], object]  # is told how many rows more are done
_ITEM = re.compile(r"Q[1-9][0-9]{0,18}")


class InvalidDocument(ValueError):
    """The document as a whole cannot be read; nothing of it was stored."""


class BadRow(ValueError):
    """One row cannot be stored; `place` is a JSON pointer to what is wrong in it."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


@dataclass(frozen=True)
class Row:
    """An object of the document. `place` is its JSON pointer."""

    place: str
    values: dict[str, Any]

    def bad(self, name: str, reason: str) -> BadRow:
        """The error that points to one member."""
        return BadRow(f"{self.place}/{name}", reason)

    def text(self, name: str, *, required: bool = False) -> str:
        """A text without white space around it; empty when it is not there."""
        value = self.values.get(name)
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise self.bad(name, _("This is not a text."))
        if not storable(value):
            raise self.bad(name, _("The text has characters that cannot be stored."))
        value = value.strip()
        if required and not value:
            raise self.bad(name, _("This is missing."))
        return value

    def date(self, name: str) -> str:
        """A partial date in canonical EDTF; empty when it is not there."""
        text = self.text(name)
        try:
            return parse(text).text if text else ""
        except InvalidPartialDate as error:
            raise self.bad(name, str(error)) from error

    def rows(self, name: str) -> list["Row"]:
        """The objects of a list inside this one."""
        values = self.values.get(name) or []
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.bad(name, _("This is not a list of objects."))
        return [Row(f"{self.place}/{name}/{n}", value) for n, value in enumerate(values)]

    def wikidata(self) -> str:
        """The Wikidata item that the row is about: its identifier, or else its id."""
        found = {
            row.text("identifier")
            for row in self.rows("identifiers")
            if row.text("scheme").lower() == WIKIDATA
        }
        found = found or {self.text("id")}
        if len(found) > 1:
            raise self.bad("identifiers", _("Two Wikidata items cannot be the same thing."))
        item = found.pop()
        if not _ITEM.fullmatch(item):
            raise BadRow(
                self.place, _("Without a Wikidata item it cannot be told from its namesakes.")
            )
        return item


def storable(text: str) -> bool:
    """Whether Postgres can hold the text: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not re.search("[\ud800-\udfff]", text)


def listed(document: dict[str, Any], part: str) -> list[Any]:
    """A list of the document, empty when it is not there; InvalidDocument if it is no list."""
    values = document.get(part) or []
    if not isinstance(values, list):
        raise InvalidDocument(_("/%(part)s is not a list.") % {"part": part})
    return values


def each(
    document: dict[str, Any], part: str, kind: str, report: Report, tell: Tell
) -> Iterator[Row]:
    """The objects of a list of the document; what is no object is rejected."""
    for number, value in enumerate(listed(document, part)):
        place = f"/{part}/{number}"
        if isinstance(value, dict):
            yield Row(place, value)
        else:
            report.reject(kind, place, _("This is not an object."))
        tell(1)


def check(row: Row, record: Model, *, without: set[str]) -> None:
    """Raise BadRow unless the columns hold what they may; relations are the caller's."""
    try:
        record.clean_fields(exclude=without)
    except ValidationError as error:
        raise BadRow(
            row.place,
            " ".join(f"{name}: {' '.join(found)}" for name, found in error.message_dict.items()),
        ) from error


def in_order(first: str, second: str) -> bool:
    """Whether the second partial date may be the day of the first or one after it."""
    if not first or not second:
        return True
    earliest, latest = parse(first).earliest, parse(second).latest
    return earliest is None or latest is None or earliest <= latest
