"""Partners, and what was due and failed: lists beside the stories."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.uses import ShowsUses
from articles.admin.partner_keys import KeyRows, MakesKeys
from articles.models import DueFailure
from articles.rights import may_read
from newsroom.partners.models import Partner


@admin.register(Partner)
class PartnerAdmin(MakesKeys, ShowsUses, DeskAdmin):
    heading = (60, _("Partners"))
    list_display = ["name", "slug", "email", "labels", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "email", "is_active", "terms"]}),
        (
            _("What it may read"),
            {"fields": ["labels", "hidden", "gets_embargoed", "networks"]},
        ),
        (_("How often"), {"fields": [("per_minute", "per_day")]}),
        (None, {"fields": ["notes"]}),
    ]
    inlines = [KeyRows]
    # Labels and networks are typed in one line, and there may be many.
    formfield_overrides = {ArrayField: {"widget": AdminTextInputWidget}}


@admin.register(DueFailure)
class DueFailureAdmin(DeskAdmin):
    """Looked at only: a failure goes when what was due is done, or not wanted any more.

    Who may not read stories learns the number of the story, and what was in the way.
    """

    heading = (90, _("Operation"))
    list_display = ["task", "article", "failed_at", "tries", "again_at", "error"]
    list_select_related = ["article"]
    list_filter = ["task"]
    fields = ["task", "article", "failed_at", "tries", "again_at", "error"]
    readonly_fields = ["number"]

    @admin.display(description=_("story"))
    def number(self, obj: DueFailure) -> int:
        return obj.article_id

    def get_list_display(self, request: HttpRequest) -> Any:
        return _told(request, super().get_list_display(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return _told(request, super().get_fields(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _told(request: HttpRequest, columns: Any) -> list[Any]:
    """The columns, with the number of the story for its name where it must not be read."""
    if may_read(request.user):
        return list(columns)
    return ["number" if one == "article" else one for one in columns]
