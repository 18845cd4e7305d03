"""Form and list of offices, with those who held them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import Blocks, DeskAdmin, VisibilityActions
from actors.admin.kinds import KNOWN_FOR
from actors.models import Office, Tenure


class HolderBlocks(Blocks):
    model = Tenure
    related = ("person", "office")
    fields = ["person", ("title_as_printed", "is_acting"), *KNOWN_FOR]
    verbose_name, verbose_name_plural = _("holder"), _("holders")


@admin.register(Office)
class OfficeAdmin(VisibilityActions, DeskAdmin):
    heading = (20, _("Actors"))
    list_display = ["title", "level", "organisation", "country", "visibility"]
    list_select_related = ["organisation", "country"]
    list_filter = ["level", "visibility"]
    search_fields = ["sort_key", "title_en", "short_title"]
    inlines = [HolderBlocks]
    fieldsets = [
        (None, {"fields": ["title", ("title_en", "short_title"), ("level", "is_shared")]}),
        (_("Where"), {"fields": [("organisation", "country"), "wikidata"]}),
        (_("Publication and notes"), {"fields": ["visibility", "notes"]}),
    ]
    choice_related = ("organisation", "country")

    def choice_label(self, obj: Any) -> str:
        where = [str(part) for part in (obj.organisation, obj.country) if part]
        missing = [name for name in where if name not in obj.title]
        return " · ".join([obj.title, *missing])
