"""All actors in one list, whatever their kind; each is edited as what it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import (
    Case,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, VisibilityActions
from actors.admin.duplicates import ActorForm
from actors.admin.merging import MergePages, MergingAdmin
from actors.admin.spelt import NEAR, SpeltAdmin
from actors.admin.uses import ShowsUses
from actors.admin.words import years
from actors.choices import ActorKind
from actors.matching import Like, match
from actors.models import Actor, Spelling, Tenure
from actors.models.spelling import Thing


def office_of(day: date | None = None) -> Subquery:
    """The title of the office that a person held on the day; of the latest known otherwise."""
    tenures = Tenure.objects.filter(person=OuterRef("pk"))
    latest = (
        F("attested_last").desc(nulls_last=True),
        F("began_earliest").desc(nulls_last=True),
    )
    if day is None:
        return Subquery(tenures.order_by(*latest).values("office__title")[:1])
    has_begun = Q(began_earliest__lte=day) | Q(began_earliest=None, attested_first__lte=day)
    has_ended = Q(ended_latest__lt=day)
    held = Case(When(has_begun & ~has_ended, then=0), default=1)
    return Subquery(tenures.order_by(held, *latest).values("office__title")[:1])


class NamedAdmin(SpeltAdmin, ShowsUses, MergingAdmin, VisibilityActions, DeskAdmin):
    """An actor is found under any spelling of its names, and is merged rather than deleted."""

    heading = (20, _("Actors"))
    form = ActorForm
    actions = [*VisibilityActions.actions, "merge_selected"]
    thing = Thing.ACTOR
    search_fields = ["sort_key", "name_en"]
    # The kinds of actors that are chosen here; none: all.
    kinds: tuple[str, ...] = ()
    # The column with the last possible day of what may have ended.
    ended = ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.remember()

    def near(self, term: str) -> list[Like]:
        return [
            Like(one.actor.pk, one.actor.name, one.spelling, one.score)
            for one in match(term, kinds=self.kinds, limit=NEAR)
        ]

    def begun(self, words: Iterable[str]) -> QuerySet[Spelling]:
        rows = super().begun(words)
        return rows.filter(actor__kind__in=self.kinds) if self.kinds else rows

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        """The likeliest first, and what has ended last; on a day it is not offered any more."""
        queryset = queryset.filter(merged_into__isnull=True)
        if self.ended and day:
            queryset = queryset.exclude(**{f"{self.ended}__lt": day})
        if "likeness" not in queryset.query.annotations:
            # Whatever is on record, in an order that an index has.
            return queryset.order_by("sort_key", "pk")
        ordering = ["-likeness", "sort_key", "pk"]
        if not self.ended:
            return queryset.order_by(*ordering)
        has_ended = Case(When(**{f"{self.ended}__isnull": False}, then=1), default=0)
        return queryset.order_by(has_ended, *ordering)


@admin.register(Actor)
class ActorAdmin(MergePages, NamedAdmin):
    """Searches all kinds at once, which is how a story's links are chosen."""

    list_display = ["name", "kind", "visibility", "updated_at"]
    list_filter = ["kind", "visibility"]
    fields = ["name"]
    ended = "country__ended_latest"

    def for_choice(self, queryset: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
        related = ("person__nationality", "country", "organisation__home_country")
        return queryset.select_related(*related).annotate(office=office_of(day))

    def told(self, obj: Any) -> Iterable[Any]:
        own: Any = getattr(obj, obj.kind)
        if obj.kind == ActorKind.PERSON:
            return obj.office, own.nationality, years(own.born_earliest, own.died_latest)
        if obj.kind == ActorKind.COUNTRY:
            lifespan = years(own.began_earliest, own.ended_latest) if own.ended else ""
            return obj.get_kind_display().lower(), own.iso2 or own.former_code, lifespan
        return own.get_type_display().lower(), own.home_country

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A page that asks which kind of actor is to be entered."""
        kinds = [
            (kind.label, reverse(f"admin:actors_{kind.value}_add"))
            for kind in ActorKind
            if request.user.has_perm(f"actors.add_{kind.value}")
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who is to be entered?"),
            "opts": self.opts,
            "kinds": kinds,
            "query": request.GET.urlencode(),
            "is_popup": "_popup" in request.GET,
        }
        return TemplateResponse(request, "admin/actors/actor/kinds.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form of what this actor is."""
        actor = self.get_object(request, object_id)
        if actor is None:
            raise Http404
        address = reverse(f"admin:actors_{actor.kind}_change", args=[actor.pk])
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{address}?{query}" if query else address)
