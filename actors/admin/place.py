"""Form and list of places."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.faults import without
from actors.admin.spelt import SpeltAdmin
from actors.admin.uses import ShowsUses
from actors.models import Place
from actors.models.spelling import Thing


@admin.register(Place)
class PlaceAdmin(SpeltAdmin, ShowsUses, DeskAdmin):
    heading = (30, _("Meetings and places"))
    list_display = ["name", "kind", "within", "country", "latitude", "longitude"]
    list_select_related = ["country", "within"]
    list_filter = ["kind", without("parts", _("places within"))]
    thing = Thing.PLACE
    beside = ("country__name", "within__name")
    codes = ("geonames",)
    search_fields = ["name", "name_en", "other_names", "geonames"]
    fields = [
        "name",
        ("name_en", "other_names"),
        ("kind", "country"),
        "within",
        ("latitude", "longitude", "geonames"),
    ]
    choice_related = ("country", "within")

    def told(self, obj: Any) -> Iterable[Any]:
        return obj.within, obj.country
