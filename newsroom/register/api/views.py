"""Lists, and lists and details of one kind of item: views to be declared, not written."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.register.api.asking import (
    EXPANDABLE,
    DayForm,
    PageForm,
    ShapeForm,
    check,
    check_filters,
    check_words,
    limit_of,
    told,
)
from newsroom.register.api.base import link_header
from newsroom.register.api.counting import count
from newsroom.register.api.formats import JSON
from newsroom.register.api.formatted import FormattedEndpoint
from newsroom.register.api.giving import give_one, give_rows
from newsroom.register.api.keeping import holds, kept
from newsroom.register.api.schema import EndpointSchema, Operation, Written
from newsroom.register.api.shapes import list_of
from newsroom.register.api.texts import as_texts, listed
from newsroom.register.cursors import MalformedCursor
from newsroom.register.faults import Fault
from newsroom.register.filters import ItemFilter, StrictFilterSet
from newsroom.register.models import Item
from newsroom.register.paging import ForeignCursor, Page, paginate
from newsroom.register.parameters import day_given
from newsroom.register.problems import Problem
from newsroom.register.projection import Projection
from newsroom.register.reading import find, mentioned, successor, uuid_or_none
from newsroom.register.search import matching

Doc = dict[str, Any]


@cache
def names_of(serializer: type[Any]) -> tuple[str, ...]:
    """The members of documents; asked once of each serializer, for making one is dear."""
    return tuple(serializer().fields)


class ListEndpoint(FormattedEndpoint):
    """Rows that a filter set finds, page by page."""

    filterset_class: ClassVar[type[StrictFilterSet]]
    # Whether a day can be asked about, which then changes the document.
    answers_days: ClassVar[bool] = False
    # Members that a list leaves out unless `fields` names them.
    detail_only: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def as_view(cls, actions: Any = None, **options: Any) -> Any:
        view = super().as_view(actions, **options)
        # What will end is looked at each time.
        is_kept = "list" in (actions or {}).values() and not cls.deprecated
        return kept(view) if is_kept else view

    @property
    def members(self) -> list[str]:
        """What `fields` may name."""
        raise NotImplementedError

    def listing(self, schema: EndpointSchema, kind: str, row: Doc) -> Operation:
        """What the description says of the list of these rows."""
        filters = self.filterset_class(QueryDict(), is_whole=True)
        count = {"type": "object", "properties": {"count": {"type": "integer"}}}
        answer = list_of(row, {"expanded": schema.expanded(), "meta": count})
        forms = told((filters.form, PageForm()), self.members, self.format_names)
        name = schema.component(f"{kind.capitalize()}Page", answer)
        return Operation(
            f"{kind}_list", kind, name, forms, problems=(400, 406, 503), written=self.described()
        )

    def list(self, request: Request) -> HttpResponse:
        """One page of rows."""
        data = request.query_params
        form = PageForm(data)
        filters = self.filterset_class(data, scope=self.scope)
        check(data, filters.form, form, members=self.members, formats=[JSON, *self.offered])
        if isinstance(filters, ItemFilter) and filters.q_text:
            check_words(self.access)
        if self.access.hidden:
            check_filters(self.access, data, self.members)
        if self.written:
            self.unshaped(form)
        day = day_given(filters.form.cleaned_data)
        is_text = self.is_text(filters, form) and day is None
        if is_text:
            left_out = {*self.detail_only, *self.access.hidden}
            filters.queryset = as_texts(filters.queryset, left_out, filters.order.keys)
        page = self.page(filters, form)
        links = {"next": self.address(page.following), "prev": self.address(page.preceding)}
        if self.written:
            return self.with_links(self.page_written(page, filters, links), links)
        give_rows(request, page.rows)
        around: Doc = {"links": {"self": request.build_absolute_uri()} | links}
        how = form.cleaned_data["count"]
        if how in ("estimate", "exact"):
            around["meta"] = {"count": self.counted(filters, how)}
        if is_text:
            response = self.with_links(listed((row.text for row in page.rows), around), links)
            if page.rows and not how:
                holds(self.http, response, page.rows[0].state)
            return response
        docs = [self.document(row, form, day, is_list=True) for row in page.rows]
        body: Doc = {"data": docs} | around
        if form.cleaned_data["expand"]:
            body["expanded"] = self.expanded(docs, form.cleaned_data["expand"])
            give_rows(request, page.rows, body["expanded"])
        return self.with_links(Response(body), links)

    def is_text(self, filters: StrictFilterSet, form: PageForm) -> bool:
        """Whether documents go out as they are stored, but for whole members."""
        is_searched = isinstance(filters, ItemFilter) and filters.q_text
        shaped = form.cleaned_data["fields"] or form.cleaned_data["expand"]
        return not (self.written or is_searched or shaped)

    def with_links(self, response: Any, links: Mapping[str, str | None]) -> Any:
        """The answer, with the addresses of the pages around in its head."""
        if header := link_header(links):
            response.headers["Link"] = header
        return response

    def described(self, *, is_list: bool = True) -> tuple[Written, ...]:
        """What the description says of each format."""
        return tuple(
            Written(
                one.media_type, one.schema(is_list=is_list), not is_list and one.tells_withdrawal
            )
            for one in self.formats.values()
        )

    def page(self, filters: StrictFilterSet, form: PageForm) -> Page:
        """The rows; a cursor that cannot be used is refused."""
        try:
            return paginate(filters, limit=limit_of(form), cursor=form.cleaned_data["cursor"])
        except MalformedCursor as error:
            fault = Fault("cursor", "invalid", gettext("This is not a cursor of this archive."))
            raise Problem("invalid-parameters", faults=[fault]) from error
        except ForeignCursor as error:
            raise Problem("cursor-mismatch") from error

    def address(self, cursor: str | None) -> str | None:
        """The present question, at another page."""
        if cursor is None:
            return None
        data = self.request.query_params.copy()
        data["cursor"] = cursor
        return self.request.build_absolute_uri(f"{self.request.path}?{data.urlencode()}")

    def counted(self, filters: StrictFilterSet, how: str) -> int:
        """How many rows there are on all pages."""
        rows = filters.qs
        if isinstance(filters, ItemFilter) and filters.q_text:
            rows = matching(rows, filters.question)
        return count(rows, how)

    def document(
        self, row: Any, form: ShapeForm, day: date | None = None, *, is_list: bool = False
    ) -> Doc:
        """The row's document, with the members asked for."""
        doc = self.access.shown(self.on_day(row.doc, day) if day else row.doc)
        if fields := form.cleaned_data["fields"]:
            wanted = {"id", "type", *fields}
            return {name: value for name, value in doc.items() if name in wanted}
        left_out = self.detail_only if is_list else ()
        return {name: value for name, value in doc.items() if name not in left_out}

    def on_day(self, doc: Doc, day: date) -> Doc:
        """What the document says of one day."""
        return doc

    def expanded(self, docs: Iterable[Doc], names: Iterable[str]) -> dict[str, Doc]:
        """The things of these sorts that the documents refer to, by id, in one query."""
        docs = list(docs)
        own = {uid for doc in docs if (uid := uuid_or_none(doc.get("id")))}
        kinds = [EXPANDABLE[name] for name in names]
        found = Item.objects.visible(self.scope).filter(
            pk__in=mentioned(docs) - own, kind__in=kinds
        )
        ordered = found.order_by("kind", "name_key", "uid")
        return {str(item.uid): self.access.shown(item.doc or {}) for item in ordered}


class ItemEndpoint(ListEndpoint):
    """Things of one kind: what is declared below is all that differs between kinds."""

    projection: ClassVar[type[Projection]]
    filterset_class: ClassVar[type[ItemFilter]]
    # Members that a day adds to the document, and those to whose entries it adds a standing.
    day_members: ClassVar[dict[str, Doc]] = {}
    day_lists: ClassVar[tuple[str, ...]] = ()

    @property
    def kind(self) -> str:
        return self.projection.kind

    @cached_property
    def members(self) -> list[str]:
        serializer: Any = self.projection.serializer_class
        return ["id", "type", *names_of(serializer), *self.day_members]

    def describe(self, schema: EndpointSchema) -> Operation:
        kind, is_list = self.projection.kind, self.action == "list"
        extra = self.day_members | {"expanded": schema.expanded()}
        part = schema.part(kind, extra, self.day_lists)
        if is_list:
            return self.listing(schema, kind, part)
        form = DayForm() if self.answers_days else ShapeForm()
        others = {308: "Merged into the thing at the new address."}
        return Operation(
            f"{kind}_retrieve",
            kind,
            part,
            told((form,), self.members, self.format_names),
            others,
            (400, 404, 406, 410),
            self.described(is_list=False),
        )

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One document, in full."""
        form = (DayForm if self.answers_days else ShapeForm)(request.query_params)
        check(request.query_params, form, members=self.members, formats=[JSON, *self.offered])
        if self.written:
            self.unshaped(form)
        item = self.find(pk)
        if item is None:
            raise Problem("not-found")
        if not item.live:
            return self.departed(item)
        give_one(request, item)
        if self.written:
            return self.item_written(item)
        doc = self.document(item, form, day_given(form.cleaned_data))
        if form.cleaned_data["expand"]:
            doc["expanded"] = self.expanded([doc], form.cleaned_data["expand"])
            give_one(request, item, doc["expanded"])
        return Response(doc)

    def find(self, key: str) -> Item | None:
        """The item with this id, or its tombstone."""
        uid = uuid_or_none(key)
        return find(self.projection.kind, uid, self.scope) if uid else None

    def departed(self, item: Item) -> HttpResponse:
        """Where a thing went that was public once, or why it is gone."""
        if item.replaced_by is None:
            if told_in_format := self.withdrawal_written(item):
                return told_in_format
            raise Problem("withdrawn", id=str(item.uid), **(item.notice or {}))
        remaining = successor(item, self.scope)
        if remaining is None:  # which may be the case for this reader alone
            raise Problem("not-found")
        query = self.request.query_params.urlencode()
        address = reverse(f"v1:{self.projection.kind}-detail", args=[remaining.uid])
        response = HttpResponse(status=308)
        response.headers["Location"] = self.request.build_absolute_uri(
            f"{address}?{query}" if query else address
        )
        response.headers["Cache-Control"] = "no-store"
        return response
