"""The list of kept filters."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from articles.admin.listing_filters import SHARING, within_reach
from articles.models import SavedFilter


@admin.register(SavedFilter)
class SavedFilterAdmin(DeskAdmin):
    """Made above the lists; renamed, shared and thrown away here."""

    heading = (40, _("Lists"))
    list_display = ["name", "model", "user", "is_shared"]
    list_select_related = ["user"]
    list_filter = ["is_shared"]
    search_fields = ["name"]
    fields = ["name", "model", "query", "user", "is_shared"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(within_reach(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = ["model", "query", "user"]
        return fixed if request.user.has_perm(SHARING) else [*fixed, "is_shared"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
