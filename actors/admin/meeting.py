"""Form and list of meetings, with those present, the links between meetings, and documents."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from actors.admin.base import Blocks, DeskAdmin, Rows, VisibilityActions
from actors.admin.faults import without
from actors.admin.words import date_column, in_words
from actors.models import Agreement, Meeting, MeetingLink, Participation


class ParticipationBlocks(Blocks):
    model = Participation
    related = ("person", "office", "delegation")
    fields = [
        ("delegation", "capacity"),
        ("person", "office"),
        ("name_as_written", "person_is_inferred"),
        ("certainty", "visibility"),
    ]


class LinkRows(Rows):
    model = MeetingLink
    fk_name = "meeting"
    related = ("meeting", "other")
    fields = ["kind", "other", "certainty", "visibility"]


class AgreementRows(Rows):
    model = Agreement
    fields = ["title", "kind", "signed", "visibility"]
    show_change_link = True
    verbose_name_plural = _("documents that came out of it")


@admin.register(Meeting)
class MeetingAdmin(VisibilityActions, DeskAdmin):
    heading = (30, _("Meetings and places"))
    list_display = ["title", "when_column", "place", "kind", "status", "visibility"]
    list_select_related = ["place"]
    list_filter = [
        "status",
        "kind",
        "level",
        "format",
        "visibility",
        without("participations", _("participants")),
    ]
    search_fields = ["title", "title_en", "place__name"]
    ordering = ["-when_earliest", "-id"]
    inlines = [ParticipationBlocks, LinkRows, AgreementRows]
    fieldsets = [
        (None, {"fields": ["title", ("when", "status"), ("place", "host"), "inviter"]}),
        (_("What kind"), {"fields": ["kind", ("level", "format"), "labels", "title_en"]}),
        (_("What about"), {"fields": ["topic", "outcome", "source"]}),
        (_("Publication and notes"), {"fields": ["visibility", "notes"]}),
    ]
    choice_related = ("place",)
    when_column = staticmethod(date_column("when", _("when")))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind"] if obj else []

    def choice_label(self, obj: Any) -> str:
        parts = (obj.title, in_words(obj.when), obj.place)
        return " · ".join(str(part) for part in parts if part)
