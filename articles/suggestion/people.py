"""Whom a person's name in the text means: full names first, then what is short for one of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.suggestion.gazetteer import Key, Known, short_forms
from articles.suggestion.hits import Hit
from articles.suggestion.lexicon import CIVILITIES, POSTS, RANKS
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found, How, Thing
from articles.suggestion.unknown import Run

FULL, MONONYM, SHORT, ALONE, TITLED = 0.98, 0.8, 0.92, 0.6, 0.75
CHOICES = 12  # people that an editor is offered for one surname
MADAM, MISTER = {"mme", "mmes", "madame", "mlle", "mrs", "ms"}, {"m", "mr", "monsieur"}

_OF_PLACES = frozenset("la le l les en au aux du des a dans vers in at the".split())
Stranger = str  # a person whom the record does not know, by the folded full name


@dataclass
class Named:
    """Who is named in full, and by which shorter forms each may then be called."""

    actors: set[int] = field(default_factory=set)
    tails: dict[str, set[int | Stranger]] = field(default_factory=lambda: defaultdict(set))

    def add_tails(self, words: Sequence[str], whom: int | Stranger) -> None:
        """Whoever is called by these words may then be called by the last of them."""
        for start in range(1, len(words)):
            self.tails[" ".join(words[start:])].add(whom)


def people(
    reading: Reading,
    hits: Iterable[Hit],
    near: Mapping[Run, tuple[Thing, ...]],
    known: Mapping[Key, Known],
    others: Iterable[Hit] = (),
) -> tuple[list[Found], set[Run | Hit]]:
    """What the names of people mean, and what else is settled by that.

    near: the unknown names, each with the one person that it is taken for, or none. others:
    names of other things, of which « Hollande » may be the president and not the country.
    """
    hits = list(hits)
    named = _named_in_full(reading, hits, near)
    found = []
    for hit in hits:
        is_short = hit.is_surname or (
            hit.j - hit.i == 1 and named.tails.get(reading.folded(hit.i, hit.j))
        )
        one = _surname(reading, hit, named, known) if is_short else _full(reading, hit, known)
        if one is not None:
            found.append(one)
    settled: set[Run | Hit] = set()
    maybe: list[Run | Hit] = [run for run in near if run.j - run.i == 1 and not near[run]]
    maybe += [hit for hit in others if hit.j - hit.i == 1 and _stands_bare(reading, hit)]
    for one_word in maybe:
        whom = named.tails.get(reading.folded(one_word.i, one_word.j), set())
        actors = [one for one in whom if isinstance(one, int)]
        thing = _thing(actors[0], near, known) if len(actors) == 1 == len(whom) else None
        if thing:
            found.append(_found(reading, one_word.i, one_word.j, How.CONTEXT, SHORT, (thing,)))
            settled.add(one_word)
    return found, settled


def _stands_bare(reading: Reading, hit: Hit) -> bool:
    """Written as a person is: with a capital, without the article or preposition of a place."""
    word = reading.words[hit.i]
    before = reading.words[hit.i - 1].folded if hit.i and not word.divided else ""
    return word.is_capital and not word.is_upper and before not in _OF_PLACES


def _named_in_full(
    reading: Reading, hits: Sequence[Hit], near: Mapping[Run, tuple[Thing, ...]]
) -> Named:
    named = Named()
    for hit in hits:
        if not hit.is_surname and hit.j - hit.i > 1:
            for _family, pk in hit.keys:
                named.actors.add(pk)
                named.add_tails([w.folded for w in reading.words[hit.i : hit.j]], pk)
    for run, things in near.items():
        words = [word.folded for word in reading.words[run.i : run.j]]
        if len(things) == 1 and things[0].kind == "person":
            named.actors.add(things[0].pk)
            named.add_tails(words, things[0].pk)
        elif len(words) > 1 and run.kind in ("person", "name"):
            named.add_tails(words, " ".join(words))
    for folded, actors in short_forms(named.actors).items():
        named.tails[folded] |= actors
    return named


def _full(reading: Reading, hit: Hit, known: Mapping[Key, Known]) -> Found:
    things = _things(hit.keys, known)
    if len(things) == 1:
        sure = FULL if hit.j - hit.i > 1 else MONONYM
        return _found(reading, hit.i, hit.j, How.NAME, sure, things)
    return _found(reading, hit.i, hit.j, How.AMBIGUOUS, 1 / len(things), things)


def _surname(reading: Reading, hit: Hit, named: Named, known: Mapping[Key, Known]) -> Found | None:
    whom = named.tails.get(reading.folded(hit.i, hit.j), set())
    bearers = {pk for _family, pk in hit.keys}
    if whom:
        actors = [one for one in whom if isinstance(one, int)]
        if len(whom) > len(actors):  # a stranger of that name is in the text
            return _choice(reading, hit, actors, known) if len(actors) > 1 else None
        if len(actors) == 1:
            things = _things([("actor", actors[0])], known)
            return _found(reading, hit.i, hit.j, How.CONTEXT, SHORT, things) if things else None
        return _choice(reading, hit, actors, known)
    if len(bearers) > 1:
        return _choice(reading, hit, bearers, known)
    one = known[hit.keys[0]]
    title = title_before(reading, hit.i)
    if not title and _is_also_a_place(reading, hit):
        return None
    if (title in MADAM and one.gender == "male") or (title in MISTER and one.gender == "female"):
        return None
    if reading.words[hit.i].opens and not title and hit.j - hit.i == 1:
        return _found(reading, hit.i, hit.j, How.NAME, ALONE - 0.1, (one.thing,))
    return _found(reading, hit.i, hit.j, How.NAME, TITLED if title else ALONE, (one.thing,))


def _is_also_a_place(reading: Reading, hit: Hit) -> bool:
    """The same word stands after "à" somewhere: rather a town than a person nowhere named."""
    words = reading.words
    last = words[hit.j - 1].folded
    return any(
        word.folded == last
        and word.is_capital
        and n
        and words[n - 1].folded in ("a", "in")
        and not word.divided
        for n, word in enumerate(words)
    )


def _choice(
    reading: Reading, hit: Hit, actors: Iterable[int], known: Mapping[Key, Known]
) -> Found | None:
    things = _things([("actor", pk) for pk in sorted(actors)], known)
    if not things:
        return None
    return _found(reading, hit.i, hit.j, How.AMBIGUOUS, round(1 / len(things), 2), things[:CHOICES])


def title_before(reading: Reading, i: int) -> str:
    """The rank, post or courtesy that stands right before word i, or nothing."""
    if not i or reading.words[i].divided:
        return ""
    before = reading.words[i - 1].folded
    return before if before in CIVILITIES | RANKS | POSTS else ""


def _things(keys: Iterable[Key], known: Mapping[Key, Known]) -> tuple[Thing, ...]:
    return tuple(known[key].thing for key in keys if key in known)


def _thing(
    pk: int, near: Mapping[Run, tuple[Thing, ...]], known: Mapping[Key, Known]
) -> Thing | None:
    if ("actor", pk) in known:
        return known["actor", pk].thing
    return next((t for things in near.values() for t in things if t.pk == pk), None)


def _found(
    reading: Reading, i: int, j: int, how: How, sure: float, things: tuple[Thing, ...]
) -> Found:
    start, end = reading.span(i, j)
    return Found(start, end, reading.text[start:end], "person", how, sure, things)
