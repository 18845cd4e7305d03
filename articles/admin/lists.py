"""The lists that stories choose from: sections, subjects, contributors."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.uses import ShowsUses
from articles.models import Contributor, Section, Subject


class ListAdmin(DeskAdmin):
    heading = (40, _("Lists"))


class UsedListAdmin(ShowsUses, ListAdmin):
    """What stories are filed under says which, and is not deleted while there are any."""

    change_form_template = "admin/actors/change_form.html"


@admin.register(Section)
class SectionAdmin(UsedListAdmin):
    list_display = ["name", "code", "name_en"]
    search_fields = ["name", "code"]
    fields = ["name", "name_en", "code", "four_eyes", "editors", "hold_stale_translations"]
    filter_horizontal = ["editors"]


@admin.register(Subject)
class SubjectAdmin(UsedListAdmin):
    list_display = ["name", "code", "broader", "is_retired", "replaced_by"]
    list_select_related = ["broader", "replaced_by"]
    list_filter = ["is_retired"]
    search_fields = ["name", "name_en", "code"]
    fields = ["name", "name_en", "code", "broader", ("is_retired", "replaced_by"), "labels"]
    choice_related = ("broader", "replaced_by")

    def choice_label(self, obj: Subject) -> str:
        return f"{obj.name} · {obj.code}"

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        return super().offered(queryset.filter(is_retired=False), term, day)


@admin.register(Contributor)
class ContributorAdmin(UsedListAdmin):
    list_display = ["initials", "name", "role", "user", "valid_from", "valid_until"]
    list_select_related = ["user"]
    list_filter = ["role"]
    search_fields = ["initials", "name"]
    fields = [("initials", "name"), ("role", "user"), ("valid_from", "valid_until")]
