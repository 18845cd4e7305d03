"""Opens a file of stories in the format that it has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from actors.importers import jsonl
from actors.importers.jsonl import Line
from articles.importers.readers import comma_separated, json_array, ninjs, text_files

# By the end of a file's name; a folder is one of text files.
ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".ninjs": "ninjs", ".csv": "csv",
    ".tsv": "csv", ".txt": "text", ".zip": "text",
}  # fmt: skip
# Formats that are one file, read from its beginning to its end.
_STREAMS: dict[str, Callable[[BinaryIO], Iterator[Line]]] = {
    "jsonl": jsonl.read,
    "json": json_array.read,
    "ninjs": ninjs.read,
    "csv": comma_separated.read,
}
FORMATS = (*_STREAMS, "text")


class Unreadable(ValueError):
    """The file cannot be opened as what it is said to be; the message says why."""


class Stories(NamedTuple):
    """The lines of a file of stories, and where the last of them ends."""

    lines: Iterator[Line]
    total: int


@contextmanager
def opened(path: Path, kind: str = "", *, is_mapped: bool = False) -> Iterator[Stories]:
    """The stories of a file; kind: one of FORMATS, found by the file's name when empty.

    is_mapped: a mapping reads the rows, so that nothing in them may be taken for ninjs.
    OSError if there is no such file, Unreadable if it is of no known format.
    """
    kind = kind or ("text" if path.is_dir() else ENDINGS.get(path.suffix.lower(), ""))
    if not kind:
        text = _("%(name)s: the format is not known by the file’s name; give one of %(known)s.")
        raise Unreadable(text % {"name": path.name, "known": ", ".join(FORMATS)})
    if kind == "text":
        with text_files.opened(path) as (lines, count):
            yield Stories(lines, count)
        return
    read = ninjs.read_either if kind == "json" and not is_mapped else _STREAMS[kind]
    with path.open("rb") as file:
        yield Stories(read(file), path.stat().st_size)
