"""What programs fetch again and again: answered in full only if anything in it is another."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from newsroom.register.faults import faults_of
from newsroom.register.lists import refuse
from newsroom.register.models import Item, ItemStatus
from newsroom.register.pages import Page, with_query
from newsroom.register.reading import find, scope_of, successor

# Raised when what is written of the same documents changes, so that nobody keeps the old form.
FORM = 1


def versions(items: Iterable[Item]) -> list[tuple[str, ...]]:
    """What tells whether any of the things has changed."""
    return [(str(item.uid), item.etag, item.slug) for item in items]


class Outlet(Page):
    """A feed, a calendar or another document that is made of things in the register."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    def answer(self, known: Any, write: Callable[[], bytes], content_type: str) -> HttpResponse:
        """What `write` gives, or 304 for whoever has it: while what is `known` is the same.

        There is no Last-Modified: what leaves an answer, such as a story that is withdrawn, would
        not make it any younger, and whoever asked by time would keep the story.
        """
        etag = self.etag(known)
        response = get_conditional_response(self.request, etag=etag)
        if response is None:
            response = HttpResponse(write(), content_type=content_type)
        response.headers["ETag"] = etag
        return response

    def etag(self, known: Any) -> str:
        """A digest of what is asked, in which language, and of what is known of the answer.

        It is weak: the names of other things, which the answer may hold, are not in it.
        """
        asked = [FORM, self.request.get_full_path(), self.request.get_host(), get_language()]
        digest = hashlib.sha256(json.dumps([asked, known]).encode()).hexdigest()[:32]
        return f'W/"{digest}"'

    def refused(self, data: QueryDict, also: Collection[str] = ()) -> HttpResponse | None:
        """The refusal of parameters that are not among these."""
        faults = faults_of(data, also=also)
        return refuse(self.request, [(f.parameter, f.detail) for f in faults]) if faults else None

    def found(self, kind: str, uid: Any) -> Item | HttpResponse:
        """The thing of which this is an outlet, or what is to be answered in its place."""
        scope = scope_of(self.request)
        item = find(kind, uid, scope)
        if item is None:
            raise Http404
        if item.live:
            return item
        if item.status == ItemStatus.MERGED:
            remaining = successor(item, scope)
            if remaining is None:
                raise Http404
            name = self.request.resolver_match.view_name  # type: ignore[union-attr]
            path = reverse(name, args=[remaining.uid])
            return HttpResponsePermanentRedirect(with_query(path, self.request))
        return render(self.request, "newsroom/gone.html", {"notice": item.notice}, status=410)
