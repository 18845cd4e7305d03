"""The search in the API: the same as that of the pages, with its facets and marks, as JSON."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.register.api.asking import check_filters, check_words
from newsroom.register.api.base import Endpoint, link_header
from newsroom.register.api.counting import count
from newsroom.register.api.formats import shown
from newsroom.register.api.giving import SEARCH, give_parts
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.cursors import MalformedCursor
from newsroom.register.faults import Fault
from newsroom.register.highlight import Fragment
from newsroom.register.models import Item
from newsroom.register.pages import Things, address, document, title
from newsroom.register.pool import everything
from newsroom.register.problems import Problem
from newsroom.search.api_shapes import described
from newsroom.search.asking import DATED, ORDERS, Asked, SearchForm
from newsroom.search.facets import Facet, facets, named_by
from newsroom.search.finding import Finding, find
from newsroom.search.hits import BEARERS_READ, Hit, borne, hits, load
from newsroom.templatetags.page_tags import KINDS

MOST = 200
# The facets that tell nothing of a document but its kind and its day.
OF_NO_MEMBER = ("kind", "year")

HELP = {
    "q": _("Words, as the search of the pages reads them: “side by side”, -without, one OU other."),
    "kind": _("Things of this kind alone."),
    "order": _("relevance, where there are words; else the newest first."),
    "year": _("Things of this year, in the newsroom’s time zone."),
    "from": _("Things from this day on, in the newsroom’s time zone."),
    "to": _("Things until the end of this day."),
    "person": _("Things that refer to this person; several times for several persons."),
    "organisation": _("Things that refer to this organisation."),
    "country": _("Things that refer to this country."),
    "meeting": _("Things that refer to this meeting."),
    "section": _("Stories of the section with this code."),
    "subject": _("Stories with this subject, by its code."),
    "author": _("Stories signed with these initials."),
    "language": _("Stories in this language, such as fr."),
    "count": _("Whether meta.count says how many answers there are."),
}


class SearchApiForm(SearchForm):
    """The parameters of the search, and those of a page of the API."""

    q = forms.CharField(required=False, strip=False, max_length=400)
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()))
    kind = forms.ChoiceField(required=False, choices=list(KINDS.items()))
    count = forms.ChoiceField(required=False, choices=[("exact", "exact")])
    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("How many rows at most; 15 unless given."),
    )
    cursor = forms.CharField(
        required=False, max_length=1000, help_text=_("The place to go on from; see links.next.")
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name, text in HELP.items():
            self.fields[name].help_text = text


class SearchEndpoint(Endpoint):
    """Full-text search over everything that has a page, with facets.

    It finds names under every spelling, and misspelt ones, in what is for everybody. Facets are of
    the newest answers.
    """

    def describe(self, schema: EndpointSchema) -> Operation:
        form = SearchApiForm(QueryDict())
        return Operation("search", "search", described(schema), (form,), problems=(400, 503))

    def list(self, request: Request) -> Response:
        """One page of what answers the question."""
        asked = Asked(request.query_params, SearchApiForm, answers_all=True)
        if asked.faults:
            raise Problem("invalid-parameters", faults=asked.faults)
        if asked.text.strip():
            check_words(self.access)
        check_filters(self.access, request.query_params)
        try:
            found = find(asked, self.scope)
        except MalformedCursor as error:
            fault = Fault("cursor", "invalid", gettext("This is not a cursor of this question."))
            raise Problem("invalid-parameters", faults=[fault]) from error
        page = [place.uid for place in found.page]
        bearers = found.bearers[:BEARERS_READ]
        things = self.shown(
            load(page, found.question, bearers, named_by(asked, found.pool), self.scope)
        )
        rows = hits(page, found.question, things, str)
        give_parts(request, SEARCH, page)
        links = {
            "self": request.build_absolute_uri(),
            "next": self.at(asked.with_(cursor=found.following)) if found.following else None,
        }
        response = Response(
            {
                "data": [self.row(hit) for hit in rows],
                "links": links,
                "facets": [self.facet(one) for one in self.facets(asked, found, things)],
                "named": [self.thing(item) for item in borne(found, things, asked)],
                "meant": [
                    self.thing(things[str(near.uid)])
                    for near in found.meant
                    if str(near.uid) in things
                ],
                "instead": [
                    {"q": way.text, "search": self.at(asked.with_(q=way.text))}
                    for way in found.ways
                ],
                "meta": self.meta(asked, found),
            }
        )
        if header := link_header(links):
            response.headers["Link"] = header
        return response

    def shown(self, things: Things) -> Things:
        """The things as this access may see them."""
        return {uid: shown(item, self.access) for uid, item in things.items()}

    def facets(self, asked: Asked, found: Finding, things: Things) -> Iterable[Facet]:
        """The facets; whoever is not shown all members is shown no facets made of members."""
        made = facets(asked, found.pool, things)
        return [one for one in made if not self.access.hidden or one.name in OF_NO_MEMBER]

    def meta(self, asked: Asked, found: Finding) -> dict[str, Any]:
        """Over how many answers facets were counted; how many there are, where that is asked."""
        pool = found.pool
        told: dict[str, Any] = {"counted": pool.number, "is_whole": pool.is_whole}
        if asked.is_counted:
            rows = everything(found.question, asked.terms, scope=self.scope)
            told["count"] = pool.number if pool.is_whole else count(rows, "exact")
        return told

    def row(self, hit: Hit) -> dict[str, Any]:
        """One answer."""
        item = hit.item
        thing = self.thing(item)
        return thing | {
            "title_marked": pieces(hit.title) if thing["title"] else [],
            "excerpt": pieces(hit.excerpt),
            "language": document(item).get("language"),
            "at": item.sort_at if item.kind in DATED else None,
            "page": self.request.build_absolute_uri(address(item)),
        }

    def thing(self, item: Item) -> dict[str, Any]:
        """A thing by its name, and where its document is; a story may have no headline."""
        where = reverse(f"v1:{item.kind}-detail", args=[item.uid])
        return {
            "id": str(item.uid),
            "type": item.kind,
            # Where there is no headline a page shows a beginning, which here is the excerpt's.
            "title": (document(item)["headline"] if item.kind == "article" else title(item))
            or None,
            "document": self.request.build_absolute_uri(where),
        }

    def facet(self, one: Facet) -> dict[str, Any]:
        """One facet, each value with the address of the question that it narrows."""
        values = [
            {
                "value": value.value,
                "title": value.words,
                "count": value.number,
                "search": self.at(value.address),
            }
            for value in one.values
        ]
        return {"name": one.name, "values": values}

    def at(self, query: str) -> str:
        """The address of another question."""
        return self.request.build_absolute_uri(f"{self.request.path}{query}")


def pieces(fragments: Iterable[Fragment]) -> list[dict[str, Any]]:
    """Pieces of a text, with what the words found said of each."""
    return [{"text": text, "is_hit": is_hit} for text, is_hit in fragments]
