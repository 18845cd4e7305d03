"""Reads stories from plain text: one file for each, its first line the headline."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from actors.importers.jsonl import LONGEST, Line

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2})(\d{2}))?(?=\W|_|$)")
_ENDING = ".txt"
# The name of a story's file inside its folder or archive, and what opens it.
_Member = tuple[str, Callable[[], Any]]


@contextmanager
def opened(path: Path) -> Iterator[tuple[Iterator[Line], int]]:
    """The stories of a file, of a folder with all in it, or of a zip archive; and their number."""
    if path.is_dir():
        yield _lines(members := _in_folder(path)), len(members)
    elif path.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                yield _lines(members := _in_archive(archive)), len(members)
        except zipfile.BadZipFile as error:
            raise OSError(_("%s is no zip archive.") % path.name) from error
    else:
        yield _lines([(path.name, partial(path.open, "rb"))]), 1


def _in_folder(folder: Path) -> list[_Member]:
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return [
        (file.relative_to(folder).as_posix(), partial(file.open, "rb"))
        for file in files
        if not file.name.startswith(".")
    ]


def _in_archive(archive: zipfile.ZipFile) -> list[_Member]:
    return [
        (name, partial(archive.open, name))
        for name in sorted(archive.namelist())
        # What an archive of a Mac has besides its files.
        if not name.endswith("/") and not name.startswith("__MACOSX/")
    ]


def _lines(members: list[_Member]) -> Iterator[Line]:
    for number, (name, opener) in enumerate(members, start=1):
        text, error, row = "", "", None
        if PurePosixPath(name).suffix.lower() != _ENDING:
            error = _("Not a text file.")
        else:
            try:
                with opener() as file:
                    raw = file.read(LONGEST + 1)
                text = raw.decode("utf-8-sig")
                row = story(name, text) if len(raw) <= LONGEST else None
                error = "" if row else _("The file is too long.")
            except UnicodeDecodeError:
                error = _("This is not UTF-8.")
            except (OSError, RuntimeError, zipfile.BadZipFile) as failure:
                error = str(failure)  # a folder that may not be read, an archive with a password
        yield Line(number, number, text, row=row, error=error, unit="item", name=name)


def story(name: str, text: str) -> dict[str, Any]:
    """A file in our fields: its path is its id, its first line the headline, the rest the text.

    A name that begins with a day, "2016-01-31-visite.txt" or "2016-01-31T1430.txt", says when
    it was published.
    """
    headline, _end, rest = text.strip().replace("\r\n", "\n").partition("\n")
    path = PurePosixPath(name)
    row = {"id": str(path.with_suffix("")), "headline": headline.strip(), "text": rest.strip()}
    if day := _DAY.match(path.name):
        hour = f"T{day[2]}:{day[3]}" if day[2] else ""
        row["published_at"] = f"{day[1]}{hour}"
    return {field: value for field, value in row.items() if value}
