"""Names that the record does not know: capitalised words that nothing else claims."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.suggestion.lexicon import (
    BODY_CUES,
    GENERIC,
    NAMED_AFTER,
    OPENERS,
    PARTICLES,
    PLACE_CUES,
    TITLES,
)
from articles.suggestion.reading import Reading

MOST_WORDS = 7
_JOINS = {" ", "\u00a0", "\u202f", "-", "\u2011", "\u2010", "'", "’", "\n", ". ", ".\u00a0"}
_INNER = PARTICLES - {"et", "and", "the", "of", "y", "e", "le", "a"}
_SIGNATURE = re.compile(r"\n[^\S\n]*\(?[\w.-]{1,8}(?:[^\S\n]*/[^\S\n]*[\w.-]{1,12})*\)?\s*$")

# « BAMAKO (AFP) – »: who wrote the story.
_AGENCY = re.compile(r"^[^\n.]{0,60}\((\w[\w /-]{1,20})\)\s+[-–—]\s", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """Words i to j are one name that the record does not know as it is printed."""

    i: int
    j: int
    text: str
    kind: str
    is_titled: bool


def runs(reading: Reading, claimed: Sequence[bool]) -> list[Run]:
    """The unknown names of a text, in its order; signature, months and the like are none."""
    words = reading.words
    small = Counter(word.folded for word in words if not word.is_capital)
    inside = Counter(word.folded for word in words if word.is_capital and not word.opens)
    signature = _SIGNATURE.search(reading.text)
    last = signature.start() if signature else len(reading.text)
    agencies = [match.span(1) for match in _AGENCY.finditer(reading.text)]
    found = []
    n = 0
    while n < len(words):
        if not _starts(reading, claimed, n) or words[n].start >= last:
            n += 1
            continue
        end = _end(reading, claimed, n)
        run = _trimmed(reading, n, end)
        is_agency = any(start <= words[n].start < stop for start, stop in agencies)
        if run and not is_agency and _is_name(reading, run, small, inside):
            i, j = run
            titled = _has_title(reading, i)
            kind = _kind(reading, i, j, is_titled=titled)
            found.append(Run(i, j, reading.printed(i, j), kind, titled))
        n = max(end, n + 1)
    return found


def _starts(reading: Reading, claimed: Sequence[bool], n: int) -> bool:
    word = reading.words[n]
    return word.is_capital and not claimed[n] and not word.is_shouted


def _end(reading: Reading, claimed: Sequence[bool], n: int) -> int:
    """Where the run of capitalised words that begins here ends; small words may stand inside."""
    words = reading.words
    end = n + 1
    while end < len(words) and end - n < MOST_WORDS:
        ahead = end
        while ahead < len(words) and ahead - end < 3 and _is_inner(reading, claimed, ahead):
            ahead += 1
        if ahead >= len(words) or claimed[ahead] or not words[ahead].is_capital:
            break
        if any(not _continues(reading, k) for k in range(end, ahead + 1)):
            break
        end = ahead + 1
    return end


def _is_inner(reading: Reading, claimed: Sequence[bool], n: int) -> bool:
    word = reading.words[n]
    return word.folded in _INNER and not word.is_capital and not claimed[n]


def _continues(reading: Reading, n: int) -> bool:
    gap = reading.gap(n)
    if gap in (". ", ".\u00a0"):
        return reading.words[n - 1].end - reading.words[n - 1].start == 1
    return gap in _JOINS and not reading.words[n].divided


def _trimmed(reading: Reading, i: int, j: int) -> tuple[int, int] | None:
    """Without titles, and without what only opens a sentence."""
    words = reading.words
    for n in range(j - 2, i - 1, -1):  # "Foreign Minister Sergei Lavrov"
        if words[n].folded in TITLES and all(w.folded in TITLES | GENERIC for w in words[i:n]):
            i = n + 1
            break
    while i < j and (
        words[i].folded in TITLES
        or (
            words[i].folded in OPENERS
            and (words[i].opens or j - i == 1 or not words[i + 1].is_capital)
        )
        or words[i].folded in _INNER
        and not words[i].is_capital
    ):
        i += 1
    while j > i and (
        words[j - 1].folded in OPENERS or words[j - 1].folded in _INNER - {"al", "el"}
    ):
        j -= 1
    return (i, j) if j > i else None


def _is_name(
    reading: Reading, run: tuple[int, int], small: Counter[str], inside: Counter[str]
) -> bool:
    i, j = run
    words = reading.words[i:j]
    nothing = GENERIC | PARTICLES | TITLES
    if all(w.folded in nothing or w.folded.isdigit() for w in words):
        return False
    if len(words) > 1:
        return True
    word = words[0]
    if i and reading.words[i - 1].folded in NAMED_AFTER and not word.divided:
        return False
    length = word.end - word.start
    if word.is_upper and 2 <= length <= 8:
        return True
    if length < 3 or small[word.folded]:
        return False
    # A capital at the beginning of a sentence says nothing by itself.
    return not word.opens or inside[word.folded] > 0 or _has_title(reading, i)


def _has_title(reading: Reading, i: int) -> bool:
    if not i or reading.words[i].divided:
        return False
    before = reading.words[i - 1].folded
    return before in TITLES and not (before in {"m", "s"} and not reading.words[i - 1].is_capital)


def _kind(reading: Reading, i: int, j: int, *, is_titled: bool) -> str:
    """The likeliest kind, or "name" when nothing tells."""
    words = [word.folded for word in reading.words[i:j]]
    before = reading.words[i - 1].folded if i else ""
    if BODY_CUES & set(words):
        return "organisation"
    if is_titled:
        return "person"
    if PLACE_CUES & {words[0], before} or _near_place(reading, i):
        return "place"
    if len(words) == 1:
        return "organisation" if reading.words[i].is_upper else "name"
    if (
        before in {"a", "au", "aux", "en"}
        and reading.words[i - 1].end - reading.words[i - 1].start < 4
    ):
        return "place" if before == "a" else "name"
    return "person" if len(words) <= 4 else "name"


def _near_place(reading: Reading, i: int) -> bool:
    """« la ville de X », « la région du X »"""
    before = [word.folded for word in reading.words[max(0, i - 3) : i]]
    return (
        bool(before)
        and before[-1] in {"de", "du", "des", "d", "of"}
        and bool(PLACE_CUES & set(before))
    )
