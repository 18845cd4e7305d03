"""Reads stories from a table: CSV with a heading of field names, divided by , ; or tabs."""

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from actors.importers.jsonl import LONGEST, Line

_DIVIDERS = ",;\t"
_NUMBERS = ("urgency",)


def read(file: BinaryIO) -> Iterator[Line]:
    """The rows of the table; numbered by the line on which each ends, the heading being 1.

    An empty cell is a field that is not given; "source.url" in the heading is a member of
    "source". What is no UTF-8 is rejected where it stands.
    """
    csv.field_size_limit(LONGEST)
    heading = _text(file.readline().removeprefix(b"\xef\xbb\xbf"))
    divider = max(_DIVIDERS, key=heading.count)
    names = [name.strip() for name in next(csv.reader([heading], delimiter=divider), [])]
    rows = csv.reader(map(_text, iter(file.readline, b"")), delimiter=divider, strict=True)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            # The reader goes on with the next line.
            reason = _("This is not CSV: %s.") % error
            yield Line(rows.line_num + 1, file.tell(), error=reason)
            continue
        if any(cells):
            yield _line(rows.line_num + 1, file.tell(), names, cells, divider)


def _text(raw: bytes) -> str:
    # What is no UTF-8 is told when its row is whole: the rows beside it go in.
    return raw.decode("utf-8", "surrogateescape")


def _line(number: int, end: int, names: list[str], cells: list[str], divider: str) -> Line:
    said = divider.join(cells)
    raw = said.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if said != raw:
        return Line(number, end, raw, error=_("This is not UTF-8."))
    if len(cells) > len(names):
        return Line(number, end, raw, error=_("There are more cells than names in the heading."))
    return Line(number, end, raw, row=_row(dict(zip(names, cells, strict=False))))


def _row(cells: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        outer, dot, inner = name.partition(".")
        if not cell.strip():
            continue
        if dot:
            row.setdefault(outer, {})[inner] = cell
        else:
            number = name in _NUMBERS and cell.strip().isdecimal()
            row[name] = int(cell) if number else cell
    return row
