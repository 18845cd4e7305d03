"""The public routes, read from the URL configuration, and what each can be asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver

from actors.filters import MeetingFilter
from actors.pages.days import DayPage
from actors.pages.pairs import PairView
from articles.filters import ArticleFilter
from newsroom.archive_days import DayView
from newsroom.archive_pages import ArchiveView, CalendarPage
from newsroom.calendars.views import CalendarView
from newsroom.delivery.webhooks.shapes import LogForm
from newsroom.feeds.views import SearchFeed, StoryFeed, ThingFeed
from newsroom.formats.oai.requests import VERBS
from newsroom.pages import HomeView
from newsroom.readers.alert_pages import AlertNewView
from newsroom.readers.pages import ReportView
from newsroom.register.api.asking import DayForm, PageForm, ShapeForm
from newsroom.register.api.changes import ChangesEndpoint, ChangesForm
from newsroom.register.api.own import UsageEndpoint, UsageForm
from newsroom.register.api.ties import TieEndpoint
from newsroom.register.api.views import ItemEndpoint, ListEndpoint
from newsroom.register.lists import ItemListPage
from newsroom.register.models import Item
from newsroom.register.pages import ItemPage
from newsroom.register.parameters import SAME_DAY
from newsroom.search.api import SearchApiForm, SearchEndpoint
from newsroom.search.asking import SearchForm
from newsroom.search.suggestions import SuggestionsForm, SuggestionsView
from newsroom.search.views import SearchView
from newsroom.section_pages import SectionListView, SectionView

PUBLIC = "newsroom.urls.public"
# What there is of a list or a thing beside its page: the last words of names of routes.
OUTLETS = "atom|rss|calendar"
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
        found = re.fullmatch(rf"(?:v1:)?([a-z]+)[-_](?:detail|list|{OUTLETS})", self.name)
        return found[1] if found else ""

    @property
    def is_detail(self) -> bool:
        return self.name.endswith(("-detail", "_detail"))

    @property
    def is_of_thing(self) -> bool:
        """Whether it is a page of one thing, or something beside it, such as its feed."""
        return self.is_detail or "uid" in self.parameters

    @property
    def is_list(self) -> bool:
        return self.name.endswith(("-list", "_list"))

    def path(self, **values: Any) -> str:
        """The address with these values in it."""
        return "/" + PARAMETER.sub(lambda part: str(values[part[1]]), self.pattern)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats in which the route answers, besides the one that it answers in unasked."""
        is_one = self.is_a(ListEndpoint) and not self.is_a(TieEndpoint)
        return tuple(self.view().formats) if is_one else ()

    def is_a(self, *classes: type) -> bool:
        return isinstance(self.view, type) and issubclass(self.view, classes)

    def fields(self) -> dict[str, forms.Field]:
        """The parameters of the query that the route knows, with what they accept."""
        if self.is_a(ItemListPage):
            known = _filters(self.view.filters_class)
            initial = {"initial": forms.ChoiceField(choices=[("a", ""), ("d", "")])}
            cursor = {"cursor": forms.CharField()}
            return known | cursor | (initial if self.view.has_initials else {})
        if self.is_a(ListEndpoint) and self.is_list:
            return _filters(self.view.filterset_class) | _page(self.view)
        if self.is_a(ItemEndpoint):
            return _shaped(self.view, DayForm() if self.view().answers_days else ShapeForm())
        if self.is_a(ChangesEndpoint):
            return ChangesForm(QueryDict()).fields
        if self.is_a(UsageEndpoint):
            return UsageForm(QueryDict()).fields
        if self.is_a(SearchFeed):
            asked = SearchForm(QueryDict()).fields
            return asked | {"kind": forms.ChoiceField(choices=[("article", "")])}
        if self.is_a(SearchEndpoint):
            return SearchApiForm(QueryDict()).fields
        if self.is_a(SearchView):
            return SearchForm(QueryDict()).fields | {"cursor": forms.CharField()}
        if self.is_a(SuggestionsView):
            return SuggestionsForm().fields
        if self.is_a(ArchiveView):
            return {"day": DayForm().fields["on"]}
        if self.name == "oai":
            return {"verb": forms.ChoiceField(choices=[(verb, "") for verb in VERBS])}
        if self.name == "article_detail":
            return {"facts": forms.ChoiceField(choices=[("all", "")])}
        if self.is_a(CalendarView):
            return _filters(MeetingFilter)
        if self.is_a(ThingFeed):
            return {"cursor": forms.CharField()}
        if self.is_a(StoryFeed):
            return _filters(ArticleFilter) | {"cursor": forms.CharField()}
        if self.is_a(DayPage):
            return {name: DayForm().fields[name] for name in SAME_DAY}
        if self.name == "article_versions":
            return {"before": forms.IntegerField()}
        if self.is_a(AlertNewView):
            # Another section is refused, and no more said of it.
            codes = set(Item.objects.visible().values_list("section", flat=True)) - {""}
            return {
                "q": forms.CharField(),
                "about": _filters(ArticleFilter)["person"],
                "section": forms.ChoiceField(choices=[(code, "") for code in sorted(codes)]),
            }
        if self.name == "v1:webhook-deliveries":
            return LogForm().fields
        if self.is_a(ItemPage, HomeView, *WITHOUT_A_KIND) or self.name in ASKED_NOTHING:
            return {}
        raise UnknownRoute(self.name or self.pattern)


# Pages that show no one thing, and are asked nothing either.
WITHOUT_A_KIND = (CalendarPage, DayView, PairView, ReportView, SectionListView, SectionView)
ASKED_NOTHING = {
    "health_live",
    "identity",
    "oai_schema",
    "health_ready",
    "image_file",
    "alert",
    "alert_stop",
    "alert_thanks",
    "report_thanks",
    "partner_account",
    "search_help",
    "robots",
    "sitemap",
    "sitemap_part",
    "news_sitemap",
    "partner_guide",
    "partner_mirror",
    "api_changelog",
    "v1:service",
    "v1:sandbox",
    "v1:client",
    "v1:article-images",
    "v1:article-image",
    "v1:dump-list",
    "v1:dump-manifest",
    "v1:dump-file",
    "v1:openapi",
    "v1:me",
    "v1:problem",
    "v1:nowhere",
    "v1:webhooks",
    "v1:webhook",
    "v1:webhook-verify",
    "v1:webhook-rotate",
    "v1:webhook-test",
    "v1:webhook-resend",
    "v1:webhook-delivery-resend",
}


def _filters(filters: Any) -> dict[str, forms.Field]:
    """The parameters of a set of filters."""
    return filters(QueryDict(), is_whole=True).form.fields


def _page(view: Any) -> dict[str, forms.Field]:
    return _shaped(view, PageForm())


def _shaped(view: Any, form: forms.Form) -> dict[str, forms.Field]:
    form.fields["fields"].choices = [(name, "") for name in view().members]
    form.fields["format"].choices = [(name, "") for name in view().format_names]
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
