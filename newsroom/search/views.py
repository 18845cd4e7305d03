"""The search page, and the page that says how to search."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.register.api.counting import count
from newsroom.register.cursors import MalformedCursor
from newsroom.register.lists import given, refuse
from newsroom.register.models import Item
from newsroom.register.pages import Page
from newsroom.register.pool import POOL, everything, newest
from newsroom.register.problems import Problem
from newsroom.register.reading import Scope, scope_of
from newsroom.register.search import Question, ask_who
from newsroom.search.asking import NEWEST, ORDERS, RELEVANCE, Asked
from newsroom.search.facets import DAYS, conditions, facets, named_by
from newsroom.search.finding import Finding, find
from newsroom.search.hits import BEARERS_READ, borne, hits, load
from newsroom.templatetags.page_tags import KINDS


class SearchView(Page):
    """Full-text search over everything that has a page."""

    template_name = "newsroom/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked, scope = Asked(given(request)), scope_of(request)
        if asked.faults:
            return refuse(request, [(fault.parameter, fault.detail) for fault in asked.faults])
        try:
            found = find(asked, scope)
        except MalformedCursor:
            return refuse(request, [("cursor", gettext("This page of the list does not exist."))])
        page = [place.uid for place in found.page]
        bearers = found.bearers[:BEARERS_READ]
        others = named_by(asked, found.pool)
        things = load(page, found.question, bearers, others, scope)
        return self.render_to_response(
            self.get_context_data(
                asked=asked,
                q=asked.text,
                kinds=KINDS,
                found=found,
                hits=hits(page, found.question, things),
                facets=facets(asked, found.pool, things),
                conditions=conditions(asked, things),
                days=DAYS,
                bearers=borne(found, things, asked),
                meant=[things[str(n.uid)] for n in found.meant if str(n.uid) in things],
                things=things,
                following=asked.with_(cursor=found.following) if found.following else "",
                orders=[
                    (label, asked.with_(order=name), name == asked.order)
                    for name, label in ORDERS.items()
                ],
                is_ranked=asked.order == RELEVANCE,
                by_date=asked.with_(order=NEWEST),
                pool_size=POOL,
                exact=counted(asked, found, scope),
                exactly=asked.with_(count="exact"),
                ways=[(w.text, asked.with_(q=w.text), w.is_wider) for w in found.ways],
                any_kind=asked.without("kind"),
                anywhere=asked.words_alone(asked.text),
                says_nothing=bool(asked.text.strip()) and found.question.query.is_empty,
            )
        )


class HelpView(Page):
    """How to search, in a few words with examples that can be tried."""

    template_name = "newsroom/search_help.html"
    signs = (
        ("ministre bamako", _("both words, in any order")),
        ('"burkina faso"', _("these words side by side, exactly so; « » do the same")),
        ("mali -niger", _("the first without the second")),
        ("mali OU niger", _("one or the other; OR in capitals does the same")),
        ("diplomat*", _("words that begin so, from three letters on")),
        ("l’AES", _("particles with an apostrophe are left aside")),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        canonical = self.request.build_absolute_uri(self.request.path)
        return super().get_context_data(signs=self.signs, canonical=canonical, **kwargs)


def counted(asked: Asked, found: Finding, scope: Scope) -> int | None:
    """The number of all answers, if it is asked for and can be counted in time."""
    if not asked.is_counted:
        return None
    if found.pool.is_whole:
        return found.pool.number
    try:
        return count(everything(found.question, asked.terms, scope=scope), "exact")
    except Problem:
        return None


def answers(asked: Asked, limit: int, scope: Scope) -> list[Item]:
    """The newest things that answer the question under its conditions; three queries at most.

    For what follows a search: feeds, alerts. The question must be without faults. Names near to
    the words are left aside: what comes in must be what was asked for.
    """
    question: Question = ask_who(asked.text)[0]
    if question.query.is_empty and not asked.is_answered_without_words:
        return []
    places, _further = newest(question, asked.terms, limit=limit, scope=scope)
    items = Item.objects.visible(scope).in_bulk([place.uid for place in places])
    return [items[place.uid] for place in places if place.uid in items]
