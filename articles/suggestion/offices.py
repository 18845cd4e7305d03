"""Posts and public bodies that a text names with the country beside.

« le ministre malien de la Défense », « ministres de la Défense du Mali et du Niger », "Mali's
defence minister".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actors.spellings.roles import normal
from articles.suggestion.gazetteer import Key, Known, Row
from articles.suggestion.lexicon import FUNCTION_WORDS
from articles.suggestion.reading import Reading

LONGEST = 12  # words of a title without its country
_LINKS = frozenset("de du des d la le les l of the".split())
_BETWEEN = _LINKS | {"et", "ou", "and"}
_PORTFOLIO = frozenset("de du des d aux of for".split())
_HYPHENS = {"-", "\u2010", "\u2011"}
_PLURAL = frozenset(
    """
    ministres presidents premiers chefs ministeres directeurs secretaires ambassadeurs gouverneurs
    homologues armees gouvernements parlements ministers ministries counterparts leaders
    """.split()
)
_COUNTERPARTS = frozenset("homologue homologues counterpart counterparts".split())


@dataclass(frozen=True)
class Scope:
    """A country or body named at words i to j, beside which a post may stand."""

    i: int
    j: int
    actors: tuple[int, ...]
    is_adjective: bool


@dataclass(frozen=True)
class Phrase:
    """Words i to j might name a post. gram: its title without the country; scope: the country."""

    i: int
    j: int
    gram: str
    scope: Scope | None = None


@dataclass(frozen=True)
class Post:
    """Words i to j name these posts or bodies; several when the text leaves it open."""

    i: int
    j: int
    gram: str
    keys: tuple[Key, ...]
    scope: Scope | None
    is_counterpart: bool = False
    is_bare: bool = False


def phrases(reading: Reading, scopes: Sequence[Scope]) -> list[Phrase]:
    """All that might name a post: whole titles, and titles with a country taken out."""
    # A word alone is no title; without a country beside, only whole titles count.
    found = [Phrase(i, j, gram) for i, j, gram in reading.windows() if j - i > 1]
    for several in _lists(reading, scopes):
        for n, scope in enumerate(several):
            for phrase in _around(reading, several[0], several[-1], scope):
                if n == 0 or _is_plural(reading, phrase):
                    found.append(phrase)
    for scope in scopes:
        found += _after(reading, scope)
    return found


def chosen(
    phrases: Iterable[Phrase], rows: Mapping[str, list[Row]], known: Mapping[Key, Known]
) -> list[Post]:
    """The posts that the text names; of phrases over the same words the longest title."""
    found = []
    for phrase in phrases:
        keys = _fitting(phrase, rows.get(phrase.gram, ()), known)
        if keys:
            found.append(Post(phrase.i, phrase.j, phrase.gram, keys, phrase.scope))
    # A country beside it tells more than a longer title would.
    found.sort(key=lambda post: (post.scope is None, -len(post.gram.split()), post.i - post.j))
    kept: list[Post] = []
    for post in found:
        over = [other for other in kept if other.i < post.j and post.i < other.j]
        if not over or (post.scope and all(_same_words(post, other) for other in over)):
            kept.append(post)
    return sorted(kept, key=lambda post: (post.i, post.j))


def _same_words(post: Post, other: Post) -> bool:
    """Two countries share one title: the ministers of Mali and Niger."""
    return post.gram == other.gram and post.i == other.i and post.scope != other.scope


def _fitting(phrase: Phrase, rows: Iterable[Row], known: Mapping[Key, Known]) -> tuple[Key, ...]:
    """Things with this whole title; or with this title, of the country that stands beside."""
    scope = phrase.scope
    rows = [row for row in rows if row.is_derived == (scope is not None) and row.key in known]
    keys = dict.fromkeys(row.key for row in rows)
    if scope is None:
        return tuple(keys)
    return tuple(key for key in keys if {known[key].country, known[key].body} & set(scope.actors))


def bare(
    phrases: Iterable[Phrase], rows: Mapping[str, list[Row]], named: Sequence[Post]
) -> list[Post]:
    """Titles with no country beside, of a post that the text names elsewhere in full."""
    in_full = {key for post in named for key in post.keys}
    taken = [(post.i, post.j) for post in named]
    found = []
    for phrase in phrases:
        if phrase.scope is None and " " in phrase.gram:
            keys = {row.key for row in rows.get(phrase.gram, ()) if row.is_derived} & in_full
            if len(keys) == 1 and not any(i < phrase.j and phrase.i < j for i, j in taken):
                found.append(Post(phrase.i, phrase.j, phrase.gram, tuple(keys), None, is_bare=True))
    return found


def _lists(reading: Reading, scopes: Sequence[Scope]) -> Iterator[list[Scope]]:
    """Countries named in one breath: "malien, burkinabè et nigérien", "du Mali et du Niger"."""
    several: list[Scope] = []
    for scope in scopes:
        if several and not _goes_on(reading, several[-1], scope):
            yield several
            several = []
        several.append(scope)
    if several:
        yield several


def _goes_on(reading: Reading, one: Scope, other: Scope) -> bool:
    if one.is_adjective != other.is_adjective or not reading.holds_together(one.i, other.j):
        return False
    between = [word.folded for word in reading.words[one.j : other.i]]
    linked = bool({"et", "ou", "and"} & set(between)) or any(
        word.comma for word in reading.words[one.j : other.i + 1]
    )
    return linked and set(between) <= _BETWEEN


def _around(reading: Reading, first: Scope, last: Scope, scope: Scope) -> Iterator[Phrase]:
    """Titles that begin before the countries; with adjectives they may go on after them."""
    words = reading.words
    for start in range(first.i - 1, max(-1, first.i - LONGEST - 1), -1):
        if words[start + 1].divided:
            break
        # « vice-président »: what follows the hyphen is another post.
        if words[start].folded in FUNCTION_WORDS or (start and reading.gap(start) in _HYPHENS):
            continue
        for end in _ends(reading, start, first.i):
            before = _stripped(reading, start, end)
            if not before:
                continue
            gram = " ".join(normal(before))
            yield Phrase(start, scope.j, gram, scope)
            if first.is_adjective and end == first.i and first.i - start <= 4:
                for stop, rest in _rests(reading, last.j):
                    yield Phrase(start, stop, " ".join(normal(before + rest)), scope)


def _ends(reading: Reading, start: int, end: int) -> Iterator[int]:
    """The whole title, then without its later portfolios: "… et des Anciens combattants"."""
    yield end
    words = reading.words
    for n in range(end - 1, start + 1, -1):
        linked = words[n].folded in {"et", "and"}
        if (linked or words[n].comma) and words[n + linked].folded in _PORTFOLIO:
            yield n


def _rests(reading: Reading, after: int) -> Iterator[tuple[int, list[str]]]:
    """What the title goes on with after an adjective: "de la Défense"."""
    words = reading.words
    if after >= len(words) or words[after].folded not in _PORTFOLIO:
        return
    for stop in range(after + 1, min(after + 9, len(words)) + 1):
        if words[stop - 1].divided:
            return
        if words[stop - 1].folded not in _BETWEEN:
            yield stop, [word.folded for word in words[after:stop]]


def _after(reading: Reading, scope: Scope) -> Iterator[Phrase]:
    """English titles after the country: "Malian defence minister", "Mali's prime minister"."""
    words = reading.words
    start = scope.j
    if start < len(words) and words[start].folded == "s" and not words[start].is_capital:
        start += 1
    for stop in range(start + 1, min(start + 6, len(words)) + 1):
        if words[stop - 1].divided or words[stop - 1].comma:
            return
        title = normal(word.folded for word in words[start:stop])
        yield Phrase(scope.i, stop, " ".join(title), scope)


def _stripped(reading: Reading, start: int, end: int) -> list[str]:
    """The words without the "de la" that leads to the country."""
    words = [word.folded for word in reading.words[start:end]]
    while words and words[-1] in _LINKS:
        words.pop()
    return words


def _is_plural(reading: Reading, phrase: Phrase) -> bool:
    return bool(_PLURAL & {word.folded for word in reading.words[phrase.i : phrase.i + 2]})


def counterparts(reading: Reading, scopes: Sequence[Scope]) -> list[Post]:
    """« son homologue russe », « ses homologues du Burkina Faso et du Niger », one per country.

    Their posts are not known yet: they are those of whoever was spoken of before.
    """
    found = []
    for several in _lists(reading, scopes):
        at = _counterpart_before(reading, several[0])
        plural = at is not None and reading.words[at].folded.endswith("s")
        for scope in several if plural else several[:1]:
            if at is not None:
                found.append(Post(at, scope.j, "", (), scope, is_counterpart=True))
            elif scope.j < len(reading.words) and reading.words[scope.j].folded in _COUNTERPARTS:
                found.append(Post(scope.i, scope.j + 1, "", (), scope, is_counterpart=True))
    return found


def _counterpart_before(reading: Reading, scope: Scope) -> int | None:
    at = scope.i - 1
    while at >= 0 and reading.words[at].folded in _LINKS and not reading.words[at + 1].divided:
        at -= 1
    if at < 0 or reading.words[at + 1].divided:
        return None
    return at if reading.words[at].folded in _COUNTERPARTS else None
