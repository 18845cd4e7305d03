"""Form and list of agreements, with their parties."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin, Rows, VisibilityActions
from actors.admin.uses import ShowsUses
from actors.admin.worded import WordedAdmin
from actors.admin.words import date_column, in_words
from actors.models import Agreement, Party


class PartyRows(Rows):
    model = Party
    related = ("actor",)
    fields = ["actor", "signatory", "certainty", "visibility"]


@admin.register(Agreement)
class AgreementAdmin(WordedAdmin, ShowsUses, VisibilityActions, DeskAdmin):
    heading = (30, _("Meetings and places"))
    list_display = ["title", "kind", "signed_column", "meeting", "visibility"]
    list_select_related = ["meeting"]
    list_filter = ["kind", "visibility"]
    search_fields = ["title", "title_en"]
    worded = ("title", "title_en", "signed")
    inlines = [PartyRows]
    fieldsets = [
        (None, {"fields": ["title", "title_en", ("kind", "signed"), "in_force", "meeting"]}),
        (_("What about"), {"fields": ["subject", "text", "text_url"]}),
        (_("Publication and notes"), {"fields": ["visibility", "notes"]}),
    ]
    signed_column = staticmethod(date_column("signed", _("signed")))

    def choice_label(self, obj: Any) -> str:
        parts = (obj.title, obj.get_kind_display().lower(), in_words(obj.signed))
        return " · ".join(part for part in parts if part)
