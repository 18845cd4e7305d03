"""Which words of a text are a spelling of the record: as it may be printed, the longest first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actors.choices import ActorKind, NameKind
from articles.suggestion.gazetteer import Key, Row
from articles.suggestion.lexicon import (
    CIVILITIES,
    FUNCTION_WORDS,
    GENERIC,
    OPENERS,
    PARTICLES,
    TITLES,
    UNSAID,
)
from articles.suggestion.reading import Reading, Word
from articles.suggestion.surroundings import means_another

_HYPHENS = frozenset("-\u2011\u2010")
_ARTICLES = frozenset("le la l les du des au aux the".split())
PRONOUNCED = 4  # letters from which an acronym is also printed like a name: Otan, Unesco


@dataclass(frozen=True)
class Hit:
    """Words i to j are written like each of these rows of the index."""

    i: int
    j: int
    rows: tuple[Row, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """The things that are written so, each once, the best founded first."""
        return tuple(dict.fromkeys(row.key for row in self.rows))

    @property
    def kinds(self) -> set[str]:
        return {row.thing for row in self.rows}

    @property
    def is_surname(self) -> bool:
        """Only a surname, or another short form made by rule."""
        return self.rows[0].is_derived and self.rows[0].thing == ActorKind.PERSON

    @property
    def is_adjective(self) -> bool:
        return all(row.kind == NameKind.DEMONYM for row in self.rows)


def hits(reading: Reading, spellings: Mapping[str, list[Row]]) -> list[Hit]:
    """What is recognised, none over another, in the order of the text."""
    small = Counter(
        word.folded for word in reading.words if not word.is_capital and not word.is_upper
    )
    found = []
    for i, j, folded in reading.windows():
        if folded in spellings:
            rows = tuple(row for row in spellings[folded] if _may_be(reading, i, j, row, small))
            if rows:
                found.append(Hit(i, j, _best(rows)))
    chosen: list[Hit] = []
    taken = [False] * len(reading.words)
    for hit in sorted(found, key=lambda hit: (hit.i - hit.j, hit.i)):
        if not any(taken[hit.i : hit.j]):
            taken[hit.i : hit.j] = [True] * (hit.j - hit.i)
            chosen.append(hit)
    chosen.sort(key=lambda hit: hit.i)
    return [hit for hit in chosen if not _is_part(reading, hit, chosen)]


def _best(rows: Iterable[Row]) -> tuple[Row, ...]:
    """A surname made by rule counts only where nothing has just that name; then adjectives."""
    rows = tuple(rows)
    given = tuple(row for row in rows if not row.is_derived or row.kind == NameKind.DEMONYM)
    own = tuple(row for row in given if row.kind != NameKind.DEMONYM)
    return own or given or rows


def _may_be(reading: Reading, i: int, j: int, row: Row, small: Counter[str]) -> bool:
    """Whether the words are printed as this name is: capitals, commas, place in the sentence."""
    words = reading.words[i:j]
    if any(word.comma for word in words[1:]) and not any(mark in row.text for mark in ",(/"):
        return False
    if row.need == 0:
        return True
    if row.need == 2 or row.kind == NameKind.ACRONYM:
        before = reading.words[i - 1].folded if i and not words[0].divided else ""
        return _is_acronym(words, row, before)
    if words[0].is_shouted:
        return len(words) > 1 or not _is_common(words[0], small)
    if row.thing == ActorKind.PERSON and not _like_a_person(reading, i, j, row):
        return False
    # Of « L’équipe » and « Le monde » only the second word tells whether a name is meant.
    content = [word for word in words if word.folded not in FUNCTION_WORDS] or words
    if len(content) > 1:
        return any(word.is_capital for word in words)
    first = content[0]
    if not first.is_capital or (first.folded in UNSAID and not first.is_upper):
        return False
    if row.thing != ActorKind.COUNTRY and words[0].opens and not _titled(reading, i):
        return not _is_common(first, small) and not (row.is_derived and len(first.folded) < 4)
    return True


def _like_a_person(reading: Reading, i: int, j: int, row: Row) -> bool:
    """Every word but particles has a capital; a surname is no date, acronym or part of a place."""
    words = reading.words[i:j]
    if not all(word.is_capital or word.folded in PARTICLES for word in words):
        return False
    if not row.is_derived:
        return True
    if words[0].is_upper and len(words) == 1 and words[0].end - words[0].start < 5:
        return row.text.isupper()
    if words[0].folded in GENERIC and not _titled(reading, i):
        return False
    if words[0].folded in OPENERS and _beside_number(reading, i, j):
        return False
    if i and reading.words[i - 1].folded in _ARTICLES and not words[0].divided:
        return False  # « la Porte d’Aspe », « la Grande Plage »
    if i and reading.gap(i) in _HYPHENS:
        return False
    # « Villeneuve-sur-Lot », « Porte-parole »; but « le duo Trump-Pence »
    is_first_half = j < len(reading.words) and reading.gap(j) in _HYPHENS
    return not is_first_half or reading.words[j].is_capital


def _beside_number(reading: Reading, i: int, j: int) -> bool:
    """« 2 May 2009 »"""
    around = reading.words[max(0, i - 1) : i] + reading.words[j : j + 1]
    return any(word.folded.isdigit() for word in around)


def _is_acronym(words: list[Word], row: Row, before: str) -> bool:
    if all(word.is_upper or word.folded.isdigit() for word in words):
        return not (words[0].is_shouted and words[0].folded in OPENERS | GENERIC)
    letters = "".join(word.folded for word in words)
    mixed = [word for word in row.text.split() if not word.isupper()]
    enough = PRONOUNCED - (before in ("l", "the"))  # « l’Onu »
    if len(words) == 1 and len(letters) >= enough:
        return words[0].is_capital and words[0].folded not in OPENERS | GENERIC
    return bool(mixed) and all(word.is_capital or word.is_upper for word in words)


def _is_common(word: Word, small: Counter[str]) -> bool:
    """A word of the language, as far as its writing elsewhere in the text tells."""
    return word.folded in OPENERS or word.folded in GENERIC or small[word.folded] > 0


def _titled(reading: Reading, i: int) -> bool:
    """A title stands right before the word, and no mark between them."""
    return i > 0 and reading.words[i - 1].folded in TITLES and not reading.words[i].divided


def _is_part(reading: Reading, hit: Hit, chosen: list[Hit]) -> bool:
    """The word is part of a longer name that the record does not know: Air France, Anatole France.

    One that stands alone in a known name is never doubted: only the neighbours tell.
    """
    if hit.is_surname and _after_given_name(reading, hit, chosen):
        return True
    if means_another(reading, hit, chosen):
        return True
    if reading.words[hit.i].is_upper and _is_hyphened(reading, hit):
        return False  # « NASA-NSF »: two acronyms
    if hit.j - hit.i > 1 and not (hit.kinds == {ActorKind.PERSON} or hit.is_surname):
        return False
    if reading.words[hit.i].is_shouted or not reading.words[hit.i].is_capital:
        return False
    claimed = {n for other in chosen if other is not hit for n in range(other.i, other.j)}
    before, after = hit.i - 1, hit.j
    follows = before >= 0 and before not in claimed and _joins(reading, before, hit.i)
    if follows and not _is_plain(reading.words[before]):
        # « le ministre de la Défense Sadio Camara »
        after_post = hit.j - hit.i > 1 and reading.words[before].folded in GENERIC
        return not (_is_title(reading, before) or after_post)
    leads = (
        after < len(reading.words) and after not in claimed and _joins(reading, hit.j - 1, after)
    )
    if leads and not _is_plain(reading.words[after]):
        # « l’Américaine Gwen Jorgensen », "Malian President": a people's name before another.
        is_person = hit.kinds == {ActorKind.PERSON}  # « Hassan Cheikh X » is somebody else
        return not hit.is_adjective and (is_person or not _is_title(reading, after))
    return False


def _joins(reading: Reading, n: int, following: int) -> bool:
    """Two capitalised words stand side by side with only a space or a hyphen between."""
    first, second = reading.words[n], reading.words[following]
    gap = reading.text[first.end : second.start]
    return (
        first.is_capital
        and second.is_capital
        and not second.divided
        and gap in (" ", "\u00a0", "\u202f", "-", "\u2011", "\u2010", "\n")
    )


def _is_plain(word: Word) -> bool:
    """No part of a name: opens the sentence, or a word of a headline."""
    return (word.opens and word.folded in OPENERS | GENERIC) or word.folded in OPENERS


def _is_title(reading: Reading, n: int) -> bool:
    return reading.words[n].folded in TITLES


def _after_given_name(reading: Reading, hit: Hit, chosen: list[Hit]) -> bool:
    """A surname right after another name: somebody else's, whom the record does not know."""
    before = hit.i - 1
    if before < 0 or reading.words[hit.i].is_shouted:
        return False
    claimed = {n for other in chosen if other is not hit for n in range(other.i, other.j)}
    word = reading.words[before]
    if before in claimed or not _joins(reading, before, hit.i):
        # "A. Traoré", "bin Salmane": an initial or a particle belongs to the name too.
        return word.folded in PARTICLES - {
            "de",
            "du",
            "des",
            "d",
            "la",
            "le",
            "les",
            "l",
            "et",
            "the",
            "of",
            "and",
            "y",
            "e",
        }
    return not (_is_plain(word) or word.folded in CIVILITIES or _is_title(reading, before))


def _is_hyphened(reading: Reading, hit: Hit) -> bool:
    gaps = [reading.gap(n) for n in (hit.i, hit.j) if 0 < n < len(reading.words)]
    return hit.kinds == {ActorKind.ORGANISATION} and "-" in gaps
