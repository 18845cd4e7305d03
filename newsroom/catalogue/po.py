"""Reads, writes and compiles a .po file; the same texts always give the same bytes."""

import os
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FRENCH = Path(__file__).resolve().parents[1] / "locale" / "fr" / "LC_MESSAGES" / "django.po"
HEADER = (
    "# The interface in French. `make messages` collects new texts, `make check` finds what is\n"
    "# missing or badly set."
)
# Header lines that would differ at each writing, or say nothing.
NOISE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
    "Project-Id-Version",
)


def read_catalogue(source: Path) -> Catalog:
    """Read a .po file of French texts; an empty catalogue when there is none."""
    if not source.exists():
        return Catalog(locale="fr")
    with source.open("rb") as read:
        return read_po(read, locale="fr", abort_invalid=True)


def po_text(catalogue: Catalog) -> str:
    """The text of a .po file: sorted by message, places without line numbers, no dates."""
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    for message in catalogue:
        message.locations = sorted({(name, 0) for name, _ in message.locations})
        message.flags -= {"python-brace-format"}  # Django's texts never have such fields
    buffer = BytesIO()
    write_po(
        buffer, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True, width=100
    )
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{n}:' for n in NOISE)))


def write_catalogue(catalogue: Catalog, target: Path) -> None:
    """Write a .po file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(po_text(catalogue), encoding="utf-8")


def compile_catalogue(source: Path = FRENCH) -> bool:
    """Write the .mo file beside `source` unless it is up to date; tell whether it was written."""
    compiled = source.with_suffix(".mo")
    if not source.exists():
        return False
    if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    # Renamed into place: a process that starts meanwhile reads the old file or the new one.
    unfinished = compiled.with_suffix(f".{os.getpid()}.mo")
    with unfinished.open("wb") as written:
        write_mo(written, read_catalogue(source))
    unfinished.replace(compiled)
    return True
