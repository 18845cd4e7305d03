"""Finds what answers a question: by its words, by names near to them, or says what would."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from newsroom.register.cursors import MalformedCursor, pack, unpack
from newsroom.register.naming import Near, near_each
from newsroom.register.pool import Place, Pool, Terms, answered, gather, newest
from newsroom.register.query import Query, Term
from newsroom.register.reading import Scope
from newsroom.register.search import Position, Question, ask_who
from newsroom.search.asking import DATED, LABELS, NEWEST, RELEVANCE, ROWS, THINGS, Asked

# Fewer answers than these may mean that a name is misspelt.
FEW = 5
# How near the name must be then; where nothing answers, any that can be meant is better.
NEARER = 0.85
# Countries are left out of that: Niger is not Nigeria misspelt.
MEANT_KINDS = ("person", "organisation")
# Names almost as near as the nearest are meant as well; no more than so many.
ALMOST, MEANT = 0.03, 3
# Those who bear a name that is asked for, shown above what the words find.
BEARERS, NAMED_KINDS = 5, ("person", "organisation", "country")
# Questions that are tried where one finds nothing, each without one of its words or with a wider.
TRIED = 6
SHORTEST_WIDENED, ENDING = 6, 2


@dataclass(frozen=True)
class Way:
    """Another question that has answers: its words, and whether it only widens one of them."""

    text: str
    is_wider: bool = False


@dataclass(frozen=True)
class Finding:
    """What a question found.

    meant: things of a near name that were taken to be meant. bearers: who bears the name. silent:
    words that nothing has. ways: other questions, where this one has no answer.
    """

    question: Question
    pool: Pool = field(default_factory=Pool)
    page: Sequence[Place] = ()
    following: str = ""
    meant: Sequence[Near] = ()
    bearers: Sequence[UUID] = ()
    silent: Sequence[str] = ()
    ways: Sequence[Way] = ()


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after a place of the pool, or before a position past it."""

    place: Place | None = None
    newest: Position | None = None
    past: Position | None = None

    @property
    def is_further(self) -> bool:
        """Whether this is not the first page."""
        return self != Cursor()


@dataclass(frozen=True)
class Names:
    """What names near to a question make of it: the question with them, and what it meant."""

    question: Question | None = None
    meant: Sequence[Near] = ()
    bearers: Sequence[UUID] = ()
    silent: Sequence[Term] = ()


def find(asked: Asked, scope: Scope) -> Finding:
    """What answers; raises MalformedCursor. A fixed number of queries, fewer with many answers."""
    cursor = opened(asked)
    question, bearers = ask_who(asked.text)
    if question.query.is_empty and not asked.is_answered_without_words:
        return Finding(question)
    pool = _gather(asked, question, cursor, scope)
    names = Names()
    if pool.number <= ROWS and not question.query.is_empty:
        names = _names(asked, question, bearers, pool.number, scope)
        if names.meant:
            question = names.question or question
            pool = _gather(asked, question, cursor, scope)
    page, following = _page(asked, question, pool, cursor, scope)
    return Finding(
        question=question,
        pool=pool,
        page=page,
        following=following,
        meant=names.meant,
        bearers=[] if cursor.is_further else bearers or names.bearers,
        silent=[] if pool.number else [term.typed for term in names.silent],
        ways=[] if pool.number else _ways(asked.terms, question, names.silent, scope),
    )


def _gather(asked: Asked, question: Question, cursor: Cursor, scope: Scope) -> Pool:
    return gather(
        question,
        asked.terms,
        things=THINGS,
        labels=LABELS,
        dated=DATED,
        limit=asked.rows,
        ranked=asked.order == RELEVANCE,
        after=cursor.place,
        newest=cursor.newest,
        scope=scope,
    )


def _names(
    asked: Asked, question: Question, exact: Sequence[UUID], number: int, scope: Scope
) -> Names:
    """The names near to the question, or to those of its words that nothing has."""
    query = question.query
    silent = _silent(query, question, scope) if not number else []
    misspelt = [term for term in silent if term.is_open]
    whole = [asked.text] if query.is_plain and not exact else []
    texts = [*whole, *(term.typed for term in misspelt)]
    if not texts:
        return Names(silent=silent)
    found = near_each(texts, kinds=NAMED_KINDS, limit=BEARERS, scope=scope)
    bearers = [one.uid for one in found[0]] if whole else []
    floor = NEARER if number else 0.0
    if whole and number < FEW and (nearest := _nearest(found[0], floor)):
        meant = replace(question, instead=tuple(one.uid for one in nearest))
        return Names(meant, nearest, bearers, silent)
    by_term = dict(zip(misspelt, map(_nearest, found[len(whole) :]), strict=True))
    uids = {term.text: [one.uid for one in near] for term, near in by_term.items() if near}
    return Names(
        replace(question, expansion={**question.expansion, **uids}),
        [one for near in by_term.values() for one in near],
        bearers or [uid for near in uids.values() for uid in near],
        [term for term in silent if term.text not in uids],
    )


def _nearest(found: Sequence[Near], floor: float = 0.0) -> list[Near]:
    """The nearest of these that may be meant, and those that are almost as near."""
    others = max((one.score for one in found if one.kind not in MEANT_KINDS), default=0.0)
    found = [one for one in found if one.kind in MEANT_KINDS]
    best = found[0].score if found else 0.0
    if best < max(floor, others):
        return []
    return list(takewhile(lambda one: one.score >= best - ALMOST, found))[:MEANT]


def _silent(query: Query, question: Question, scope: Scope) -> list[Term]:
    """The words of clauses that nothing in the archive meets, whatever the conditions."""
    parts = query.parts(question.expansion)
    heard = answered(parts, Terms(), scope=scope)
    return [
        term
        for clause, part in zip(query.clauses, parts, strict=True)
        if part not in heard
        for term in clause
    ]


def _ways(terms: Terms, question: Question, silent: Sequence[Term], scope: Scope) -> list[Way]:
    """Questions that have answers under the same conditions: with fewer words, or wider ones."""
    clauses = question.query.clauses
    tried: dict[Way, Query] = {}
    deaf = {clause for clause in clauses if set(clause) & set(silent)}
    # Without what nothing has, if anything has nothing; else without one word after the other.
    for left_out in [deaf] if deaf else [{clause} for clause in clauses[:TRIED]]:
        kept = tuple(clause for clause in clauses if clause not in left_out)
        if kept:
            tried[Way(_typed(kept, question.query.excluded))] = Query(kept, question.query.excluded)
    for number, clause in enumerate(clauses[:TRIED]):
        if len(clause) == 1 and (wider := _wider(clause[0])):
            kept = (*clauses[:number], (wider,), *clauses[number + 1 :])
            way = Way(_typed(kept, question.query.excluded), is_wider=True)
            tried[way] = Query(kept, question.query.excluded)
    texts = {way: query.tsquery(question.expansion) for way, query in tried.items()}
    heard = answered(texts.values(), terms, scope=scope) if texts else set()
    return [way for way, text in texts.items() if text in heard]


def _wider(term: Term) -> Term | None:
    """The beginning of a word, which other words share."""
    word = term.words[-1]
    if term.is_phrase or not term.is_open or len(word) < SHORTEST_WIDENED or not word.isalpha():
        return None
    beginning = word[:-ENDING]
    return Term((beginning,), prefix=True, typed=f"{beginning}*")


def _typed(clauses: Sequence[Sequence[Term]], excluded: Sequence[Term]) -> str:
    parts = [" OU ".join(term.typed for term in clause) for clause in clauses]
    return " ".join([*parts, *(f"-{term.typed}" for term in excluded)])


def _page(
    asked: Asked, question: Question, pool: Pool, cursor: Cursor, scope: Scope
) -> tuple[Sequence[Place], str]:
    """The page, and the cursor of the next; past the pool things come by their dates alone."""
    page = pool.page
    past = cursor.past
    if past:
        page, further = newest(question, asked.terms, limit=asked.rows, before=past, scope=scope)
        return page, sealed(asked, Cursor(past=further)) if further else ""
    if pool.has_more:
        return page, sealed(asked, Cursor(place=page[-1], newest=cursor.newest or pool.newest))
    if pool.oldest and asked.order == NEWEST:
        return page, sealed(asked, Cursor(past=pool.oldest))
    return page, ""


def sealed(asked: Asked, cursor: Cursor) -> str:
    """The place as text, good for the same question only."""
    parts = (cursor.place, cursor.newest, cursor.past)
    return pack("search", {"a": asked.binding, "p": [part and _plain(*part) for part in parts]})


def _plain(*values: object) -> list[object]:
    texts = (v.isoformat() if isinstance(v, datetime) else str(v) for v in values)
    return [None if value is None else text for value, text in zip(values, texts, strict=True)]


def opened(asked: Asked) -> Cursor:
    """The place that `sealed` gave; raises MalformedCursor for any other question."""
    if not asked.cursor:
        return Cursor()
    payload = unpack("search", asked.cursor)
    if payload.get("a") != asked.binding:
        raise MalformedCursor
    place, first, past = payload["p"]
    return Cursor(
        place and Place(int(place[0]), *_position(place[1:])),  # type: ignore[arg-type]
        first and _position(first),
        past and _position(past),
    )


def _position(row: Sequence[str | None]) -> Position:
    at, uid = row
    return Position(datetime.fromisoformat(str(at)), UUID(uid) if uid else None)
