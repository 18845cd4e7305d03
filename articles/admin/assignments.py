"""Who covers what: the list of assignments, and the agenda by day and by month."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from actors.admin.base import DeskAdmin
from actors.admin.choices import ChosenField
from articles import agenda
from articles.admin.quality import staff
from articles.assigning import give
from articles.models import Assignment


def begin_address(meeting: Any = None, assignment: Any = None) -> str:
    """The story's form, filled from a meeting, tied to an assignment."""
    chosen = {"meeting": meeting, "assignment": assignment}
    query = urlencode({name: row.pk for name, row in chosen.items() if row is not None})
    return f"{reverse('admin:articles_article_add')}?{query}"


class ByReporter(admin.SimpleListFilter):
    title = _("reporter")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("Mine")), ("nobody", _("Nobody’s"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "mine":
            return queryset.filter(reporter=request.user.pk)
        return queryset.filter(reporter=None) if self.value() == "nobody" else queryset


@admin.register(Assignment)
class AssignmentAdmin(DeskAdmin):
    heading = (10, _("Stories"))
    list_display = ["__str__", "due_on", "reporter", "status", "story_link"]
    list_select_related = ["meeting", "reporter", "story"]
    list_filter = ["status", ByReporter]
    search_fields = ["title", "meeting__title"]
    ordering = ["-due_on", "-id"]
    fields = ["meeting", ("title", "due_on"), ("reporter", "status"), "story", "notes"]
    choice_related = ("meeting",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "reporter":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        # Colleagues are few, and chosen from a list.
        return admin.ModelAdmin.formfield_for_foreignkey(
            self, db_field, request, queryset=staff(), form_class=ChosenField, **kwargs
        )

    @admin.display(description=_("story"))
    def story_link(self, obj: Assignment) -> str:
        if obj.story is None:
            address = begin_address(obj.meeting, obj)
            return format_html('<a href="{}">{}</a>', address, _("Start the story"))
        address = reverse("admin:articles_article_change", args=[obj.story.pk])
        return format_html('<a href="{}">{}</a>', address, obj.story)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Assignment, form: Any, change: bool) -> None:
        if obj.due_on is None and obj.meeting is not None:
            obj.due_on = obj.meeting.when_earliest  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)
        if "reporter" in form.changed_data:
            give(obj, by=request.user)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.agenda_view)
        return [path("agenda/", view, name="articles_agenda"), *super().get_urls()]

    def agenda_view(self, request: HttpRequest) -> HttpResponse:
        """Two weeks as a list, or a month as a table; ?on= any day of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        day = _day(request.GET.get("on", "")) or today
        is_month = request.GET.get("view") == "month"
        first, span = day.replace(day=1), timedelta(days=agenda.COMING)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Agenda"),
            "opts": self.opts,
            "today": today,
            "day": day,
            "is_month": is_month,
            "weeks": agenda.month(day) if is_month else [],
            "days": {} if is_month else agenda.by_day(agenda.coming(day)),
            "before": first - timedelta(days=1) if is_month else day - span,
            "after": _next_month(first) if is_month else day + span,
            "may_assign": self.has_add_permission(request),
            "may_begin": request.user.has_perm("articles.add_article"),
        }
        return TemplateResponse(request, "admin/articles/assignment/agenda.html", context)


def _day(text: str) -> date | None:
    """The day of an address; None where it is none, or too near the ends of the calendar."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and 1900 <= day.year <= 2200 else None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
