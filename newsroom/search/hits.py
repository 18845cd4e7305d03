"""What was found, as it is shown: titles and excerpts of the original text, with marks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.html import strip_tags

from articles.texts import to_plain
from newsroom.register.highlight import Fragment, Marker
from newsroom.register.models import Item, Reference
from newsroom.register.pages import Things, document, title
from newsroom.register.reading import Scope
from newsroom.register.search import Question
from newsroom.search.asking import Asked
from newsroom.search.finding import BEARERS, NAMED_KINDS, Finding
from newsroom.typography import french_spaces

# Who has the very name in fewer words comes first; so many are looked at to find out.
BEARERS_READ = 20
# Names beyond these are not marked in excerpts: a question that means more people means a crowd.
NAMES_MARKED = 40
COUNTRY = ("nationality", "country")
# The parts of documents, of whatever kind, that are text to read.
TEXTS = ("summary", "lead", "body", "topic", "outcome", "subject", "text")
# What a page of answers does not show of a document, and which is half of it: most of the time that
# reading so many stories takes is spent on making things of their JSON.
LEFT_OUT = ("evidence", "mentions", "participants", "statements")
# And what it shows beside it.
_COLUMNS = ("kind", "slug", "language", "sort_at")
_SHOWN = Func(
    F("doc"),
    Cast(Value(list(LEFT_OUT)), ArrayField(TextField())),
    template="(%(expressions)s)",
    arg_joiner=" - ",
    output_field=JSONField(),
)


@dataclass(frozen=True)
class Hit:
    """Something found: its title and the best stretch of its text, cut at what was asked."""

    item: Item
    title: list[Fragment]
    excerpt: list[Fragment]


def load(
    page: Sequence[UUID],
    question: Question,
    bearers: Sequence[UUID],
    others: Iterable[UUID],
    scope: Scope,
) -> Things:
    """What the page shows with its documents: hits, what is named, bearers and their countries.

    At most one query.
    """
    named = sorted(question.named)[:NAMES_MARKED] if page else ()
    wanted = {*page, *bearers, *named, *others}
    if not wanted:
        return {}
    rows = Item.objects.visible(scope).only(*_COLUMNS).annotate(shown=_SHOWN)
    if not bearers:
        return _things(rows.filter(pk__in=wanted))
    countries = Reference.objects.filter(item__in=bearers, rel__in=COUNTRY).values("target")
    uids = Item.objects.visible(scope).filter(pk__in=wanted).values("pk").union(countries)
    return _things(rows.filter(pk__in=uids))


def _things(rows: QuerySet[Any]) -> Things:
    for item in (found := list(rows)):
        item.doc = item.shown
    return {str(item.uid): item for item in found}


def hits(
    page: Sequence[UUID],
    question: Question,
    things: Things,
    spaced: Callable[[str], str] = french_spaces,
) -> list[Hit]:
    """What was found, with what it was found by marked, under whatever spelling.

    spaced: sets the spaces of a title or an excerpt; `str` leaves them as they were written.
    """
    uids = [str(uid) for uid in sorted(question.named)[:NAMES_MARKED]]
    named = [document(things[uid]) for uid in uids if uid in things]
    names = {doc["name"] for doc in named} | {n["text"] for doc in named for n in doc["names"]}
    marker = Marker(question.query, names)
    return [
        Hit(
            item,
            marker.highlight(spaced(title(item))),
            [(spaced(piece), is_hit) for piece, is_hit in marker.excerpt(text_of(item))],
        )
        for uid in page
        if (item := things.get(str(uid)))
    ]


def borne(found: Finding, things: Things, asked: Asked) -> list[Item]:
    """Those who bear the name that is asked for, of the kinds that are asked for."""
    items = [things[str(uid)] for uid in found.bearers if str(uid) in things]
    kinds = [kind for kind in NAMED_KINDS if kind == asked.kind or not asked.kind]
    return [item for item in items if item.kind in kinds and document(item)][:BEARERS]


def text_of(item: Item) -> str:
    """What there is to read in a thing's document, apart from its title."""
    doc = document(item)
    parts = [doc.get(name) or "" for name in TEXTS]
    if body := doc.get("body"):
        parts[TEXTS.index("body")] = to_plain(body)
    if item.kind == "statement":
        parts = []  # its text is its title
    offices = [strip_tags(tenure.get("title") or "") for tenure in doc.get("tenures", ())]
    return "\n".join(filter(None, [*parts, *offices]))
