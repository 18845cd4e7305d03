"""Endpoints that answer in several formats: which is asked for, and how it goes out."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from newsroom.register.api.asking import ShapeForm
from newsroom.register.api.base import Endpoint
from newsroom.register.api.formats import (
    JSON,
    Asked,
    Format,
    chosen,
    formats_of,
    is_embargoed,
    shown,
)
from newsroom.register.api.giving import give_rows
from newsroom.register.faults import Fault
from newsroom.register.filters import StrictFilterSet
from newsroom.register.models import Item
from newsroom.register.paging import Page
from newsroom.register.problems import Problem

# Parameters that shape the JSON of the archive; other formats have a shape of their own.
SHAPING = ("fields", "expand", "count")


class FormattedEndpoint(Endpoint):
    """An address whose things are written in the formats of their kind."""

    # The format asked for; None for JSON.
    written: Format | None = None

    @property
    def kind(self) -> str:
        """The kind of things."""
        raise NotImplementedError

    @property
    def formats(self) -> dict[str, Format]:
        """The formats besides JSON."""
        return formats_of(self.kind)

    @property
    def offered(self) -> dict[str, Format]:
        """Those of them that can be written of what this access may see."""
        hidden = self.access.hidden
        return {name: one for name, one in self.formats.items() if not one.needs & hidden}

    @property
    def format_names(self) -> list[str]:
        """What `format` may be."""
        return [JSON, *self.formats]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        if not force:
            self.written = chosen(request._request, self.offered)
        return JSONRenderer(), JSONRenderer.media_type

    def unshaped(self, form: ShapeForm) -> None:
        """Refuse to shape what has a shape of its own."""
        detail = gettext("This shapes JSON only; the format asked for has its own members.")
        if faults := [Fault(n, "json_only", detail) for n in SHAPING if form.cleaned_data.get(n)]:
            raise Problem("invalid-parameters", faults=faults)

    def page_written(
        self, page: Page, filters: StrictFilterSet, links: Mapping[str, str | None]
    ) -> HttpResponse:
        """A page of a list in the format asked for."""
        assert self.written
        rows = [
            shown(row, self.access)
            for row in page.rows
            if self.written.tells_embargo or not is_embargoed(row)
        ]
        give_rows(self.http, rows)
        seen = Page(rows, page.following, page.preceding, page.question)
        body = self.written.many(seen, Asked(self.http, links, filters))
        return HttpResponse(body, content_type=self.written.content_type)

    def item_written(self, item: Item) -> HttpResponse:
        """One thing in the format asked for."""
        assert self.written
        if is_embargoed(item) and not self.written.tells_embargo:
            raise Problem("not-acceptable", gettext("This format has no word for an embargo."))
        body = self.written.one(shown(item, self.access), Asked(self.http))
        return HttpResponse(body, content_type=self.written.content_type)

    def withdrawal_written(self, item: Item) -> HttpResponse | None:
        """What a thing that was taken back is in the format asked for, if it has words for it."""
        body = self.written.withdrawn(item, Asked(self.http)) if self.written else None
        if body is None or self.written is None:
            return None
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(
            body, status=410, content_type=self.written.content_type, headers=headers
        )

    @property
    def http(self) -> Any:
        """The request as Django has it."""
        return getattr(self.request, "_request", self.request)
