"""The register as the desk may look at it: nothing here can be changed by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.register.models import Batch, Item, Mark


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


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    list_display = ["seq", "kind", "slug", "status", "version", "sequenced_at"]
    list_filter = ["kind", "status"]
    search_fields = ["=uid", "slug"]
    ordering = ["-seq"]


@admin.register(Mark)
class MarkAdmin(ReadOnlyAdmin):
    list_display = ["kind", "uid", "retract", "made_at"]
    ordering = ["id"]


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ["first_seq", "last_seq", "at"]
    ordering = ["-last_seq"]
