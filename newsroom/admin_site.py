"""The newsroom's admin site: its name, its index by subject, and what autocompletes answer."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.paginator import Page, PageNotAnInteger, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from newsroom.admin_panels import Build, Panel
from newsroom.audit.site import AuditedSite


class Uncounted(Paginator):
    """Pages of rows that are never counted: to know of a next page, one row more is read."""

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        # As many as are known of, which is all that a page asks.
        self.__dict__["count"] = start + len(rows)
        return Page(rows[: self.per_page], number, self)

    def validate_number(self, number: Any) -> int:
        """The number, which may be of a page after the last: that one is empty."""
        try:
            return max(1, int(number))
        except (TypeError, ValueError):
            raise PageNotAnInteger(_("That page number is not an integer")) from None


class ChoiceView(AutocompleteJsonView):
    """Answers an autocomplete with labels that tell namesakes apart.

    A model admin may say which rows are `found` by a term, which of them are `offered`, load what
    labels need in `for_choice`, and write one in `choice_label`; see `actors.admin.choices`. The
    parameter `on` is the day of what the form is about, as it is written there, which the model
    admin reads as its `first_day`.
    """

    model_admin: Any

    def get_queryset(self) -> QuerySet[Any]:
        chooser = self.model_admin
        if not hasattr(chooser, "choice_label"):
            return super().get_queryset()
        queryset = chooser.get_queryset(self.request)
        queryset = queryset.complex_filter(self.source_field.get_limit_choices_to())
        found = chooser.found(self.request, queryset, self.term)
        return chooser.for_choice(chooser.offered(found, self.term, self.day), self.day)

    def get_paginator(self, *args: Any, **options: Any) -> Paginator:
        return Uncounted(*args, **options)

    @property
    def day(self) -> date | None:
        """The day asked about, or the first day it may be; None without, or where it is none."""
        day: date | None = self.model_admin.first_day(self.request.GET.get("on", ""))
        return day

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        if hasattr(self.model_admin, "choice_label"):
            result["text"] = self.model_admin.choice_label(obj)
        return result


class DeskSite(AuditedSite):
    """Where editors work. Its index shows the panels that apps have given it, and below them the
    models under the headings that their admins name.

    A heading is a pair: its place in the index, and its text.
    """

    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("The desk")
    empty_value_display = "–"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._panels: list[tuple[int, Build]] = []
        self._pages: list[tuple[str, Callable[..., HttpResponse], str]] = []

    def panel(self, place: int) -> Callable[[Build], Build]:
        """Decorator: what the function builds stands on the first page, in order of `place`."""

        def add(build: Build) -> Build:
            self._panels.append((place, build))
            return build

        return add

    def page(self, route: str, name: str) -> Callable[[Any], Any]:
        """Decorator: the view answers at this route of the desk, to those who have logged in."""

        def add(view: Any) -> Any:
            self._pages.append((route, view, name))
            return view

        return add

    def get_urls(self) -> list[Any]:
        pages = [path(route, self.admin_view(view), name=name) for route, view, name in self._pages]
        # Before Django's own, the last of which answers to everything.
        return [*pages, *super().get_urls()]

    def panels(self, request: HttpRequest) -> list[Panel]:
        """The panels that are for this user, in their order."""
        built = [build(request) for _place, build in sorted(self._panels, key=lambda one: one[0])]
        return [panel for panel in built if panel is not None]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        shown = {"panels": self.panels(request)} | (extra_context or {})
        return super().index(request, shown)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast("HttpResponse", ChoiceView.as_view(admin_site=self)(request))

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """The models of one app, or all of them under their headings, in order of registration."""
        if app_label:
            return super().get_app_list(request, app_label)
        groups: dict[str, dict[str, Any]] = {}
        shown = {
            entry["model"]: (app, entry)
            for app in self._build_app_dict(request).values()
            for entry in app["models"]
        }
        for model, model_admin in self._registry.items():
            if model not in shown:
                continue
            app, entry = shown[model]
            # Those without a heading, such as accounts, come last.
            place, name = getattr(model_admin, "heading", (99, app["name"]))
            group = groups.setdefault(
                str(name), {**app, "name": str(name), "place": place, "models": []}
            )
            group["models"].append(entry)
        return sorted(groups.values(), key=lambda group: group["place"])


# The site that all apps register with, by its own type.
desk = cast("DeskSite", admin.site)
