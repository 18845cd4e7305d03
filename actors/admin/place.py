"""Form and list of places."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.faults import without
from actors.models import Place


@admin.register(Place)
class PlaceAdmin(DeskAdmin):
    heading = (30, _("Meetings and places"))
    list_display = ["name", "kind", "within", "country", "latitude", "longitude"]
    list_select_related = ["country", "within"]
    list_filter = ["kind", without("parts", _("places within"))]
    search_fields = ["name", "name_en", "other_names", "geonames"]
    fields = [
        "name",
        ("name_en", "other_names"),
        ("kind", "country"),
        "within",
        ("latitude", "longitude", "geonames"),
    ]
    choice_related = ("country", "within")

    def choice_label(self, obj: Any) -> str:
        where = ", ".join(str(one) for one in (obj.within, obj.country) if one)
        return f"{obj.name} ({where})" if where else obj.name
