"""The home page and the search page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext

from articles.texts import to_plain
from newsroom.register.cursors import MalformedCursor, pack, unpack
from newsroom.register.highlight import Fragment, excerpt, highlight
from newsroom.register.lists import given, refuse
from newsroom.register.models import Item, Reference
from newsroom.register.naming import Near, near
from newsroom.register.pages import Page, Things, document, title
from newsroom.register.reading import Scope, resolve, scope_of
from newsroom.register.search import Found, Position, search
from newsroom.templatetags.page_tags import KINDS
from newsroom.typography import french_spaces

STORIES, MEETINGS, FOUND = 12, 8, 20
# Those who bear a name that is asked for, shown above what the words find.
BEARERS, NAMED_KINDS = 5, ("person", "organisation", "country")
COUNTRY = ("nationality", "country")
# Names beyond these are not marked in excerpts: a question that means more people means a crowd.
NAMES_MARKED = 40
# The parts of documents, of whatever kind, that are text to read.
TEXTS = ("summary", "lead", "body", "topic", "outcome", "subject", "text")


class HomeView(Page):
    """The newest stories and meetings."""

    template_name = "newsroom/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = Item.objects.visible(scope_of(self.request)).order_by("-sort_at", "-uid")
        return super().get_context_data(
            stories=list(items.filter(kind="article")[:STORIES]),
            meetings=list(items.filter(kind="meeting")[:MEETINGS]),
            canonical=self.request.build_absolute_uri(self.request.path),
            **kwargs,
        )


@dataclass(frozen=True)
class Hit:
    """Something found: its title and the best stretch of its text, cut at what was asked."""

    item: Item
    title: list[Fragment]
    excerpt: list[Fragment]


class SearchView(Page):
    """Full-text search over everything that has a page."""

    template_name = "newsroom/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        data, scope = given(request), scope_of(request)
        text, kind, cursor = (data.get(name, "") for name in ("q", "kind", "cursor"))
        unknown = gettext("There is no such parameter here.")
        errors = [(name, unknown) for name in data if name not in ("q", "kind", "cursor")]
        if kind and kind not in KINDS:
            errors.append(("kind", gettext("There is no such kind of thing.")))
        try:
            before = opened(cursor, text, kind)
        except MalformedCursor:
            errors.append(("cursor", gettext("This page of the list does not exist.")))
        if errors:
            return refuse(request, errors)
        kinds = [kind] if kind else list(KINDS)
        found = search(text, kinds=kinds, before=before, limit=FOUND, scope=scope)
        bearers: list[Near] = []
        named = [name for name in NAMED_KINDS if name in kinds]
        if named and not cursor and found.question.query.is_plain:
            bearers = near(text, kinds=named, limit=BEARERS, scope=scope)
        things = meant(found, bearers, scope)
        hits, following = shown(found, things), ""
        if found.following:
            other = data.copy()
            other["cursor"] = sealed(found.following, text, kind)
            following = f"?{other.urlencode()}"
        return self.render_to_response(
            self.get_context_data(
                q=text,
                kind=kind,
                kinds=KINDS,
                hits=hits,
                bearers=[things[str(one.uid)] for one in bearers if str(one.uid) in things],
                things=things,
                following=following,
                is_cursor=bool(cursor),
                says_nothing=bool(text.strip()) and found.question.query.is_empty,
            )
        )


def meant(found: Found, bearers: list[Near], scope: Scope) -> Things:
    """What the question names, and the countries of those who bear the name; at most one query."""
    known = {str(item.uid): item for item in found.items}
    named = sorted(found.question.named)[:NAMES_MARKED] if found.items else []
    wanted = {uid for uid in named if str(uid) not in known}
    if not bearers:
        return known | {str(uid): item for uid, item in resolve(wanted, scope).items()}
    uids = [one.uid for one in bearers]
    countries = Reference.objects.filter(item__in=uids, rel__in=COUNTRY).values("target")
    rows = Item.objects.filter(pk__in=[*wanted, *uids]).values("pk").union(countries)
    return known | {str(item.uid): item for item in Item.objects.visible(scope).filter(pk__in=rows)}


def shown(found: Found, things: Things) -> list[Hit]:
    """What was found, with what it was found by marked, under whatever spelling."""
    uids = [str(uid) for uid in sorted(found.question.named)[:NAMES_MARKED]]
    named = [document(things[uid]) for uid in uids if uid in things]
    names = {doc["name"] for doc in named} | {n["text"] for doc in named for n in doc["names"]}
    query = found.question.query
    return [
        Hit(
            item,
            highlight(french_spaces(title(item)), query, names),
            excerpt(text_of(item), query, extra_words=names),
        )
        for item in found.items
    ]


def text_of(item: Item) -> str:
    """What there is to read in a thing's document, apart from its title."""
    doc = document(item)
    parts = [doc.get(name) or "" for name in TEXTS]
    if body := doc.get("body"):
        parts[TEXTS.index("body")] = to_plain(body)
    if item.kind == "statement":
        parts = []  # its text is its title
    offices = [strip_tags(tenure.get("title") or "") for tenure in doc.get("tenures", ())]
    return french_spaces("\n".join(filter(None, [*parts, *offices])))


def sealed(place: Position, text: str, kind: str) -> str:
    """The place from which a search goes on, good for the same question only."""
    uid = str(place.uid) if place.uid else None
    return pack("search", {"p": [place.sort_at.isoformat(), uid], "q": text, "k": kind})


def opened(cursor: str, text: str, kind: str) -> Position | None:
    """The place that `sealed` gave; raises MalformedCursor for any other question."""
    if not cursor:
        return None
    payload = unpack("search", cursor)
    if (payload.get("q"), payload.get("k")) != (text, kind):
        raise MalformedCursor
    at, uid = payload["p"]
    return Position(datetime.fromisoformat(at), UUID(uid) if uid else None)
