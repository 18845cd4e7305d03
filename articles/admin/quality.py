"""The queue of findings: by check, by owner; given to somebody, or set aside with a reason."""

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.base import DeskAdmin
from actors.admin.forms import RecordForm
from articles.admin.queue_lists import SeenOnly, Whose, owners, staff
from articles.choices import FindingState
from articles.models import Finding, QualityRun
from articles.quality.checks import CHECKS

NEEDS_REASON = _("Say why it may stay as it is.")


def rule_title(code: str) -> str:
    """What a check is called; its code when there is no such check any more."""
    check = CHECKS.get(code)
    return str(check.title) if check else code


class FindingActions(ActionForm):
    """What actions on findings ask: whom to give them to, why to set them aside."""

    owner = forms.ChoiceField(label=_("Owner"), required=False, choices=owners)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


class ByRule(admin.SimpleListFilter):
    title = _("check")
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(check.code, check.title) for check in CHECKS.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(rule=self.value()) if self.value() else queryset


class ByState(admin.SimpleListFilter):
    """Open ones unless others are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*FindingState.choices, ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        yield from list(super().choices(changelist))[1:]

    def value(self) -> str:
        return super().value() or FindingState.OPEN

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


class ByOwner(Whose):
    title = _("owner")
    field = "owner"


class FindingForm(RecordForm):
    """One finding: who sees to it, or why it may stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            states: Any = self.fields["state"]
            possible = {FindingState.OPEN, FindingState.DISMISSED, self.instance.state}
            states.choices = [choice for choice in FindingState.choices if choice[0] in possible]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state") == FindingState.DISMISSED and not cleaned.get("note"):
            raise ValidationError({"note": NEEDS_REASON})
        return cleaned


@admin.register(Finding)
class FindingAdmin(SeenOnly, DeskAdmin):
    heading = (30, _("Quality"))
    form = FindingForm
    action_form = FindingActions
    list_display = ["subject", "rule_title", "what_was_found", "owner", "first_seen", "record"]
    list_select_related = ["owner"]
    list_filter = [ByState, ByRule, ByOwner]
    search_fields = ["subject", "detail"]
    readonly_fields = [
        "rule_title", "subject", "what_was_found", "record", "first_seen", "last_seen",
        "dismissed_by", "dismissed_at",
    ]  # fmt: skip
    fields = [
        "rule_title",
        ("subject", "record"),
        "what_was_found",
        ("first_seen", "last_seen"),
        "owner",
        ("state", "note"),
        ("dismissed_by", "dismissed_at"),
    ]
    actions = ["take", "give", "dismiss", "reopen"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        # Colleagues are few, and chosen from a list.
        return admin.ModelAdmin.formfield_for_foreignkey(
            self, db_field, request, queryset=staff(), **kwargs
        )

    @admin.display(description=_("check"), ordering="rule")
    def rule_title(self, obj: Finding) -> str:
        return rule_title(obj.rule)

    @admin.display(description=_("what was found"), ordering="detail")
    def what_was_found(self, obj: Finding) -> str:
        # The nightly run has written it down in the desk's own language.
        return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, obj.detail)

    @admin.display(description=_("open it"))
    def record(self, obj: Finding) -> str:
        try:
            address = reverse(f"admin:{obj.model.replace('.', '_')}_change", args=[obj.object_id])
        except NoReverseMatch:
            return obj.model
        kind = apps.get_model(obj.model)._meta.verbose_name
        return format_html('<a href="{}">{}</a>', address, kind)

    def save_model(self, request: HttpRequest, obj: Finding, form: Any, change: bool) -> None:
        if "state" in form.changed_data:
            is_dismissed = obj.state == FindingState.DISMISSED
            obj.dismissed_by_id = request.user.pk if is_dismissed else None
            obj.dismissed_at = timezone.now() if is_dismissed else None
        super().save_model(request, obj, form, change)

    @admin.action(description=_("See to it myself"), permissions=["change"])
    def take(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._tell(request, queryset.update(owner=request.user))

    @admin.action(description=_("Give to the owner chosen beside"), permissions=["change"])
    def give(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        # Django has asked the form of the actions whether this is one of the choices.
        self._tell(request, queryset.update(owner=request.POST.get("owner") or None))

    @admin.action(description=_("Set aside, for the reason beside"), permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        reason = request.POST.get("reason", "").strip()[:300]
        if not reason:
            self.message_user(request, NEEDS_REASON, messages.ERROR)
            return
        changed = queryset.exclude(state=FindingState.GONE).update(
            state=FindingState.DISMISSED,
            note=reason,
            dismissed_by=request.user,
            dismissed_at=timezone.now(),
        )
        self._tell(request, changed)

    @admin.action(description=_("Raise again"), permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        changed = queryset.filter(state=FindingState.DISMISSED).update(
            state=FindingState.OPEN, dismissed_by=None, dismissed_at=None
        )
        self._tell(request, changed)

    def _tell(self, request: HttpRequest, changed: int) -> None:
        message = ngettext("%(count)d finding changed.", "%(count)d findings changed.", changed)
        level = messages.SUCCESS if changed else messages.WARNING
        self.message_user(request, message % {"count": changed}, level)


@admin.register(QualityRun)
class QualityRunAdmin(SeenOnly, DeskAdmin):
    heading = (30, _("Quality"))
    list_display = ["day", "finished_at", "total"]
    fields = ["day", "finished_at", "by_check"]
    readonly_fields = ["day", "finished_at", "by_check"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("open findings"))
    def by_check(self, obj: QualityRun) -> str:
        rows = ((count, rule_title(code)) for code, count in obj.counts.items() if count)
        return format_html_join("", "<div>{} · {}</div>", rows) or "–"

    @admin.display(description=_("open findings"))
    def total(self, obj: QualityRun) -> int:
        return sum(obj.counts.values())
