"""The list of pairs told apart: deleting one lets it be warned of again."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.models import Distinct


@admin.register(Distinct)
class DistinctAdmin(DeskAdmin):
    heading = (20, _("Actors"))
    list_display = ["one", "other", "created_at"]
    list_select_related = ["one", "other"]
    search_fields = ["one__sort_key", "other__sort_key"]
    fields = [("one", "other")]
    choice_related = ("one", "other")
    ordering = ["-created_at", "-id"]
