"""Form and list of offices, with those who held them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import Blocks, DeskAdmin, VisibilityActions
from actors.admin.kinds import HOLDING
from actors.admin.spelt import SpeltAdmin
from actors.admin.uses import ShowsUses
from actors.models import Office, Tenure
from actors.models.spelling import Thing


class HolderBlocks(Blocks):
    model = Tenure
    related = ("person", "office")
    fields = ["person", *HOLDING]
    verbose_name, verbose_name_plural = _("holder"), _("holders")


@admin.register(Office)
class OfficeAdmin(SpeltAdmin, ShowsUses, VisibilityActions, DeskAdmin):
    heading = (20, _("Actors"))
    list_display = ["title", "level", "organisation", "country", "visibility"]
    list_select_related = ["organisation", "country"]
    list_filter = ["level", "visibility"]
    thing = Thing.OFFICE
    beside = ("country__name", "organisation__name")
    codes = ("wikidata",)
    search_fields = ["sort_key", "title_en", "short_title"]
    inlines = [HolderBlocks]
    fieldsets = [
        (None, {"fields": ["title", ("title_en", "short_title"), ("level", "is_shared")]}),
        (_("Where"), {"fields": [("organisation", "country"), "wikidata"]}),
        (_("Publication and notes"), {"fields": ["visibility", "notes"]}),
    ]
    choice_related = ("organisation", "country")

    def told(self, obj: Any) -> Iterable[Any]:
        where = [str(part) for part in (obj.organisation, obj.country) if part]
        return [name for name in where if name not in obj.title]
