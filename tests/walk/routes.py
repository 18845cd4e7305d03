"""The public routes, read from the URL configuration, and what each can be asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver

from newsroom.pages import HomeView, SearchView
from newsroom.register.api.asking import DayForm, PageForm, ShapeForm
from newsroom.register.api.changes import ChangesEndpoint, ChangesForm
from newsroom.register.api.views import ItemEndpoint, ListEndpoint
from newsroom.register.lists import ItemListPage
from newsroom.register.pages import ItemPage

PUBLIC = "newsroom.urls.public"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


class UnknownRoute(AssertionError):
    """The walk does not know how to ask this route; teach it before the route is public."""


@dataclass(frozen=True)
class Route:
    """One pattern of the URL configuration."""

    name: str
    pattern: str
    view: Any

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parts of the path that vary."""
        return tuple(PARAMETER.findall(self.pattern))

    @property
    def is_api(self) -> bool:
        return self.name.startswith("v1:")

    @property
    def kind(self) -> str:
        """The kind of thing that the route shows; empty if it shows none."""
        found = re.fullmatch(r"(?:v1:)?([a-z]+)[-_](?:detail|list)", self.name)
        return found[1] if found else ""

    @property
    def is_detail(self) -> bool:
        return self.name.endswith(("-detail", "_detail"))

    @property
    def is_list(self) -> bool:
        return self.name.endswith(("-list", "_list"))

    def path(self, **values: Any) -> str:
        """The address with these values in it."""
        return "/" + PARAMETER.sub(lambda part: str(values[part[1]]), self.pattern)

    def is_a(self, *classes: type) -> bool:
        return isinstance(self.view, type) and issubclass(self.view, classes)

    def fields(self) -> dict[str, forms.Field]:
        """The parameters of the query that the route knows, with what they accept."""
        if self.is_a(ItemListPage):
            known = self.view.filters_class(QueryDict()).form.fields
            initial = {"initial": forms.ChoiceField(choices=[("a", ""), ("d", "")])}
            cursor = {"cursor": forms.CharField()}
            return known | cursor | (initial if self.view.has_initials else {})
        if self.is_a(ListEndpoint) and self.is_list:
            return self.view.filterset_class(QueryDict()).form.fields | _page(self.view)
        if self.is_a(ItemEndpoint):
            return _shaped(self.view, DayForm() if self.view().answers_days else ShapeForm())
        if self.is_a(ChangesEndpoint):
            return ChangesForm(QueryDict()).fields
        if self.is_a(SearchView):
            names = ("article", "person", "meeting", "office", "statement", "agreement")
            return {
                "q": forms.CharField(),
                "kind": forms.ChoiceField(choices=[(name, "") for name in names]),
                "cursor": forms.CharField(),
            }
        if self.name == "country_detail":
            return {"on": DayForm().fields["on"]}
        if self.is_a(ItemPage, HomeView) or self.name in ASKED_NOTHING:
            return {}
        raise UnknownRoute(self.name or self.pattern)


ASKED_NOTHING = {
    "health_live",
    "health_ready",
    "statement_detail",
    "v1:service",
    "v1:openapi",
    "v1:problem",
    "v1:nowhere",
}


def _page(view: Any) -> dict[str, forms.Field]:
    return _shaped(view, PageForm())


def _shaped(view: Any, form: forms.Form) -> dict[str, forms.Field]:
    form.fields["fields"].choices = [(name, "") for name in view().members]
    return form.fields


def routes(urlconf: str = PUBLIC) -> list[Route]:
    """Every route of the public side."""
    return list(_routes(get_resolver(urlconf).url_patterns, "", ""))


def _routes(patterns: list[Any], prefix: str, space: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _routes(entry.url_patterns, pattern, inner)
        elif isinstance(entry, URLPattern):
            call = entry.callback
            view = getattr(call, "view_class", None) or getattr(call, "cls", None) or call
            yield Route(f"{space}{entry.name or ''}", pattern, view)
