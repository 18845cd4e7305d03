"""Form and list of places."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.models import Place


@admin.register(Place)
class PlaceAdmin(DeskAdmin):
    heading = (30, _("Meetings and places"))
    list_display = ["name", "kind", "country", "latitude", "longitude"]
    list_select_related = ["country"]
    list_filter = ["kind"]
    search_fields = ["name", "name_en"]
    fields = ["name", "name_en", ("kind", "country"), ("latitude", "longitude")]
    choice_related = ("country",)

    def choice_label(self, obj: Any) -> str:
        return f"{obj.name} ({obj.country})" if obj.country else obj.name
