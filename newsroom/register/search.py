"""Full-text search over the register: newest first, under every name of what is meant."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection, connections
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from newsroom.register.models import Entry, Item
from newsroom.register.naming import near
from newsroom.register.query import Query, parse, reference
from newsroom.register.querysets import PUBLIC_SCOPE

# How far, in thousandths, what answers a question by its words alone is from it.
BY_WORDS = 1000
# How many matches one request looks through when further filters may drop some of them.
DEPTH = 1000


# A word that more bear than these means none of them, such as a first name or a family's: looking
# for whatever refers to any of them would take long, and find what nobody meant.
BEARERS = 16


class Position(NamedTuple):
    """A place in the order newest first, then highest uid; without uid: before that instant."""

    sort_at: datetime
    uid: uuid.UUID | None


@dataclass(frozen=True)
class Question:
    """A parsed question, and the things that each of its terms is a name of.

    likeness: things with a name near to the whole question, and how near: above 0, 1 at most.
    instead: things that are taken to be meant by the whole of it: what refers to one answers, too.
    """

    query: Query
    expansion: Mapping[str, Sequence[uuid.UUID]] = field(default_factory=dict)
    likeness: Mapping[uuid.UUID, float] = field(default_factory=dict)
    instead: tuple[uuid.UUID, ...] = ()

    @property
    def tsquery(self) -> str:
        """Text for to_tsquery; empty when nothing is asked."""
        words = self.query.tsquery(self.expansion)
        return " | ".join([f"({words})", *map(reference, self.instead)]) if words else ""

    @property
    def named(self) -> set[uuid.UUID]:
        """Everything that may be meant by name."""
        return {uid for uids in self.expansion.values() for uid in uids} | {*self.instead}


@dataclass(frozen=True)
class Found:
    """Items in order, and where the next ones begin; None when there are no more."""

    items: list[Item]
    question: Question
    following: Position | None = None


def ask(text: str, *, kinds: Sequence[str] = (), scope: Iterable[str] = PUBLIC_SCOPE) -> Question:
    """Read what was typed, and look up what it names; one query, none for an empty question.

    kinds: those of which things are meant by a name near to the whole, too; a query or two more,
    unless signs say how the words are meant.
    """
    query = parse(text)
    likeness: dict[uuid.UUID, float] = {}
    if kinds and query.is_plain:
        likeness = {one.uid: one.score for one in near(text, kinds=kinds, scope=scope)}
    if not query.expandable:
        return Question(query, likeness=likeness)
    found = _bearers(query.expandable)
    return Question(query, _meant(query, found), likeness)


def ask_who(text: str) -> tuple[Question, list[uuid.UUID]]:
    """Read what was typed, and look up what it names, and who bears a name with all its words.

    One query, none for an empty question. Of the bearers those with the fewest words come first.
    What refers to one of them answers, however it spells the name.
    """
    query = parse(text)
    if not query.expandable:
        return Question(query), []
    whole = " & ".join(f"({term.text})" for term in query.terms) if query.is_plain else ""
    found = _bearers([*query.expandable, *([whole] if whole else [])])
    bearers = list(found.get(whole, ()))
    instead = tuple(bearers) if len(bearers) <= BEARERS and len(query.terms) > 1 else ()
    return Question(query, _meant(query, found), instead=instead), bearers


def _bearers(texts: Iterable[str]) -> dict[str, list[uuid.UUID]]:
    """Who bears a name that matches each of these texts for to_tsquery; one query."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select term, uids from register_expand(%s)", [list(dict.fromkeys(texts))])
        return dict(cursor.fetchall())


def _meant(query: Query, found: Mapping[str, list[uuid.UUID]]) -> dict[str, list[uuid.UUID]]:
    uids = {text: found.get(text, []) for text in query.expandable}
    return {text: uids[text] for text in uids if len(uids[text]) <= BEARERS}


def take_in() -> int:
    """Put into the index of the search what came in since: until then every search reads it all.

    The number of pages that were read so. Only the owner of the tables may do this.
    """
    with connection.cursor() as cursor:
        cursor.execute("select gin_clean_pending_list('register_search_gin')")
        return int(cursor.fetchone()[0])


def search(
    text: str,
    *,
    kinds: Sequence[str] = (),
    need: Iterable[uuid.UUID] = (),
    before: Position | None = None,
    limit: int = 50,
    scope: Iterable[str] = PUBLIC_SCOPE,
    items: QuerySet[Item] | None = None,
) -> Found:
    """The newest things that answer the question, in two queries.

    kinds: of these kinds only (none: any). need: referring to all of these. before: the
    `following` of the page before. items: visible items, filtered further; then a page may be
    short, or even empty, although more follow. A question that asks nothing has no answers.
    """
    question = ask(text)
    if question.query.is_empty:
        return Found([], question)
    is_narrowed = items is not None
    candidates = DEPTH if is_narrowed else limit + 1
    if items is None:
        items = Item.objects.visible(scope)
    visible, parameters = items.order_by().query.sql_with_params()
    rows: list[Any] = list(
        Item.objects.using(settings.REGISTER_DATABASE).raw(
            "select item.*, found.uid as found_uid, found.sort_at as found_at, found.number"
            " from (select *, count(*) over () as number,"
            " row_number() over (order by sort_at, uid nulls first) as backwards"
            " from register_newest(to_tsquery('archive', %s), %s::uuid[], %s::text[],"
            f" %s::timestamptz, %s::uuid, %s, %s)) found left join ({visible}) item"
            # The last candidate comes along in any case: it says how far this has looked.
            " on item.uid = found.uid where item.uid is not null or found.backwards = 1"
            " order by found.sort_at desc, found.uid desc nulls last limit %s",
            [
                question.tsquery,
                list(need),
                list(kinds),
                before and before.sort_at,
                before and before.uid,
                *(candidates, settings.SEARCH_BUDGET_MS),
                *parameters,
                limit + 2,
            ],
        )
    )
    shown = [row for row in rows if row.pk is not None]
    if len(shown) > limit:
        last = shown[limit - 1]
        return Found(shown[:limit], question, Position(last.found_at, last.uid))
    if rows and (rows[-1].number >= candidates or rows[-1].found_uid is None):
        return Found(shown, question, Position(rows[-1].found_at, rows[-1].found_uid))
    return Found(shown, question)


def matching(items: QuerySet[Item], question: Question) -> QuerySet[Item]:
    """Those of the items that answer the question, in whatever order; for counts and A–Z.

    `distance` says how far the nearest name of each is from it, in thousandths.
    """
    # One condition on the search rows, so that either half of it is looked up in an index.
    answers = Q(pk__in=list(question.likeness))
    if not question.query.is_empty:
        asked = SearchQuery(question.tsquery, config="archive", search_type="raw")
        answers |= Q(vector=asked)
    elif not question.likeness:
        return items.none()
    distances = [
        When(pk=uid, then=Value(round((1 - score) * BY_WORDS)))
        for uid, score in question.likeness.items()
    ]
    return items.filter(pk__in=Entry.objects.filter(answers).values("item")).annotate(
        distance=Case(*distances, default=Value(BY_WORDS), output_field=IntegerField())
    )
