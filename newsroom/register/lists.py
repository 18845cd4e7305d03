"""A page with a list of things: filters, A to Z, and the way to the next ones."""

import re
import string
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from newsroom.register.cursors import MalformedCursor
from newsroom.register.filters import ItemFilter
from newsroom.register.models import Item
from newsroom.register.pages import Page, Things, named_in, rows_name, title
from newsroom.register.paging import ForeignCursor, paginate
from newsroom.register.reading import Scope, scope_of, uuid_or_none

ROWS = 30
INITIAL = "initial"
# Nobody types these, and no valid HTML can show them again.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Field:
    """A filter in the form above a list; `input` is the type of its input element."""

    name: str
    label: Any
    input: str = "text"
    choices: Iterable[tuple[str, Any]] = ()


@dataclass(frozen=True)
class Condition:
    """A filter of the address that the form has no field for."""

    name: str
    value: str
    words: str
    without: str


def refuse(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    """The page that says which parameters cannot be answered, and why."""
    return render(request, "newsroom/refused.html", {"errors": errors}, status=400)


def given(request: HttpRequest) -> QueryDict:
    """The parameters with a value: a form also sends the fields that were left empty."""
    data = request.GET.copy()
    for name in list(data):
        values = [kept for value in data.getlist(name) if (kept := _CONTROLS.sub("", value))]
        if values:
            data.setlist(name, values)
        else:
            del data[name]
    return data


class ItemListPage(Page):
    """A list of the things of one kind, with the filters that the API has for it."""

    template_name = "newsroom/list.html"
    filters_class: ClassVar[type[ItemFilter]]
    heading: ClassVar[Any]
    fields: ClassVar[tuple[Field, ...]] = ()
    has_initials: ClassVar[bool] = False
    row_names: ClassVar[dict[str, tuple[str, ...]]] = {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        data, scope = given(request), scope_of(request)
        initial = data.get(INITIAL, "")
        also = {"cursor", INITIAL} if self.has_initials else {"cursor"}
        filters = self.filters_class(
            self.asked(data), also=also, scope=scope, items=self.items(initial, scope)
        )
        errors = [(fault.parameter, fault.detail) for fault in filters.faults]
        if self.has_initials and initial and initial not in string.ascii_lowercase:
            errors.append((INITIAL, gettext("This is not a letter from a to z.")))
        if errors:
            return refuse(request, errors)
        try:
            page = paginate(filters, limit=ROWS, cursor=data.get("cursor", ""))
        except (MalformedCursor, ForeignCursor):
            return refuse(request, [("cursor", gettext("This page of the list does not exist."))])
        conditions = [value for _name, value in self.unshown(data)]
        self.filters = filters
        things = self.named(page.rows, conditions, scope)
        return self.render_to_response(
            self.get_context_data(
                heading=self.heading,
                rows=page.rows,
                things=things,
                fields=[(field, data.get(field.name, "")) for field in self.fields],
                conditions=self.conditions(data, things),
                is_filtered=any(name != "cursor" for name in data),
                initials=string.ascii_lowercase if self.has_initials else "",
                initial=initial,
                following=self.turned(data, page.following),
                preceding=self.turned(data, page.preceding),
                is_cursor="cursor" in data,
                canonical=request.build_absolute_uri(request.path) if not data else "",
            )
        )

    def asked(self, data: QueryDict) -> QueryDict:
        """The parameters; what has names comes in the order of how near they are to the words."""
        if "q" not in data or "order" in data or "relevance" not in self.filters_class.orders:
            return data
        ordered = data.copy()
        ordered["order"] = "relevance"
        return ordered

    def items(self, initial: str, scope: Iterable[str]) -> Any:
        """What is listed before any filter; None: all visible things of the kind."""
        if not initial or not self.has_initials:
            return None
        items = Item.objects.visible(scope).filter(kind=self.filters_class.kind)
        # A range, which the index by name serves; folded names hold nothing after "z".
        return items.filter(name_key__gte=initial, name_key__lt=initial + "\U0010ffff")

    def named(self, rows: Sequence[Any], also: list[Any], scope: Scope) -> Things:
        """The things that the rows name, and what else is shown."""
        return named_in([rows_name(rows, self.row_names), also], rows, scope)

    def unshown(self, data: QueryDict) -> list[tuple[str, str]]:
        """Parameters that filter, but that the form has no field for."""
        shown = {field.name for field in self.fields} | {"cursor", INITIAL}
        return [(name, value) for name in data if name not in shown for value in data.getlist(name)]

    def conditions(self, data: QueryDict, things: dict[str, Item]) -> list[Condition]:
        """Those parameters in words, each with the address of the list without it."""
        found = []
        for name, value in self.unshown(data):
            rest = data.copy()
            rest.pop("cursor", None)
            rest.setlist(name, [other for other in rest.getlist(name) if other != value])
            names = [
                title(things[part]) if part in things else part for part in value.lower().split(",")
            ]
            is_uid = isinstance(uuid_or_none(value.partition(",")[0]), uuid.UUID)
            words = ", ".join(names) if is_uid else value
            found.append(Condition(name, value, words, f"?{rest.urlencode()}"))
        return found

    def turned(self, data: QueryDict, cursor: str | None) -> str:
        """The address of another page of the same list; empty when there is none."""
        if not cursor:
            return ""
        other = data.copy()
        other["cursor"] = cursor
        return f"?{other.urlencode()}"
