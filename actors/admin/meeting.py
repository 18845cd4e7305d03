"""Form and list of meetings, with those present, the links between meetings, and documents."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from js_asset import ImportMap, Media, Script

from actors.admin.base import Blocks, DeskAdmin, Rows, VisibilityActions
from actors.admin.faults import without
from actors.admin.uses import ShowsUses
from actors.admin.worded import WordedAdmin
from actors.admin.words import date_column, in_words
from actors.inferring import infer_people, propose
from actors.models import Agreement, Meeting, MeetingLink, Participation, Person, Stop

# On a new meeting, only its form knows the day.
ASKING = Media(
    importmap=ImportMap({"newsroom/day": "newsroom/desk/day.js"}),
    js=[Script("newsroom/desk/asking.js", type="module")],
)


class ParticipationBlocks(Blocks):
    model = Participation
    related = ("person", "office", "delegation")
    fields = [
        ("delegation", "capacity"),
        ("person", "office"),
        ("name_as_written", "person_is_inferred"),
        ("certainty", "visibility"),
    ]


class StopRows(Rows):
    model = Stop
    related = ("place",)
    fields = ["place"]


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
class MeetingAdmin(WordedAdmin, ShowsUses, VisibilityActions, DeskAdmin):
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
    worded = ("title", "title_en", "labels", "when", "place__name", "place__name_en")
    ordering = ["-when_earliest", "-id"]
    inlines = [StopRows, ParticipationBlocks, LinkRows, AgreementRows]
    actions = [*VisibilityActions.actions, "infer_people"]
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

    @admin.action(description=_("Enter people deduced from offices"), permissions=["change"])
    def infer_people(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        number = infer_people(Participation.objects.filter(meeting__in=queryset))
        message = ngettext("%(count)d person entered.", "%(count)d people entered.", number)
        level = messages.SUCCESS if number else messages.INFO
        self.message_user(request, message % {"count": number}, level)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if meeting := context.get("original"):
            hint_at_people(context, meeting)
        # Here alone: a list does not show the map by which scripts find each other.
        context["media"] += ASKING
        return super().render_change_form(request, context, *args, **kwargs)


def hint_at_people(context: dict[str, Any], meeting: Meeting) -> None:
    """Say beside each empty person who is deduced from the office of the row."""
    rows = Participation.objects.filter(meeting=meeting, person=None).select_related("meeting")
    proposals = {one.participation.pk: one.person_id for one in propose(rows)}
    names = dict(Person.objects.filter(pk__in=proposals.values()).values_list("pk", "name"))
    forms = [form for part in context["inline_admin_formsets"] for form in part.formset.forms]
    for form in forms:
        if form.instance.pk in proposals and isinstance(form.instance, Participation):
            person = names[proposals[form.instance.pk]]
            form.fields["person"].help_text = _(
                "Deduced from the office on that day: %(name)s. The action “Enter people deduced"
                " from offices” of the list enters it, marked as inferred."
            ) % {"name": person}
