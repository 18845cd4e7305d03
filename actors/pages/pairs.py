"""The page of two actors: their meetings, what both signed, what each says of the other."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from actors.pages.addresses import pair_address
from actors.pages.details import ROW_NAMES
from actors.pairs import together
from newsroom.register.models import Item, ItemStatus, Tie
from newsroom.register.pages import Page, Things, named_in, rows_name, with_query
from newsroom.register.reading import Scope, resolve, scope_of

KINDS = ("country", "organisation", "person")
TIES_READ, PEOPLE_SHOWN = 200, 12


class PairView(Page):
    """Two actors: one address for both orders of the two."""

    template_name = "actors/pair.html"

    def get(self, request: HttpRequest, one: UUID, other: UUID, *args: Any, **kwargs: Any) -> Any:
        scope = scope_of(request)
        if one == other:
            raise Http404
        ends = resolve([one, other], scope)
        if len(ends) < 2:
            return HttpResponsePermanentRedirect(self.merged(one, other, scope))
        if any(item.kind not in KINDS for item in ends.values()):
            raise Http404
        if one > other:
            return HttpResponsePermanentRedirect(with_query(pair_address(one, other), request))
        found = together(one, other, scope)
        people = who_met(one, other, scope)
        docs = [list(found.uids.values()), found.first, found.last, people]
        named = named_in(docs, ends.values(), scope)
        rows = {
            kind: [named[uid] for uid in uids if uid in named] for kind, uids in found.uids.items()
        }
        things = self.with_rows_named(rows, named, scope)
        return self.render_to_response(
            self.get_context_data(
                ends=[ends[one], ends[other]],
                found=found,
                rows=rows,
                people=people,
                things=things,
                stories_address=stories_of(ends[one], ends[other]),
                canonical=request.build_absolute_uri(pair_address(one, other)),
            )
        )

    def with_rows_named(self, rows: dict[str, list[Item]], named: Things, scope: Scope) -> Things:
        """What the statements shown name; at most one query."""
        docs = rows_name([item for items in rows.values() for item in items], ROW_NAMES)
        return named_in(docs, named.values(), scope)

    def merged(self, one: UUID, other: UUID, scope: Scope) -> str:
        """The pair that stands for one of which an end was merged into another."""
        gone = Item.objects.using(settings.REGISTER_DATABASE).filter(
            pk__in=[one, other],
            status=ItemStatus.MERGED,
            kind__in=KINDS,
            ever__overlap=list(scope),
        )
        after = {item.uid: item.replaced_by for item in gone}
        ends = [after.get(uid) or uid for uid in (one, other)]
        if not after or ends[0] == ends[1]:
            raise Http404
        return pair_address(*ends)


def stories_of(*ends: Item) -> str:
    """The list of all stories that name both."""
    asked = "&".join(f"{item.kind}={item.uid}" for item in ends)
    return f"{reverse('article_list')}?{asked}"


def who_met(one: UUID, other: UUID, scope: Scope) -> list[dict[str, Any]]:
    """The people who met for the two, those who met most often of late first."""
    ties = Tie.objects.visible(scope).filter(facets__contains=[one, other])
    newest = list(ties.order_by("-sort_at", "-uid")[:TIES_READ])
    often = Counter(tuple(sorted((tie.left, tie.right))) for tie in newest)
    last = {tuple(sorted((tie.left, tie.right))): document_of(tie) for tie in reversed(newest)}
    return [
        {"people": list(map(str, pair)), "number": number, "last": last[pair]}
        for pair, number in often.most_common(PEOPLE_SHOWN)
    ]


def document_of(tie: Tie) -> dict[str, Any]:
    """Where and when two people met."""
    return {"meeting": tie.doc["meeting"], "when": tie.doc["when"]}
