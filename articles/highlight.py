"""Marks a span of a story's plain text in its HTML."""

import re
from html import unescape
from typing import NamedTuple

from articles.texts import BLOCKS

_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^<&]|[<&]")
_SPACES = " \t\r\n"


class _Sign(NamedTuple):
    """A character of the plain text, and the span of the HTML that gives it."""

    character: str
    start: int
    end: int


def mark(html: str, start: int, end: int, identifier: str) -> str:
    """The cleaned HTML with these characters of its plain form inside `mark` elements.

    The span may run over elements; each run of text in it is marked on its own, and the first
    one bears the identifier. Out of the text, nothing is marked.
    """
    runs: list[list[int]] = []
    for sign in _signs(html)[start:end]:
        if sign.start == sign.end:  # what stands for the end of a block
            continue
        if runs and runs[-1][1] == sign.start:
            runs[-1][1] = sign.end
        else:
            runs.append([sign.start, sign.end])
    parts, last = [], 0
    for number, (first, after) in enumerate(runs):
        name = f' id="{identifier}"' if number == 0 else ""
        parts += [html[last:first], f"<mark{name}>", html[first:after], "</mark>"]
        last = after
    return "".join([*parts, html[last:]])


def _signs(html: str) -> list[_Sign]:
    """The characters of to_plain(html) with their places; the twin of its reader."""
    paragraphs: list[list[_Sign]] = [[]]
    for piece in _PIECE.finditer(html):
        closing, element = piece[1], piece[2]
        if element is None:
            for character in unescape(piece[0]):
                _append(paragraphs[-1], _Sign(character, *piece.span()))
        elif element in BLOCKS:
            paragraphs.append([])
        elif element == "br" and not closing:
            _append(paragraphs[-1], _Sign("\n", piece.end(), piece.end()))
    signs: list[_Sign] = []
    for paragraph in filter(None, map(_stripped, paragraphs)):
        if signs:
            signs += [_Sign("\n", paragraph[0].start, paragraph[0].start)] * 2
        signs += paragraph
    return signs


def _append(paragraph: list[_Sign], sign: _Sign) -> None:
    is_break = sign.start == sign.end
    if sign.character in _SPACES and not is_break:
        if paragraph and paragraph[-1].character in " \n":
            return
        sign = sign._replace(character=" ")
    if is_break and paragraph and paragraph[-1].character == " ":
        paragraph.pop()
    paragraph.append(sign)


def _stripped(paragraph: list[_Sign]) -> list[_Sign]:
    text = "".join(sign.character for sign in paragraph)
    first = len(text) - len(text.lstrip(" \n"))
    return paragraph[first : len(text.rstrip(" \n"))]
