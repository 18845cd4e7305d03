"""Where words stand in a story's plain text, and where they stand again after an edit.

A quotation is looked for as a W3C text quote selector: the exact words, and what stands just
before and after them. Signs that look alike (apostrophes, no-break spaces, line ends) count as
the same, and each stands for one character, so that offsets hold in the text as it is.
"""

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from articles.choices import Anchor

CONTEXT = 32  # characters of the text that are kept on either side
# Likeness in percent from which words count as the same words, edited; the higher one where no
# neighbourhood is known that could speak for them.
LIKE, ALIKE = 75.0, 85.0
NEAR = 70.0  # likeness of a neighbourhood that is still the same
SHORTEST = 12  # a shorter text is found exactly or not at all: too much is like it

_LEVEL = str.maketrans("’‘ʼ\u00a0\u202f\u2009\n\t“”", "'''     \"\"")
_SENTENCE_END = re.compile(r"[.!?…](?:[\u00a0\u202f ]?[»\"”])?(?=\s|$)|\n")
_SENTENCE_MARKS = tuple(".!?…»")
_WORD_CHARACTER = re.compile(r"\w")


class Selector(NamedTuple):
    """What is looked for. `start`, where it stood, decides between repeats that are otherwise
    alike; `present` is what it had been changed into when it was last found."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    present: str = ""


class Found(NamedTuple):
    """Where it stands now: half-open span of characters; None where nothing is found."""

    anchor: str
    start: int | None = None
    end: int | None = None


class PlainText:
    """A text in which many selectors are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.level = level(text)

    def find(self, wanted: Selector) -> Found:
        """Where the words stand: as they were, or changed, or nowhere."""
        exact = level(wanted.exact)
        if not exact.strip():
            return Found(Anchor.NONE)
        if (start := self._repeat(exact, wanted)) is not None:
            return Found(Anchor.ANCHORED, start, start + len(exact))
        if wanted.present:
            present = level(wanted.present)
            if (start := self._repeat(present, wanted)) is not None:
                return Found(Anchor.CHANGED, start, start + len(present))
        span = self._like(exact, wanted)
        return Found(Anchor.CHANGED, *span) if span else Found(Anchor.LOST)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands just before and after a span."""
        return self.text[max(0, start - CONTEXT) : start], self.text[end : end + CONTEXT]

    def _repeat(self, words: str, wanted: Selector) -> int | None:
        """The place of these very words; of several the one with the likest neighbourhood."""
        places = [match.start() for match in re.finditer(f"(?={re.escape(words)})", self.level)]
        if len(places) < 2:
            return places[0] if places else None
        prefix, suffix = level(wanted.prefix), level(wanted.suffix)
        was = wanted.start or 0

        def merit(start: int) -> tuple[int, int]:
            before, after = self.level[:start], self.level[start + len(words) :]
            return _shared(before[::-1], prefix[::-1]) + _shared(after, suffix), -abs(start - was)

        return max(places, key=merit)

    def _like(self, exact: str, wanted: Selector) -> tuple[int, int] | None:
        """The span that is these words after an edit, if any is like enough."""
        if len(exact) < SHORTEST:
            return None
        window = fuzz.partial_ratio_alignment(exact, self.level)
        if window is None or window.dest_end <= window.dest_start:
            return None
        near = window.dest_start, window.dest_end
        # A sentence became a sentence; of a piece of one, only the piece is of interest.
        spans = [self._whole_words(*near), self._sentence(*near)]
        likeness, span = max((fuzz.ratio(exact, self.level[slice(*span)]), span) for span in spans)
        if exact.rstrip().endswith(_SENTENCE_MARKS):
            whole = fuzz.ratio(exact, self.level[slice(*spans[1])])
            if whole >= LIKE:
                likeness, span = whole, spans[1]
        if not (wanted.prefix or wanted.suffix):
            return span if likeness >= ALIKE else None
        return span if likeness >= LIKE and self._neighbours(span, wanted) else None

    def _neighbours(self, span: tuple[int, int], wanted: Selector) -> bool:
        """Whether at least one side of the span is what it was."""
        before, after = level(self.around(*span)[0]), level(self.around(*span)[1])
        sides = ((before, level(wanted.prefix)), (after, level(wanted.suffix)))
        return any(
            fuzz.ratio(now, was) >= NEAR if was.strip() else not now.strip() for now, was in sides
        )

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        is_word = _WORD_CHARACTER.match
        while start > 0 and is_word(self.level[start - 1]) and is_word(self.level[start]):
            start -= 1
        while end < len(self.level) and is_word(self.level[end - 1]) and is_word(self.level[end]):
            end += 1
        return self._trimmed(start, end)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences in which the middle of the span lies."""
        middle = (start + end) // 2
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        first = max((place for place in ends if place <= middle), default=0)
        last = min((place for place in ends if place > middle), default=len(self.text))
        return self._trimmed(first, last)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.level[start:end]
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def level(text: str) -> str:
    """The text with signs that look alike made the same; as long as it was."""
    return text.translate(_LEVEL)


def _shared(one: str, other: str) -> int:
    """How many characters the two have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
