"""Folding of text for search and sorting, words with their place in the text, forms, slugs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import Any, NamedTuple

from anyascii import anyascii
from django.utils.text import slugify as ascii_slugify

# The ranges are those of register_fold in sql/fold.sql, to which this module is the exact twin.
# NUL and lone surrogates cannot be stored by Postgres at all, so only this side knows them.
_PUNCTUATION = (
    r"\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u02b9-\u02ff"
    r"\u055a-\u055f\u0589-\u058a\u060c\u061b\u061f\u066a-\u066d\u06d4\u1361-\u1368\u1680"
    r"\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f\ud800-\uf8ff\ufff0-\uffff\U0001f000-\U0001faff"
)
_MARKS = re.compile(
    "[\u0300-\u036f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_LETTERS = str.maketrans(
    dict(zip("øłđðħŧıəɛɔŋɲɓɗƙƴς", "olddhtieeonnbdkyσ", strict=True))
    | {"œ": "oe", "æ": "ae", "ß": "ss", "þ": "th"}
)
_INITIAL = rf"(?<![^{_PUNCTUATION}])[a-z]\.(?=[a-z](?![^{_PUNCTUATION}]))"
_INITIALS = re.compile(_INITIAL)
_GAPS = re.compile(f"[{_PUNCTUATION}]+")
_SPACES = " \n\u00a0\u202f"
_WORD = re.compile(f"(?:{_INITIAL})*[^{_PUNCTUATION}]+")

# The words that the configuration "archive" drops, as they look after folding. Accented ones of
# the server's list never match folded text, and stay searchable: "été" is also the summer.
STOP_WORDS = frozenset(
    """
    au aux avec ce ces dans de des du elle en et eux il je la le leur lui ma mais me mes moi mon ne
    nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos
    votre vous c d j l m n s t y suis es est sommes sont serai seras sera serons serez seront serais
    serait serions seriez seraient fus fut furent sois soit soyons soyez soient fusse fusses
    fussions fussiez fussent ayant ayante ayantes ayants eu eue eues eus ai as avons avez ont aurai
    auras aura aurons aurez auront aurais aurait aurions auriez auraient avais avait avions aviez
    avaient eut eurent aie aies ait ayons ayez aient eusse eusses eussions eussiez eussent
    """.split()
)


class Token(NamedTuple):
    """A folded word and the half-open span of characters it came from."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Tokens(Sequence[Token]):
    """The tokens of a text, in order, kept as three lists alike: words, starts and ends.

    A page of answers has ten thousand of them, each of which, as a thing of its own, the collector
    of garbage would walk through.
    """

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Tokens(self.words[index], self.starts[index], self.ends[index])
        return Token(self.words[index], self.starts[index], self.ends[index])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.words, self.starts, self.ends)


def _letters(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LETTERS)


def fold(text: str) -> str:
    """The text without accents, case, ligatures and punctuation; words divided by one space.

    Exact twin of the SQL function register_fold: « L’AES à Côte-d’Or » → " l aes a cote d or ".
    """
    return _GAPS.sub(" ", _INITIALS.sub(lambda match: match[0][0], _letters(text)))


def words(text: str) -> list[str]:
    """The folded words of the text, in order: "O.N.U., l’AES" → ["onu", "l", "aes"]."""
    return fold(text).split()


_cluster_letters = lru_cache(maxsize=8192)(_letters)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a character and the marks after it, which normalisation may reorder.

    A mark after a space stands alone: else a word would begin at the space before it.
    """
    start = 0
    for i in range(1, len(text)):
        if text[i] < "\u0300" or not unicodedata.combining(text[i]) or text[i - 1] in _SPACES:
            yield start, i
            start = i
    if text:
        yield start, len(text)


def parts(text: str) -> tuple[list[str], list[int]]:
    """What stands between the spaces of a text, and where each begins.

    No word and no initials reach over a space: a text has the words of its parts.
    """
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    pieces = text.split(" ")
    # Each begins after those before it and as many spaces.
    return pieces, list(map(add, accumulate(map(len, pieces), initial=0), range(len(pieces))))


def tokens(text: str) -> Tokens:
    """The folded words of the text with their spans in it: the words are those of `words`."""
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part, at in zip(*parts(text), strict=True):
        inside = tokens_of_part(part)
        found += inside.words
        starts += [at + start for start in inside.starts]
        ends += [at + end for end in inside.ends]
    return Tokens(found, starts, ends)


# Most parts of a text stand in every other text, too.
@lru_cache(maxsize=32_768)
def tokens_of_part(part: str) -> Tokens:
    """The folded words of what stands between two spaces, as `tokens` gives them."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clusters(part):
        folded = _cluster_letters(part[start:end])
        letters.append(folded)
        spans.extend([(start, end)] * len(folded))
    matches = list(_WORD.finditer("".join(letters)))
    return Tokens(
        tuple(_INITIALS.sub(lambda m: m[0][0], match[0]) for match in matches),
        tuple(spans[match.start()][0] for match in matches),
        tuple(spans[match.end() - 1][1] for match in matches),
    )


# The facets of a page of answers are much the same as those of the page before.
@lru_cache(maxsize=8192)
def sort_key(name: str) -> str:
    """What a name is sorted by; to be compared byte by byte (collation "C"): É sorts with E."""
    return fold(name).strip()


def slugify(text: str, fallback: str = "x", length: int = 80) -> str:
    """An ASCII slug of any script, cut after a whole word; the fallback when nothing is left."""
    # An apostrophe divides words in French: "Côte d’Ivoire" is cote-d-ivoire, not cote-divoire.
    slug = ascii_slugify(anyascii(text).replace("'", "-")).strip("-_")
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or fallback
