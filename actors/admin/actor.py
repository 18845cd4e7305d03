"""All actors in one list, whatever their kind; each is edited as what it is."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, VisibilityActions
from actors.admin.words import years
from actors.choices import ActorKind
from actors.models import Actor, Name, Tenure

LATEST_OFFICE = (
    Tenure.objects.filter(person=OuterRef("pk"))
    .order_by(F("attested_last").desc(nulls_last=True), F("began_earliest").desc(nulls_last=True))
    .values("office__title")[:1]
)


class NamedAdmin(VisibilityActions, DeskAdmin):
    """An actor is found by any of its names, and is merged rather than deleted."""

    heading = (20, _("Actors"))
    search_fields = ["sort_key", "name_en"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def matching(self, word: str) -> Q:
        other_names = Name.objects.filter(actor=OuterRef("pk"), folded__contains=word)
        return super().matching(word) | Q(Exists(other_names))

    def offered(self, queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
        return super().offered(queryset.filter(merged_into__isnull=True), term)


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    """Searches all kinds at once, which is how a story's links are chosen."""

    list_display = ["name", "kind", "visibility", "updated_at"]
    list_filter = ["kind", "visibility"]
    fields = ["name"]

    def for_choice(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        related = ("person__nationality", "country", "organisation__home_country")
        return queryset.select_related(*related).annotate(office=Subquery(LATEST_OFFICE))

    def choice_label(self, obj: Any) -> str:
        own: Any = getattr(obj, obj.kind)
        match obj.kind:
            case ActorKind.PERSON:
                told = [obj.office or own.nationality, years(own.born_earliest, own.died_latest)]
            case ActorKind.COUNTRY:
                told = [obj.get_kind_display().lower(), own.iso2 or own.former_code]
                told += [years(own.began_earliest, own.ended_latest)] if own.ended else []
            case _:
                told = [own.get_type_display().lower(), own.home_country]
        return " · ".join(str(part) for part in (obj.name, *told) if part)

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
