"""The register as the desk may look at it: nothing here can be changed by hand."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.register.models import Batch, Item, Mark

KINDS = {
    "article": _("article"),
    "person": _("person"),
    "country": _("country"),
    "organisation": _("organisation"),
    "office": _("office"),
    "meeting": _("meeting"),
    "event": _("event"),
    "agreement": _("agreement"),
    "statement": _("statement"),
}


class ByKind(admin.SimpleListFilter):
    """By what a thing is, as the API's codes are called at the desk."""

    title, parameter_name = _("kind"), "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() in KINDS else queryset


class ReadOnlyAdmin(admin.ModelAdmin):
    """Looked at, never written: the sequencer and the triggers do that."""

    heading = (90, _("Register"))
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KindAdmin(ReadOnlyAdmin):
    """Of rows that have a kind: it is shown in words."""

    @admin.display(description=_("kind"), ordering="kind")
    def kind_in_words(self, obj: Item) -> Any:
        return KINDS.get(obj.kind, obj.kind)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return ["kind_in_words" if name == "kind" else name for name in fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind_in_words"]


@admin.register(Item)
class ItemAdmin(KindAdmin):
    # By id alone: the slug tells what a story is about that only some partners may see yet.
    list_display = ["seq", "kind_in_words", "uid", "status", "version", "sequenced_at"]
    list_filter = [ByKind, "status"]
    search_fields = ["=uid"]
    ordering = ["-seq"]


@admin.register(Mark)
class MarkAdmin(KindAdmin):
    list_display = ["kind_in_words", "uid", "retract", "made_at"]
    ordering = ["id"]


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ["first_seq", "last_seq", "at"]
    ordering = ["-last_seq"]
