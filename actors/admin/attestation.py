"""Days attested by sources other than our stories; those of stories are shown, not changed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import PartAdmin, Rows
from actors.admin.forms import RowForm
from actors.models import Attestation

SOURCED = ("source", "source_url")


class OriginFilter(admin.SimpleListFilter):
    """Attestations by what states them."""

    title = _("origin")
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("story", _("Our stories")), ("source", _("Other sources"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("story", "source"):
            return queryset
        return queryset.filter(story__isnull=self.value() == "source")


class AttestationForm(RowForm):
    """One day. The rules look at the story, which the form lacks because there is none here."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"story", "evidence"}


class AttestationRows(Rows):
    """Inside a tenure, a rank or a membership: what other sources attest."""

    model = Attestation
    form = AttestationForm
    fields = ["day", "as_printed", *SOURCED]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(story__isnull=True)


@admin.register(Attestation)
class AttestationAdmin(PartAdmin):
    form = AttestationForm
    list_display = ["day", "tenure", "rank", "membership", "as_printed", *SOURCED]
    list_select_related = [
        "tenure__person",
        "tenure__office",
        "rank",
        "membership__member",
        "membership__organisation",
    ]
    list_filter = [OriginFilter]
    date_hierarchy = "day"
    search_fields = ["source", "tenure__person__sort_key", "rank__person__sort_key"]
    fields = [("tenure", "rank", "membership"), "day", "as_printed", SOURCED]
    choice_related = ("tenure__person", "tenure__office", "rank", "membership__member")

    def contradicting(self, obj: Any) -> Any:
        return obj.fact

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_of_a_story(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_of_a_story(obj)


def _is_of_a_story(obj: Any) -> bool:
    """What a story states is changed there, with its sentence."""
    return obj is not None and obj.story is not None
