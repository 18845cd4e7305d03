"""What every page of the archive shares: one page of one thing, one list of things."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext
from django.views.generic import TemplateView

from newsroom.register.models import Item, ItemStatus, Reference
from newsroom.register.reading import Scope, find, mentioned, resolve, scope_of, successor

# Seconds for which a reader's browser or a proxy may show a page again without asking.
MAX_AGE = 60
# Characters of a text that stand for the title it lacks.
BEGINNING = 80
# References beside one another that a page reads of each kind; several may be of one item.
_REFERENCES_READ = 3

# Things by their uid as text, and things by their kind.
Things = dict[str, Item]
Beside = dict[str, list[Item]]


def address(item: Item) -> str:
    """The one address of a thing's page. The page of a kind is the view `<kind>_detail`."""
    return reverse(f"{item.kind}_detail", args=[item.uid, item.slug])


def document(item: Item) -> dict[str, Any]:
    """The document of a thing that the public sees; empty for one that is gone."""
    return item.doc or {}


def called(doc: dict[str, Any]) -> str:
    """The name or title in a document, in the language of the page; empty without one."""
    is_english = (get_language() or "").startswith("en")
    for member in ("name", "title", "headline"):
        if words := (is_english and doc.get(f"{member}_en")) or doc.get(member):
            return words
    return ""


def title(item: Item) -> str:
    """What a thing is called in the language of the page; never empty, never invented."""
    doc = document(item)
    if words := called(doc):
        return words
    beginning = doc.get("lead") or doc.get("text") or strip_tags(doc.get("body") or "")
    if len(beginning) > BEGINNING:
        beginning = beginning[:BEGINNING].rpartition(" ")[0] + "…"
    if "headline" in doc:
        return gettext("Untitled: %(beginning)s") % {"beginning": beginning}
    return beginning


def named_in(docs: Any, known: Iterable[Item], scope: Scope) -> Things:
    """The things that documents name, by their uid as text; one query for those not known."""
    found = {str(item.uid): item for item in known}
    missing = {uid for uid in mentioned(docs) if str(uid) not in found}
    return found | {str(uid): item for uid, item in resolve(missing, scope).items()}


def rows_name(items: Iterable[Item], members: dict[str, tuple[str, ...]]) -> list[Any]:
    """The parts of the documents that their rows in a list show."""
    return [document(item).get(name) for item in items for name in members.get(item.kind, ())]


def with_query(path: str, request: HttpRequest) -> str:
    """The path with the question that the request asked."""
    asked = request.META.get("QUERY_STRING", "")
    return f"{path}?{asked}" if asked else path


def referring(
    target: uuid.UUID,
    limits: dict[str, int],
    scope: Scope,
    until: Mapping[str, datetime] | None = None,
) -> Beside:
    """The newest things of each kind that refer to the target, in one query.

    `limits` says at most how many of each kind; `until`, of which kinds none from an instant on.
    """
    before = {kind: {"sort_at__lt": instant} for kind, instant in (until or {}).items()}
    kinds = [
        Reference.objects.filter(target=target, kind=kind, **before.get(kind, {}))
        .order_by("-sort_at", "-item")
        .values("item")[: limit * _REFERENCES_READ]
        for kind, limit in limits.items()
    ]
    # Each part is the head of one range of one index, however much refers to the target.
    wanted: QuerySet = kinds[0].union(*kinds[1:], all=True) if len(kinds) > 1 else kinds[0]
    items = Item.objects.visible(scope).filter(uid__in=wanted).order_by("-sort_at", "-uid")
    found: dict[str, list[Item]] = {kind: [] for kind in limits}
    for item in items:
        if len(found[item.kind]) < limits[item.kind]:
            found[item.kind].append(item)
    return found


class Page(TemplateView):
    """A page of the public side: read from the register, the same for every reader."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        # Of a page that has not changed, a browser takes over what is said here.
        if response.status_code in (200, 304):
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        else:
            # A refusal or a notice may be out of date by the next minute.
            patch_cache_control(response, no_cache=True)
        return response


class ItemPage(Page):
    """The page of one thing. Subclasses say of what kind, and what stands beside it."""

    kind: ClassVar[str]
    # How many things of each kind that refer to this one are shown.
    beside: ClassVar[dict[str, int]] = {}
    # Whether the name of the thing stands in the address of the page.
    has_slug: ClassVar[bool] = True
    # Things that the page is given, and need not be read.
    at_hand: Iterable[Item] = ()
    # Members of their documents that name other things in a row of a list, by kind.
    row_names: ClassVar[dict[str, tuple[str, ...]]] = {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.scope = scope_of(request)
        item = find(self.kind, kwargs["uid"], self.scope)
        if item is None:
            raise Http404
        if not item.live:
            return self.departed(item)
        if self.has_slug and kwargs.get("slug") != item.slug:
            return HttpResponsePermanentRedirect(with_query(address(item), request))
        self.item = item
        return self.render_to_response(self.get_context_data())

    def departed(self, item: Item) -> HttpResponse:
        """The answer for a thing that was public once: where it went, or why it is gone."""
        if item.status == ItemStatus.MERGED:
            remaining = successor(item, self.scope)
            if remaining is None:
                raise Http404
            return HttpResponsePermanentRedirect(with_query(address(remaining), self.request))
        context = {"notice": item.notice or {}}
        response = render(self.request, "newsroom/gone.html", context, status=410)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beside = (
            referring(self.item.uid, self.beside, self.scope, self.until()) if self.beside else {}
        )
        extra = self.extra()
        near = [item for items in beside.values() for item in items]
        docs = [self.item.doc, extra, rows_name(near, self.row_names)]
        things = named_in(docs, [self.item, *near, *self.at_hand], self.scope)
        context = super().get_context_data(
            item=self.item,
            doc=self.item.doc,
            page_uid=str(self.item.uid),
            canonical=self.request.build_absolute_uri(address(self.item)),
            beside=beside,
            things=things,
            **extra,
            **kwargs,
        )
        return context | self.arrange(beside, things)

    def until(self) -> Mapping[str, datetime]:
        """Of which kinds things are shown only from before an instant; of none by default."""
        return {}

    def extra(self) -> dict[str, Any]:
        """More documents for the template, of which it will name the things."""
        return {}

    def arrange(self, beside: Beside, things: Things) -> dict[str, Any]:
        """What else the template needs, once all names are known."""
        return {}
