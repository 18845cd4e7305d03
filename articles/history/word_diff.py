"""Which words two texts share, which were removed and which were added."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"

# A word or a sign, with the spaces after it: what is shown is the texts themselves.
_TOKEN = re.compile(r"(?:\w+(?:[’'\-]\w+)*|[^\w\s])\s*|\s+")
_PARAGRAPH = re.compile(r"[^\n]+|\n+")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
# Below this share of common words a paragraph was written anew, and is shown as a whole.
LIKE = 0.3


@dataclass(frozen=True)
class Piece:
    """A stretch of text: in both texts (same), in the older one (removed), in the newer (added)."""

    op: str
    text: str


def compare_words(old: str, new: str) -> list[Piece]:
    """The two texts as one, in the order of reading; a removed piece before what replaced it.

    Without the added pieces it is the older text, without the removed ones the newer.
    """
    found: list[Piece] = []
    before, after = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    for op, one, other in _opcodes(before, after):
        if op == "equal":
            found.append(Piece(SAME, "".join(one)))
        else:
            found += _inside("".join(one), "".join(other))
    return _joined(found)


def count_words(pieces: list[Piece]) -> tuple[int, int]:
    """How many words were added, and how many removed."""
    return _words(pieces, ADDED), _words(pieces, REMOVED)


def _inside(old: str, new: str) -> list[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = _matcher(before, after)
    if not before or not after or matcher.ratio() < LIKE:
        return [Piece(REMOVED, old), Piece(ADDED, new)]
    found = []
    for op, i, k, m, n in matcher.get_opcodes():
        if op == "equal":
            found.append(Piece(SAME, "".join(after[m:n])))
        else:
            found += [Piece(REMOVED, "".join(before[i:k])), Piece(ADDED, "".join(after[m:n]))]
    return found


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for op, i, k, m, n in _matcher(old, new).get_opcodes():
        yield op, old[i:k], new[m:n]


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    # Frequent words count as much as rare ones: of a short text every word is frequent.
    return SequenceMatcher(None, old, new, autojunk=False)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one sort as one piece, empty ones left out."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].op == piece.op:
            found[-1] = Piece(piece.op, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _words(pieces: list[Piece], op: str) -> int:
    return sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.op == op)
