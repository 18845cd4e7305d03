"""A text read for names: its words with their place, what may divide a name, windows of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.suggestion.lexicon import FUNCTION_WORDS
from newsroom.register.text import Token, tokens

LONGEST = 8  # words of a name
LONGEST_TITLE = 14  # words of a name that begins with a capital: missions have such names

_SENTENCE_MARK = re.compile(r"[.!?:;…«»“”\"‹›„|•]")
_DIVIDER = re.compile(r"[/–—=+*\[\]{}<>]")  # a dash that joins two names is not a hyphen
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"\n")
_OPENING = re.compile(r"(?:[.!?…:«“\"„•*–—]|\) ?-|^|\n)[\s«“\"‹(\[–—-]*$")


@dataclass(frozen=True)
class Word:
    """A word: folded, its span, and what stands before it.

    divided: no name reaches over what stands before it. comma: a comma, bracket or slash stands
    before it, which only some names contain. opens: it is the first of a sentence, where a
    capital says nothing.
    """

    folded: str
    start: int
    end: int
    is_capital: bool
    is_upper: bool
    divided: bool
    comma: bool
    opens: bool
    is_shouted: bool = False  # in a line written in capitals throughout


class Reading:
    """The words of a text; `i` and `j` are half-open numbers of words everywhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(tokens(text))
        # In text whose paragraphs are set off by empty lines, a line's end is only a space.
        self._hard = _PARAGRAPH if _PARAGRAPH.search(text) else _LINE
        shouted = _shouted_spans(text)
        self.words = [self._word(found, n, shouted) for n in range(len(found))]
        self._at = {word.start: n for n, word in enumerate(self.words)}

    def _word(self, found: list[Token], n: int, shouted: list[tuple[int, int]]) -> Word:
        token = found[n]
        printed = self.text[token.start : token.end]
        gap = self.text[found[n - 1].end if n else 0 : token.start]
        before = self.text[max(0, token.start - 6) : token.start]
        ends_initial = bool(n) and gap.strip(" \u00a0") == "." and self._is_short(found[n - 1])
        letters = any(letter.isalpha() for letter in printed)
        return Word(
            folded=token.word,
            start=token.start,
            end=token.end,
            is_capital=printed[:1].isupper() or printed[:1].istitle(),
            is_upper=letters and printed.upper() == printed and printed.lower() != printed,
            divided=not n
            or bool(self._hard.search(gap) or _DIVIDER.search(gap))
            or (bool(_SENTENCE_MARK.search(gap)) and not ends_initial),
            comma=any(mark in gap for mark in ",()/"),
            opens=bool(_OPENING.search(before)) and not ends_initial,
            is_shouted=any(start <= token.start < end for start, end in shouted),
        )

    def _is_short(self, token: Token) -> bool:
        """An initial or an abbreviation, after which a full stop ends no sentence."""
        printed = self.text[token.start : token.end]
        is_dotted = "." in printed and printed.isupper()  # "U.N. Security Council"
        is_initial = len(printed) == 1 and printed.isupper()
        return is_dotted or is_initial or token.word in {"dr", "st", "mr", "pr"}

    def gap(self, n: int) -> str:
        """What stands between word n - 1 and word n."""
        return self.text[self.words[n - 1].end if n else 0 : self.words[n].start]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """The characters from word i up to, not including, word j."""
        return self.words[i].start, self.words[j - 1].end

    def printed(self, i: int, j: int) -> str:
        """The text of these words, as it stands."""
        start, end = self.span(i, j)
        return self.text[start:end]

    def folded(self, i: int, j: int) -> str:
        """The folded words, joined by spaces, as the index of spellings has them."""
        return " ".join(word.folded for word in self.words[i:j])

    def number_at(self, start: int) -> int | None:
        """Which word begins at this character."""
        return self._at.get(start)

    def holds_together(self, i: int, j: int) -> bool:
        """No sentence or paragraph ends inside these words."""
        return not any(word.divided for word in self.words[i + 1 : j])

    def windows(self) -> Iterator[tuple[int, int, str]]:
        """Every run of words that could be one name, with its folded text."""
        words = self.words
        for i, first in enumerate(words):
            if first.folded in FUNCTION_WORDS and not first.is_capital:
                continue
            folded = first.folded
            longest = LONGEST_TITLE if first.is_capital else LONGEST
            if first.folded not in FUNCTION_WORDS:
                yield i, i + 1, folded
            for j in range(i + 1, min(i + longest, len(words))):
                if words[j].divided:
                    break
                folded = f"{folded} {words[j].folded}"
                if words[j].folded not in FUNCTION_WORDS:
                    yield i, j + 1, folded


def _shouted_spans(text: str) -> list[tuple[int, int]]:
    """Lines in capitals throughout, where capitals say nothing about a word."""
    return [
        match.span()
        for match in re.finditer(r"[^\n]+", text)
        if len(match[0].split()) >= 3 and match[0].upper() == match[0] != match[0].lower()
    ]
