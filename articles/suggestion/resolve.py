"""What names of countries, bodies and places mean; whether a capital is its government."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from actors.choices import ActorKind
from articles.suggestion.gazetteer import Key, Known
from articles.suggestion.hits import Hit
from articles.suggestion.metonyms import may_stand, share_sense, stands_for_government
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found, How

NAME, ADJECTIVE, GOVERNMENT, CONTEXT, PLACE = 0.97, 0.9, 0.8, 0.9, 0.9
# Where several kinds of things are written alike, the first of these is meant.
FIRST = (ActorKind.COUNTRY, ActorKind.ORGANISATION, "place", ActorKind.PERSON)

_ARTICLES = frozenset("l la le les the".split())
_WHERE = frozenset("a au aux devant dans vers pres in at outside near".split())


def is_person(hit: Hit) -> bool:
    """Whether people alone are written so."""
    return hit.kinds == {ActorKind.PERSON}


def governments(reading: Reading, hits: Sequence[Hit], known: Mapping[Key, Known]) -> set[Hit]:
    """The capitals that are printed for their governments."""
    capitals = [hit for hit in hits if _capital(hit, known)]
    found = {hit for hit in capitals if stands_for_government(reading, hit.i, hit.j)}
    for _again in range(2):  # in both directions of a list
        for one, other in zip(capitals, capitals[1:], strict=False):
            if share_sense(reading, (one.i, one.j), (other.i, other.j)) and {one, other} & found:
                found |= {one, other}
    return {hit for hit in found if may_stand(reading, hit.i)}


def _capital(hit: Hit, known: Mapping[Key, Known]) -> int | None:
    """The country whose capital is written so, if nothing but places are."""
    if hit.kinds != {"place"}:
        return None
    return next((one.capital_of for key in hit.keys if (one := known.get(key))), None)


def resolve(
    reading: Reading,
    hits: Sequence[Hit],
    known: Mapping[Key, Known],
    countries: Mapping[int, Known],
    on: date,
) -> list[Found]:
    """What each of these hits means; `countries`: those whose capitals are among the places."""
    meant = governments(reading, hits, known)
    found = []
    for hit in hits:
        country = countries.get(_capital(hit, known) or 0)
        if hit in meant and country:
            found.append(_found(reading, hit, (country,), How.METONYM, GOVERNMENT))
        elif one := _plain(reading, hit, known, on):
            found.append(one)
    adjectives = {reading.span(hit.i, hit.j) for hit in hits if hit.is_adjective}
    return _by_context(found, adjectives)


def _plain(reading: Reading, hit: Hit, known: Mapping[Key, Known], on: date) -> Found | None:
    """What the words mean by themselves: one thing, or those among which to choose."""
    all_ = [known[key] for key in hit.keys if key in known]
    if not all_:
        return None
    first = ("place", *FIRST) if _is_where(reading, hit) else FIRST
    kind = next(kind for kind in first if any(one.kind == kind for one in all_))
    things = _living([one for one in all_ if one.kind == kind], on)
    if len(things) > 1:
        return _found(reading, hit, things, How.AMBIGUOUS, round(1 / len(things), 2))
    if hit.is_adjective:
        return _found(reading, hit, things, How.DEMONYM, ADJECTIVE)
    opens = reading.words[hit.i].opens and hit.j - hit.i == 1 and kind != ActorKind.COUNTRY
    sure = {"place": PLACE}.get(kind, NAME) - (0.1 if opens else 0)
    return _found(reading, hit, things, How.NAME, sure)


def _is_where(reading: Reading, hit: Hit) -> bool:
    """« devant l’Élysée »: where a body and its seat have one name, the seat."""
    at = hit.i - 1
    while at >= 0 and reading.words[at].folded in _ARTICLES:
        at -= 1
    is_near = at >= 0 and reading.words[at].folded in _WHERE
    return hit.kinds == {ActorKind.ORGANISATION, "place"} and is_near


def _living(things: Sequence[Known], on: date) -> tuple[Known, ...]:
    """Those that had not ended on that day; all of them if none is left."""
    return tuple(one for one in things if not one.ended or one.ended >= on) or tuple(things)


def _by_context(found: Iterable[Found], adjectives: set[tuple[int, int]]) -> list[Found]:
    """A choice between things of which the text names just one in a way of its own is made."""
    found = list(found)
    certain = {
        one.thing.pk
        for one in found
        if one.thing and one.how in (How.NAME, How.METONYM) and one.kind != "place"
    }
    settled = []
    for one in found:
        picked = [thing for thing in one.things if thing.pk in certain and thing.kind != "place"]
        if one.how is How.AMBIGUOUS and len(picked) == 1:
            how = How.DEMONYM if (one.start, one.end) in adjectives else How.CONTEXT
            one = replace(one, how=how, things=tuple(picked), confidence=CONTEXT)
        if longer := _in_short_for(one, found):
            one = replace(one, how=How.AMBIGUOUS, things=one.things + longer.things, confidence=0.5)
        settled.append(one)
    return settled


def _in_short_for(one: Found, found: Iterable[Found]) -> Found | None:
    """Another country whose name in the text ends so: Congo, Democratic Republic of Congo."""
    if one.kind != ActorKind.COUNTRY or one.how is not How.NAME or " " in one.text:
        return None
    ending = re.compile(rf"\b(?:of|of the|du|de)\s{re.escape(one.text)}$")
    same_kind = (other for other in found if other.how is How.NAME and other.kind == one.kind)
    return next((o for o in same_kind if o.thing != one.thing and ending.search(o.text)), None)


def _found(reading: Reading, hit: Hit, things: Sequence[Known], how: How, sure: float) -> Found:
    start, end = reading.span(hit.i, hit.j)
    return Found(
        start, end, reading.text[start:end], things[0].kind, how, sure,
        tuple(one.thing for one in things),
    )  # fmt: skip
