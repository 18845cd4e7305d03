"""Whom or what a written name may mean: the one matching function of the desk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from actors.choices import ActorKind
from actors.models import Spelling
from actors.models.spelling import Thing
from actors.spellings.index import refresh
from actors.told import Told, told
from newsroom.register.names.lookup import BUDGET, near
from newsroom.register.names.score import likeness
from newsroom.register.names.spelling import tokens
from newsroom.register.text import sort_key

SUGGEST = 0.75  # from here on a name is worth showing
PRESELECT = 0.93  # from here on it may be filled in, for an editor to confirm
TIED = 5  # more of them than asked for, since renown decides among equals
MARGIN = 0.05  # by which the best must lead to be taken as recognised by itself


class Known(NamedTuple):
    """An actor of the record."""

    pk: int
    uid: UUID
    kind: str
    name: str


@dataclass(frozen=True)
class Candidate:
    """An actor that a written name may mean.

    asked: the name as written. spelling: the actor's way of writing that is likest, and
    spelling_kind its NameKind ("" for the record's own name). score: 0 to 1, `likeness`. told:
    what tells the actor from its namesakes.
    """

    actor: Known
    asked: str
    spelling: str
    spelling_kind: str
    score: float
    told: Told

    @property
    def is_exact(self) -> bool:
        """Whether they differ by accents, case, punctuation, titles and particles at most."""
        return tokens(self.asked) == tokens(self.spelling)


def match(
    text: str,
    *,
    kinds: Collection[str] = (),
    on: date | None = None,
    limit: int = 10,
    floor: float = SUGGEST,
) -> list[Candidate]:
    """The actors that the name may mean, the likest first; held and private ones too.

    kinds: those of ActorKind that are asked for, all when empty. on: the day whose office is
    told. Of actors equally like, one written exactly so comes first, then the better known.
    """
    return match_many([text], kinds=kinds, on=on, limit=limit, floor=floor)[text]


def match_many(
    texts: Iterable[str],
    *,
    kinds: Collection[str] = (),
    on: date | None = None,
    limit: int = 10,
    floor: float = SUGGEST,
    budget: int = BUDGET,
) -> dict[str, list[Candidate]]:
    """The answers of `match` for many names, for the price of two queries.

    budget: see `lookup.near`.
    """
    texts = list(dict.fromkeys(texts))
    refresh()
    best = {
        text: hits[: limit + TIED] for text, hits in _nearest(texts, kinds, floor, budget).items()
    }
    known = told({hit.actor.pk for hits in best.values() for hit in hits}, on)
    return {
        text: sorted(
            (
                Candidate(hit.actor, text, hit.text, hit.kind, hit.score, known[hit.actor.pk])
                for hit in best.get(text, ())
                if hit.actor.pk in known
            ),
            key=_order,
        )[:limit]
        for text in texts
    }


def same(candidates: Sequence[Candidate], *, born: int | None = None) -> Candidate | None:
    """The candidate that may be taken as meant without an editor; None if there is none.

    A person must be named in full, be much likelier than anybody else, and not be born in
    another year than `born`. A country or body must be written as it is on record. Nobody is
    ever recognised by a surname alone, and father and son of one name are nobody.
    """
    if not candidates or candidates[0].score < PRESELECT:
        return None
    best, *others = candidates
    if any(other.score > min(best.score - MARGIN, PRESELECT) for other in others):
        return None
    if best.actor.kind != ActorKind.PERSON:
        return best if best.is_exact else None
    if min(len(tokens(best.asked)), len(tokens(best.spelling))) < 2:
        return None
    known = best.told.years[:4]
    return best if born is None or not known.isdecimal() or int(known) == born else None


class Like(NamedTuple):
    """A row whose name is like the one asked for: its own name, and the likest way of writing."""

    pk: int
    name: str
    spelling: str
    score: float


# The column with a row's own name, of what is no actor.
_OWN = {Thing.OFFICE: "title", Thing.PLACE: "name"}
# What is at least so like is compared once more, with the names beside it.
_WITHOUT = 0.5


def match_rows(
    thing: Thing, text: str, *, beside: Sequence[str] = (), limit: int = 10, floor: float = SUGGEST
) -> list[Like]:
    """The offices, or places, that the name may mean, the likest first.

    beside: paths from a row to names that may follow its own in the text, such as the country's.
    """
    refresh()
    rows = Spelling.objects.filter(**{f"{thing}__isnull": False}).exclude(source="derived")
    columns = ("pk", _OWN[thing], *beside)
    hits = near(rows, [text], columns=tuple(f"{thing}__{c}" for c in columns), floor=_WITHOUT)
    best: dict[int, Like] = {}
    for (pk, name, *others), spelling, score in hits.get(text, ()):
        said = (f"{spelling} {other}" for other in others if other)
        score = max(score, *(likeness(text, one) for one in said), 0.0)
        found = Like(pk, name, spelling, score)
        if score >= floor and (pk not in best or _rank(found) < _rank(best[pk])):
            best[pk] = found
    return sorted(best.values(), key=_rank)[:limit]


def _rank(one: Like) -> tuple[object, ...]:
    return -one.score, one.spelling != one.name, sort_key(one.name), one.pk


class _Hit(NamedTuple):
    actor: Known
    text: str
    kind: str
    score: float


_COLUMNS = ("actor_id", "actor__uid", "actor__kind", "actor__name", "kind")


def _nearest(
    texts: Iterable[str], kinds: Collection[str], floor: float, budget: int
) -> dict[str, list[_Hit]]:
    """Each actor once, with the spelling that is nearest."""
    rows = Spelling.objects.filter(actor__isnull=False).exclude(source="derived")
    if kinds:
        rows = rows.filter(actor__kind__in=kinds)
    found: dict[str, list[_Hit]] = {}
    for text, hits in near(rows, texts, columns=_COLUMNS, floor=floor, budget=budget).items():
        nearest: dict[int, _Hit] = {}
        for (*actor, kind), spelling, score in hits:
            hit = _Hit(Known(*actor), spelling, kind, score)
            if hit.actor.pk not in nearest or _is_better(hit, nearest[hit.actor.pk], text):
                nearest[hit.actor.pk] = hit
        found[text] = sorted(nearest.values(), key=lambda hit: -hit.score)
    return found


def _is_better(hit: _Hit, other: _Hit, text: str) -> bool:
    """Of two ways of writing one actor, whether the first is nearer; else its own name is."""
    asked = sort_key(text)

    def nearness(one: _Hit) -> tuple[object, ...]:
        return one.score, sort_key(one.text) == asked, one.text == one.actor.name, one.text

    return nearness(hit) > nearness(other)


def _order(candidate: Candidate) -> tuple[object, ...]:
    is_other = candidate.spelling != candidate.asked
    written = sort_key(candidate.actor.name), candidate.actor.pk
    rest = (is_other, not candidate.is_exact, -candidate.told.renown, *written)
    return -round(candidate.score, 3), *rest
