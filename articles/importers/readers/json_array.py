"""Reads stories from one JSON value: a list of objects, or a single object."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from actors.importers.jsonl import LONGEST, Line

_CHUNK = 1 << 16
_WHITE = " \t\r\n"
_decode = json.JSONDecoder().raw_decode


def read(file: BinaryIO) -> Iterator[Line]:
    """The objects of the list, counted from 1, few of them in memory at a time.

    After something that is no JSON the rest cannot be read, and counts as one bad item.
    """
    number, source = 0, _Source(file)
    is_list = source.skip(_WHITE) == "["
    if is_list:
        source.take(1)
    while mark := source.skip(_WHITE + ("," if is_list else "")):
        if is_list and mark == "]":
            return
        number += 1
        try:
            value, text = source.value()
        except ValueError as error:
            reason = _("This is not JSON: %(error)s.") % {"error": error}
            yield Line(number, source.end, error=reason, unit="item")
            return
        if isinstance(value, dict):
            yield Line(number, source.end, text, row=value, unit="item")
        else:
            reason = _("This is not a JSON object.")
            yield Line(number, source.end, text, error=reason, unit="item")


class _Source:
    """A file of which as much is held as the value at its head needs."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        # What is no UTF-8 becomes signs that no story may have, and is rejected for that.
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._held = ""

    @property
    def end(self) -> int:
        """How much of the file was read, in bytes."""
        return self._file.tell()

    def skip(self, signs: str) -> str:
        """The next sign that is none of these; empty at the end of the file."""
        while True:
            self._held = self._held.lstrip(signs)
            if self._held or not self._more():
                return self._held[:1]

    def take(self, count: int) -> None:
        """Leave so many signs behind."""
        self._held = self._held[count:]

    def value(self) -> tuple[Any, str]:
        """The value at the head, and its text; ValueError if there is none."""
        while True:
            try:
                value, end = _decode(self._held)
            except (ValueError, RecursionError) as error:
                if len(self._held) > LONGEST or not self._more():
                    raise ValueError(str(error)) from error
                continue
            # A number at the end of what is held may go on.
            if end < len(self._held) or not self._more():
                text, self._held = self._held[:end], self._held[end:]
                return value, text

    def _more(self) -> bool:
        # Twice as much each time, for what is held is tried again from its beginning.
        raw = self._file.read(max(_CHUNK, len(self._held)))
        self._held += self._decoder.decode(raw, final=not raw)
        return bool(raw)
