"""What the story's form asks for while it is being filled in: proposals, facts, new records."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from actors.edtf import parse
from actors.models import Tenure
from articles.admin.creating import create_view
from articles.admin.facts import facts_of
from articles.admin.proposals import proposals
from articles.models import Article
from articles.suggestion.result import Suggestion
from articles.suggestion.suggest import suggest
from articles.texts import BETWEEN, sanitise, to_plain

# Characters of a text that is read; the longest stories have a tenth of that.
MOST = 200_000


class EnteringPages(admin.ModelAdmin):
    """Small answers for the scripts of the form, to those who may fill one in."""

    def get_urls(self) -> list[Any]:
        site = self.admin_site
        return [
            path("suggest/", site.admin_view(self.suggest_view), name="articles_article_suggest"),
            path("facts/", site.admin_view(self.facts_view), name="articles_article_facts"),
            path(
                "create/<slug:thing>/",
                site.admin_view(self.create_view),
                name="articles_article_create",
            ),
            *super().get_urls(),
        ]

    @method_decorator([require_POST, never_cache])
    def suggest_view(self, request: HttpRequest) -> HttpResponse:
        """Proposals for the text that is sent, in groups: see articles.admin.proposals."""
        self._may_enter(request)
        headline = request.POST.get("headline", "").strip()
        lead = request.POST.get("lead", "").strip()
        body = to_plain(sanitise(request.POST.get("body", "")))
        text = BETWEEN.join(part for part in (headline, lead, body) if part)[:MOST]
        on = day_of(request.POST.get("event_date", ""), request.POST.get("dated", ""))
        found = suggest(text, on)
        own = len(headline) + len(BETWEEN) if headline else 0
        groups = proposals(found, _tenures(found), own)
        return JsonResponse({"on": on.isoformat(), "groups": groups})

    @method_decorator([require_GET, never_cache])
    def facts_view(self, request: HttpRequest) -> HttpResponse:
        """Facts that a sentence of the story may support, with those of links not saved yet."""
        self._may_enter(request)
        story = request.GET.get("article", "")
        article = Article.objects.filter(pk=story).first() if story.isdecimal() else None
        actors, meetings = (_keys(request.GET.get(name, "")) for name in ("actors", "meetings"))
        groups = facts_of(article, self.admin_site, actors=actors, meetings=meetings)
        return JsonResponse({"groups": groups})

    @method_decorator(never_cache)
    def create_view(self, request: HttpRequest, thing: str) -> HttpResponse:
        """The form of a dialog in which a record is entered: see articles.admin.creating."""
        self._may_enter(request)
        return create_view(request, self.admin_site, thing)

    def _may_enter(self, request: HttpRequest) -> None:
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied


def day_of(*written: str) -> date:
    """The first day of the first of these partial dates that is one; today if none is."""
    for text in written:
        try:
            earliest = parse(text.strip()).earliest if text.strip() else None
        except ValueError:
            continue
        if earliest:
            return earliest
    return timezone.localdate()


def _tenures(found: Suggestion) -> dict[tuple[int, int], int]:
    """Tenures on record of those beside whose names the text prints their office."""
    pairs = {
        (one.bearer.pk, one.thing.pk)
        for one in found.found
        if one.kind == "office" and one.bearer and one.thing
    }
    rows = Tenure.objects.filter(
        person__in={person for person, _office in pairs},
        office__in={office for _person, office in pairs},
    ).order_by("pk")
    return {
        (person, office): pk for pk, person, office in rows.values_list("pk", "person", "office")
    }


def _keys(text: str) -> list[int]:
    return [int(key) for key in text.split(",") if key.isdecimal()]
