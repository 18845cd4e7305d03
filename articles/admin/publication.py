"""What the story's form says and asks of its publication: hours, embargo, approval, alarms."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.admin.forms import RecordForm
from articles import alarms, services
from articles.admin.lean import LeanRows
from articles.hours import hour_in_words
from articles.models import Article, EmbargoAccess

# Typed by those who may publish; others see them.
DECIDED_AT_THE_DESK = ("expires_at", "embargo_until", "embargo_reason")
HOURS = ("expires_at", "embargo_until")


class PublicationForm(RecordForm):
    """The hours of a story: none in the past, and no embargo lifted by the way."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in HOURS:
            if name in cleaned and name not in self.changed_data:
                # The box shows less than is stored: see HourField.
                cleaned[name] = self.initial.get(name)
        for name, check in (("expires_at", self._expiry), ("embargo_until", self._embargo)):
            if name in cleaned and name in self.changed_data:
                try:
                    check(cleaned[name])
                except ValidationError as fault:
                    self.add_error(name, fault)
        if cleaned.get("embargo_until") and not cleaned.get("embargo_reason", "").strip():
            self.add_error("embargo_reason", _("Say who asked for the embargo, and why."))
        return cleaned

    def _expiry(self, hour: Any) -> None:
        if hour and hour <= timezone.now():
            raise ValidationError(_("That hour has passed; to take the story back, withdraw it."))

    def _embargo(self, until: Any) -> None:
        now, before = timezone.now(), self.initial.get("embargo_until")
        if before and before > now and (until is None or until < before):
            raise ValidationError(
                _("An embargo in force is lifted with its own button, and with a reason.")
            )
        if until and until > now and self.instance.is_published:
            raise ValidationError(_("The story is out; an embargo comes too late."))


class EmbargoRows(LeanRows):
    model = EmbargoAccess
    summary_fields = ("partner",)
    fields = ["partner"]
    related = ("partner",)
    verbose_name_plural = _("partners who may have it before the embargo ends")


class ByFailure(admin.SimpleListFilter):
    """Stories that were due, and something was in the way."""

    title = _("alarms")
    parameter_name = "failed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Due, and failed")), ("late", _("Due, and late"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.filter(alarms.failing())
        if self.value() == "late":
            return queryset.filter(alarms.late(timezone.now()))
        return queryset


class PublicationFields(admin.ModelAdmin):
    """Who may type which hour, and what is said beside them."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = [*super().get_readonly_fields(request, obj), "approval", "hours", "in_the_way"]
        if not request.user.has_perm("articles.publish_article"):
            fields += DECIDED_AT_THE_DESK
        return fields

    @admin.display(description=_("approval"))
    def approval(self, obj: Article) -> str:
        if not obj.pk or not obj.approved_at:
            needed = obj.section is not None and obj.section.four_eyes
            return str(_("Needed, and not given yet.") if needed else _("Not needed."))
        given = {"who": obj.approved_by or "–", "hour": hour_in_words(obj.approved_at)}
        if services.is_approved(obj):
            return str(_("Approved by %(who)s, %(hour)s.") % given)
        return str(_("Approved by %(who)s, %(hour)s, but changed since.") % given)

    @admin.display(description=_("hours, as they count"))
    def hours(self, obj: Article) -> str:
        named = (
            (_("release"), obj.release_at),
            (_("embargo until"), obj.embargo_until),
            (_("expiry"), obj.expires_at),
        )
        return "; ".join(f"{name} {hour_in_words(hour)}" for name, hour in named if hour) or "–"

    @admin.display(description=_("alarm"))
    def in_the_way(self, obj: Article) -> str:
        rows = obj.due_failures.all() if obj.pk else ()
        return " ".join(
            str(
                _("%(task)s failed %(count)d times, last %(hour)s: %(why)s")
                % {
                    "task": row.get_task_display(),
                    "count": row.tries,
                    "hour": hour_in_words(row.failed_at),
                    "why": row.error,
                }
            )
            for row in rows
        )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is EmbargoAccess:
            for row in formset.forms:
                if row.instance._state.adding:
                    row.instance.granted_by = request.user
        super().save_formset(request, form, formset, change)
