"""Shows in the original text, accents and all, the words that a query found it by."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from newsroom.register.query import Query, Term
from newsroom.register.text import Tokens, tokens, words

Fragment = tuple[str, bool]
Span = tuple[int, int, Term]
_ELLIPSIS = "…"


class Marker:
    """Marks in texts what a question found them by.

    extra_words: further spellings to mark, such as the names of the people that the question
    meant. Each is marked as it stands, as a whole. Stop words are not marked.
    """

    def __init__(self, query: Query, extra_words: Iterable[str] = ()) -> None:
        extra = map(_as_written, extra_words)
        terms = [*query.terms, *(term for term in extra if term.words)]
        self._beginning, self._prefixes = _by_first_word(terms)

    def highlight(self, text: str) -> list[Fragment]:
        """The text cut in pieces (piece, is it a hit?), which joined give the text again."""
        return _fragments(text, self._spans(tokens(text)), 0, len(text))

    def excerpt(self, text: str, length: int = 240) -> list[Fragment]:
        """The stretch of at most `length` characters with most of the query in it, cut at words.

        In the same form as `highlight`, an ellipsis at each end that was cut (not counted in
        length).
        """
        found = tokens(text)
        spans = self._spans(found)
        start, end = _window(text, found, spans, length)
        fragments = _fragments(text, spans, start, end)
        if text[:start].strip():
            fragments.insert(0, (_ELLIPSIS, False))
        if text[end:].strip():
            fragments.append((_ELLIPSIS, False))
        return fragments

    def _spans(self, found: Tokens) -> list[Span]:
        """Where the terms stand, the longest first at each place, never overlapping."""
        folded = found.words
        spans = []
        index = 0
        while index < len(folded):
            likely = self._beginning.get(folded[index], []) + self._prefixes
            if not likely:
                index += 1
                continue
            length, term = max(
                ((term.length_at(folded, index), term) for term in likely), key=itemgetter(0)
            )
            if length:
                spans.append((found.starts[index], found.ends[index + length - 1], term))
            index += max(length, 1)
        return spans


@lru_cache(maxsize=1024)
def _as_written(spelling: str) -> Term:
    """A spelling as a term: the same few are looked for in each answer of a page."""
    return Term(tuple(words(spelling)), exact=True)


def _by_first_word(terms: list[Term]) -> tuple[dict[str, list[Term]], list[Term]]:
    """The terms by the words that they may begin with; apart, those of which only a part is given.

    A question may name a hundred things, and nearly every word of a text begins none of them.
    """
    beginning: dict[str, list[Term]] = defaultdict(list)
    prefixes = []
    for term in terms:
        if term.prefix and not term.is_phrase:
            prefixes.append(term)
        else:
            for word in term.words[:1] if term.is_phrase else term.forms:
                beginning[word].append(term)
    return beginning, prefixes


def _window(text: str, found: Tokens, spans: list[Span], length: int) -> tuple[int, int]:
    """The start and end of the best stretch: most different terms, then most hits, then first."""
    if len(text) <= length:
        return 0, len(text)
    best: tuple[int, int] = (0, 0)
    first, last = 0, 0
    for i, (start, _, _) in enumerate(spans):
        inside: list[Span] = []
        for span in islice(spans, i, None):
            if span[1] > start + length:
                break
            inside.append(span)
        score = (len({span[2] for span in inside}), len(inside))
        if score > best:
            best, first, last = score, start, inside[-1][1]
    # What room is left goes before and after the hits, so that they are read in their sentence.
    room = max(length - (last - first), 0)
    start = max(first - room // 2, 0)
    end = min(start + length, len(text))
    start = max(min(start, end - length), 0)
    return _at_words(found, start, end, len(text))


def _at_words(found: Tokens, start: int, end: int, size: int) -> tuple[int, int]:
    if start > 0 and (after := bisect_left(found.starts, start)) < len(found.starts):
        start = found.starts[after]
    if end < size and (before := bisect_right(found.ends, end)):
        end = found.ends[before - 1]
    return (start, end) if start < end else (start, start)


def _fragments(text: str, spans: list[Span], start: int, end: int) -> list[Fragment]:
    fragments = []
    for hit_start, hit_end, _ in spans:
        if hit_start < start or hit_end > end:
            continue
        if start < hit_start:
            fragments.append((text[start:hit_start], False))
        fragments.append((text[hit_start:hit_end], True))
        start = hit_end
    if start < end:
        fragments.append((text[start:end], False))
    return fragments
