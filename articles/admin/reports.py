"""The queue of what readers say is wrong: who sees to it, and what it was found to be."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.base import DeskAdmin
from actors.admin.forms import RecordForm
from articles.admin.queue_lists import SeenOnly, Whose, staff
from articles.preview.page import addresses_of_readers
from articles.reported import record_of
from newsroom.admin_panels import SHOWN, Line, Link, Panel
from newsroom.admin_site import desk
from newsroom.readers import reports
from newsroom.readers.choices import Outcome, ReportState
from newsroom.readers.forms import KEEP_EMAIL
from newsroom.readers.models import Report
from newsroom.templatetags.page_tags import KINDS

CHANGE = "readers.change_report"
NEEDS_OUTCOME = _("Say what the report was found to be.")


class ReportActions(ActionForm):
    """What actions on reports ask: what they were found to be."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", "–"), *Outcome.choices]
    )


class ByState(admin.SimpleListFilter):
    """What is not done, unless other reports are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("Not done")), *ReportState.choices, ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        yield from list(super().choices(changelist))[1:]

    def value(self) -> str:
        return super().value() or "open"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value == "open":
            return queryset.exclude(state=ReportState.DONE)
        return queryset if value == "all" else queryset.filter(state=value)


class ByAssignee(Whose):
    title = _("owner")
    field = "assignee"


class ReportForm(RecordForm):
    """One report: who sees to it, how far that is, what it was found to be."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        state, outcome = cleaned.get("state", ""), cleaned.get("outcome", "")
        if state == ReportState.DONE and not outcome:
            raise ValidationError({"outcome": NEEDS_OUTCOME})
        # What was found goes when the report is opened again.
        reports.set_state(self.instance, state, outcome)
        cleaned["outcome"] = self.instance.outcome
        return cleaned


@admin.register(Report)
class ReportAdmin(SeenOnly, DeskAdmin):
    """Reports, the newest first. Who may not deal with them does not learn who sent them."""

    heading = (25, _("Readers"))
    form = ReportForm
    action_form = ReportActions
    list_display = ["__str__", "what_kind", "said", "made_at", "state", "assignee", "page"]
    list_select_related = ["assignee"]
    list_filter = [ByState, ByAssignee]
    search_fields = ["title", "text", "quote"]
    readonly_fields = ["what_kind", "title", "record", "page", "text", "quote", "made_at"]
    readonly_fields += ["answer_to", "closed_at"]
    fields = [
        ("title", "what_kind"),
        ("record", "page"),
        "text",
        "quote",
        ("made_at", "answer_to"),
        ("state", "assignee"),
        ("outcome", "note"),
        "closed_at",
    ]
    actions = ["take", "close"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_fields(request, obj))
        if not request.user.has_perm(CHANGE):
            fields[fields.index(("made_at", "answer_to"))] = "made_at"
        return fields

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # Colleagues are few, and chosen from a list.
        return admin.ModelAdmin.formfield_for_foreignkey(
            self, db_field, request, queryset=staff(), **kwargs
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # A reader may ask for it.
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display(description=_("kind"), ordering="kind")
    def what_kind(self, obj: Report) -> Any:
        return KINDS.get(obj.kind, obj.kind)

    @admin.display(description=_("what is wrong"))
    def said(self, obj: Report) -> str:
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("open it"))
    def record(self, obj: Report) -> str:
        row = record_of(obj)
        if row is None:
            return "–"
        address = reverse(
            f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]
        )
        return format_html('<a href="{}">{}</a>', address, row)

    @admin.display(description=_("page"))
    def page(self, obj: Report) -> str:
        with addresses_of_readers():
            address = reverse(f"{obj.kind}_detail", args=[obj.item])
        return format_html('<a href="{}">{}</a>', address, _("What readers see"))

    @admin.display(description=_("answer to"))
    def answer_to(self, obj: Report) -> str:
        if not obj.email:
            return "–"
        note = _("erased %(days)d days after the report is done") % {"days": KEEP_EMAIL}
        return format_html('<a href="mailto:{}">{}</a> ({})', obj.email, obj.email, note)

    @admin.action(description=_("See to it myself"), permissions=["change"])
    def take(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, reports.take(queryset, by=request.user))

    @admin.action(description=_("Done, with the outcome beside"), permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        outcome = request.POST.get("outcome", "")
        # Django has asked the form of the actions whether this is one of the choices.
        if not outcome:
            self.message_user(request, NEEDS_OUTCOME, messages.ERROR)
            return
        self._tell(request, reports.close(queryset, Outcome(outcome), by=request.user))

    def _tell(self, request: HttpRequest, changed: int) -> None:
        message = ngettext("%(count)d report changed.", "%(count)d reports changed.", changed)
        level = messages.SUCCESS if changed else messages.WARNING
        self.message_user(request, message % {"count": changed}, level)


@desk.panel(45)
def reported(request: HttpRequest) -> Panel | None:
    """Reports that are this user's or nobody's. It is not there while there are none."""
    if not request.user.has_perm(CHANGE):
        return None
    rows = Report.objects.exclude(state=ReportState.DONE)
    rows = rows.filter(assignee=request.user.pk) | rows.filter(assignee=None)
    lines = [
        Line(
            str(row),
            reverse("admin:readers_report_change", args=[row.pk]),
            beside=f"{date_format(localtime(row.made_at), 'SHORT_DATE_FORMAT')} · "
            f"{Truncator(row.text).chars(90)}",
            alert=_("yours") if row.assignee_id else "",
        )
        for row in rows.order_by("assignee", "-id")[:SHOWN]
    ]
    links = [Link(_("The whole list"), reverse("admin:readers_report_changelist"))]
    return Panel("reported", _("Reported by readers"), lines, links=links) if lines else None
