"""A text cut into sentences of words, names, quotations and marks, each with its place in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.suggestion.marks import Quoted, paragraphs, quoted
from articles.suggestion.result import Found, How

_ITEM = re.compile(
    r"aujourd['’]hui|\d+(?:[.,]\d+)*(?:er)?"
    r"|(?:[ldjnstmc]|qu|lorsqu|puisqu|jusqu)['’](?=\s?[\w\[«“\"])|\w+['’](?=\w)"
    r"|\w+(?:[-‑]\w+)*|[^\w\s]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…]+[)\]]?(?=[\s,]|$)")
_ABBREVIATIONS = frozenset("m mm mme mmes mlle dr pr me st ste mgr gal col cf p art no n av bd"
                           " mr mrs ms gen lt sgt sen rep gov jr sr vs etc".split())  # fmt: skip
_ENGLISH = frozenset(
    "the and of to that was with his has said from by is are in it he she for at who not".split()
)
_FRENCH = frozenset(
    "le la les des du et une est dans que qui au aux selon avec par été pas ne ce il elle".split()
)


@dataclass(frozen=True)
class Item:
    """One piece of a sentence. word: in lower case, with a straight apostrophe; "" for a quote."""

    start: int
    end: int
    word: str
    text: str
    found: Found | None = None
    quote: Quoted | None = None

    @property
    def is_mark(self) -> bool:
        return self.found is None and self.quote is None and not self.word[:1].isalnum()


@dataclass(frozen=True)
class Sentence:
    """Items in order. paragraph: number of the paragraph in the text, from 0."""

    start: int
    end: int
    paragraph: int
    items: tuple[Item, ...] = field(repr=False)


def is_english(text: str) -> bool:
    """Whether English function words outnumber French ones."""
    words = re.findall(r"[a-zéèàêû]+", text.lower())
    return sum(w in _ENGLISH for w in words) > sum(w in _FRENCH for w in words)


def sentences(text: str, found: Sequence[Found]) -> list[Sentence]:
    """The sentences of the text. A sentence quoted inside another belongs to it."""
    spans = quoted(text)
    names = outermost(found)
    result = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for first, last in _bounds(text, start, end, spans):
            items = tuple(_items(text, first, last, names, spans))
            if items:
                result.append(Sentence(first, last, number, items))
    return result


def outermost(found: Sequence[Found]) -> list[Found]:
    """The names that lie in no other, by offset; posts stay words, with their countries."""
    result: list[Found] = []
    names = (one for one in found if not is_post(one))
    for one in sorted(names, key=lambda f: (f.start, -f.end)):
        if not result or one.start >= result[-1].end:
            result.append(one)
    return result


def is_post(found: Found) -> bool:
    """Whether the words name a post, of somebody named beside it or to be inferred from it."""
    return found.kind == "office" or found.how == How.OFFICE


def _bounds(text: str, start: int, end: int, spans: list[Quoted]) -> Iterator[tuple[int, int]]:
    """Ends of sentence outside quotations; after one, only if the quotation was a sentence."""
    first = start
    inside = [q for q in spans if q.opening < end and q.closing > start]
    cuts = [m.end() for m in _ENDS.finditer(text, start, end) if not _is_abbreviation(text, m)]
    cuts = [cut for cut in cuts if not any(q.opening < cut < q.closing for q in inside)]
    cuts += [q.closing for q in inside if _closes_sentence(text, q, end)]
    for cut in sorted(set(cuts)):
        if first < cut < end:
            yield first, cut
            first = cut
    if text[first:end].strip():
        yield first, end


def _closes_sentence(text: str, quote: Quoted, end: int) -> bool:
    """« … fini. » Elle: the mark inside ends the sentence when a capital or a quote follows."""
    rest = text[quote.closing : end].lstrip()
    if text[quote.end - 1] not in ".!?…" or not rest:
        return False
    return rest[0] in '«“"' or (rest[0].isupper() and text[quote.end - 1] == ".")


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    # « le mouvement En marche !, qui … »
    if text[match.end() : match.end() + 2].lstrip()[:1] in (",", ";"):
        return True
    if match[0] != ".":
        return False
    word = re.search(r"\w+$", text[max(0, match.start() - 12) : match.start()])
    if not word:
        return False
    following = text[match.end() : match.end() + 2].strip()
    is_initial = len(word[0]) == 1 and word[0].isupper()
    return is_initial or word[0].lower() in _ABBREVIATIONS or following[:1].islower()


def _items(
    text: str, start: int, end: int, names: list[Found], spans: list[Quoted]
) -> Iterator[Item]:
    blocks: list[tuple[int, int, Quoted | Found]] = [
        (q.opening, q.closing, q) for q in spans if start <= q.opening < end
    ]
    blocks += [
        (f.start, f.end, f)
        for f in names
        if start <= f.start < end and not any(b[0] <= f.start < b[1] for b in blocks)
    ]
    at = start
    for first, last, block in sorted(blocks, key=lambda b: b[0]):
        if first < at:
            continue
        yield from _words(text, at, first)
        if isinstance(block, Quoted):
            yield Item(first, last, "", text[block.start : block.end], quote=block)
        else:
            yield Item(first, last, "", text[first:last], found=block)
        at = last
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[Item]:
    # Not bounded by the end: an elision is known by the letter after it, maybe that of a name.
    for match in _ITEM.finditer(text, start):
        if match.start() >= end:
            return
        yield Item(*match.span(), match[0].lower().replace("’", "'").replace("‑", "-"), match[0])
