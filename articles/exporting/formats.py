"""How rows are written: CSV and XLSX without formulas, JSON and ninjs, none of it held whole."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# Format: what it is called, its type, its ending.
FORMATS: dict[str, tuple[Any, str, str]] = {
    "csv": (_("CSV"), "text/csv; charset=utf-8", "csv"),
    "xlsx": (
        _("Excel"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    "json": (_("JSON"), "application/json", "json"),
    "ninjs": (_("ninjs 3.1"), "application/json", "ninjs.json"),
    "ninjs2": (_("ninjs 2.2"), "application/json", "ninjs2.json"),
}
SHEETS = ("csv", "xlsx")
# A cell that begins with one of these is run as a formula by programs that open CSV.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST = 32_767  # characters in a cell of XLSX
BOM = "\ufeff"  # without it Excel takes UTF-8 for the alphabet of the machine


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def harmless(cell: Any) -> Any:
    """The cell as text that no program takes for a formula; the apostrophe is shown by none
    that would have run it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def csv_pieces(titles: list[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """The lines of a CSV file: semicolons, as spreadsheets of the French language expect."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BOM
    yield writer.writerow([harmless(title) for title in titles])
    for row in rows:
        yield writer.writerow(
            [
                cell.isoformat(" ", "minutes") if isinstance(cell, datetime) else harmless(cell)
                for cell in row
            ]
        )


def json_pieces(members: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON array, one object on a line."""
    between = "[\n"
    for one in members:
        yield between + json.dumps(one, cls=DjangoJSONEncoder, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n" if between != "[\n" else "[]\n"


def xlsx_file(titles: list[str], rows: Iterable[list[Any]], name: str) -> IO[bytes]:
    """A workbook of one sheet, written to disk row by row, open at its beginning."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for row in chain([titles], rows):
        sheet.append([_cell(sheet, value) for value in row])
    target = TemporaryFile()  # noqa: SIM115 (closed by the response that sends it)
    book.save(target)
    target.seek(0)
    return target


def _cell(sheet: Any, value: Any) -> Any:
    """Text stays text whatever it begins with; signs that no sheet may hold are left out."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
