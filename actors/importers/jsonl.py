"""Reads JSON Lines row by row, each with its line number, or with what is wrong with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

# Longer lines are rejected unread: no story is so long, and a file without line ends must not
# fill the memory.
LONGEST = 16 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Line:
    """A line that is not empty. Of `row` and `error` one is set; `end` is where the line ends.

    unit: what `number` counts, "line" or "item". name: what it is called, if not by a number.
    """

    number: int
    end: int
    text: str = ""
    row: dict[str, Any] | None = None
    error: str = ""
    unit: str = "line"
    name: str = ""


def read(file: BinaryIO) -> Iterator[Line]:
    """The lines of a UTF-8 file, in order; one bad line does not spoil the others."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        is_long = len(raw) > LONGEST and not raw.endswith(b"\n")
        rest = raw
        while is_long and rest and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST)
        if is_long:
            yield Line(number, file.tell(), error=_("The line is too long."))
        elif content := raw.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
            yield _line(number, file.tell(), content, is_whole=raw.endswith(b"\n"))


def _line(number: int, end: int, content: bytes, *, is_whole: bool) -> Line:
    text = content.decode(errors="replace")
    try:
        row = json.loads(content.decode())
    except UnicodeDecodeError as error:
        if is_whole or error.end < len(content):
            return Line(number, end, text, error=_("This is not UTF-8."))
        return Line(number, end, text, error=_("The file ends in the middle of this line."))
    except json.JSONDecodeError as error:
        if is_whole:
            reason = _("This is not JSON: %(error)s, character %(column)d.") % {
                "error": error.msg,
                "column": error.colno,
            }
        else:
            reason = _("The file ends in the middle of this line.")
        return Line(number, end, text, error=reason)
    except (ValueError, RecursionError) as error:
        return Line(number, end, text, error=_("This is not JSON: %(error)s.") % {"error": error})
    if not isinstance(row, dict):
        return Line(number, end, text, error=_("This is not a JSON object."))
    return Line(number, end, text, row=row)
