"""Shows in the original text, accents and all, the words that a query found it by."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from newsroom.register.query import Query, Term
from newsroom.register.text import Token, parts, tokens_of_part, words

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
        self._begun = _Begun(terms)
        self._longest = max((len(term.words) for term in terms), default=0)

    def highlight(self, text: str) -> list[Fragment]:
        """The text cut in pieces (piece, is it a hit?), which joined give the text again."""
        return _fragments(text, self._spans(*parts(text)), 0, len(text))

    def excerpt(self, text: str, length: int = 240) -> list[Fragment]:
        """The stretch of at most `length` characters with most of the query in it, cut at words.

        In the same form as `highlight`, an ellipsis at each end that was cut (not counted in
        length).
        """
        pieces, places = parts(text)
        spans = self._spans(pieces, places)
        start, end = _window(len(text), spans, length)
        start, end = _at_words(pieces, places, start, end, len(text))
        fragments = _fragments(text, spans, start, end)
        if text[:start].strip():
            fragments.insert(0, (_ELLIPSIS, False))
        if text[end:].strip():
            fragments.append((_ELLIPSIS, False))
        return fragments

    def _spans(self, pieces: Sequence[str], places: Sequence[int]) -> list[Span]:
        """Where the terms stand, the longest first at each place, never overlapping.

        Only where a term may begin are the words looked at: in few parts of a text.
        """
        spans: list[Span] = []
        after = 0
        begun = self._begun
        begun.read(pieces)
        for number in [n for n, piece in enumerate(pieces) if piece in begun.parts]:
            near = self._near(pieces, places, number)
            for index, terms in enumerate(begun.parts[pieces[number]]):
                if not terms or near[index].start < after:
                    continue
                folded = [token.word for token in near]
                length, term = max(
                    ((term.length_at(folded, index), term) for term in terms), key=itemgetter(0)
                )
                if length:
                    after = near[index + length - 1].end
                    spans.append((near[index].start, after, term))
        return spans

    def _near(self, pieces: Sequence[str], places: Sequence[int], number: int) -> list[Token]:
        """The words of a part, and those after it that a term may reach to."""
        found: list[Token] = []
        wanted = len(tokens_of_part(pieces[number])) + self._longest - 1
        while number < len(pieces) and len(found) < wanted:
            at = places[number]
            found += [
                Token(word, at + start, at + end)
                for word, start, end in tokens_of_part(pieces[number])
            ]
            number += 1
        return found


class _Begun:
    """The parts of texts in which a term may begin.

    parts: for each of these the terms that each of its words may begin. A question may name a
    hundred things, and nearly every part of a text begins none of them.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.parts: dict[str, list[list[Term]]] = {}
        self._read: set[str] = set()
        self._beginning, self._prefixes = _by_first_word(terms)

    def read(self, pieces: Iterable[str]) -> None:
        """Look at those of these parts that were not looked at before."""
        fresh = set(pieces) - self._read
        self._read |= fresh
        begins_none = self._beginning.keys().isdisjoint
        for piece in fresh:
            words_of_it = tokens_of_part(piece).words
            if begins_none(words_of_it) and not self._prefixes:
                continue
            found = [
                self._beginning.get(word, [])
                + [term for term in self._prefixes if word.startswith(term.words)]
                for word in words_of_it
            ]
            if any(found):
                self.parts[piece] = found


@lru_cache(maxsize=1024)
def _as_written(spelling: str) -> Term:
    """A spelling as a term: the same few are looked for in each answer of a page."""
    return Term(tuple(words(spelling)), exact=True)


def _by_first_word(terms: Iterable[Term]) -> tuple[dict[str, list[Term]], list[Term]]:
    """The terms by the words that they may begin with; apart, beginnings of words."""
    beginning: dict[str, list[Term]] = defaultdict(list)
    prefixes = []
    for term in terms:
        if term.prefix and not term.is_phrase:
            prefixes.append(term)
        else:
            for word in term.words[:1] if term.is_phrase else term.forms:
                beginning[word].append(term)
    return beginning, prefixes


def _window(size: int, spans: list[Span], length: int) -> tuple[int, int]:
    """The start and end of the best stretch: most different terms, then most hits, then first."""
    if size <= length:
        return 0, size
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
    end = min(start + length, size)
    return max(min(start, end - length), 0), end


def _at_words(
    pieces: Sequence[str], places: Sequence[int], start: int, end: int, size: int
) -> tuple[int, int]:
    """The stretch without the words that it cuts through."""
    if start > 0:
        number = bisect_right(places, start) - 1
        later = (
            place + at
            for piece, place in zip(pieces[number:], places[number:], strict=True)
            for at in tokens_of_part(piece).starts
        )
        start = next((at for at in later if at >= start), start)
    if end < size:
        number = bisect_right(places, end)
        earlier = (
            place + at
            for piece, place in zip(pieces[:number][::-1], places[:number][::-1], strict=True)
            for at in reversed(tokens_of_part(piece).ends)
        )
        end = next((at for at in earlier if at <= end), end)
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
