"""What the admins of all records share: autocompletes, labels, titles, visibility in bulk."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.choices import Choosable, ChosenField, ChosenSelect, label_all
from actors.admin.forms import RecordForm, RowForm, visibility_formfield
from actors.admin.row_sets import RowSet
from actors.admin.warnings import WarnsOfContradictions
from actors.choices import Visibility

SHORT_TEXT = {"rows": 3}


class ByTyping(BaseModelAdmin):
    """Every relation is chosen by typing; every text that is not a story's is a short box."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", ChosenSelect(db_field, self.admin_site))
        kwargs.setdefault("form_class", ChosenField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "visibility":
            return visibility_formfield(db_field)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A row is corrected or added from another form, never deleted from it.
            field.widget.can_delete_related = field.widget.can_view_related = False
        if type(db_field) is models.TextField:
            field.widget.attrs |= SHORT_TEXT
        return field


class DeskAdmin(WarnsOfContradictions, ByTyping, Choosable):
    """One model of the record, as editors work on it."""

    form = RecordForm
    heading: tuple[int, Any]
    list_per_page = 50
    show_full_result_count = False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        label_all(self.admin_site, forms_of(context))
        # Django's own title joins a preposition to the noun, which French does not bear.
        name = capfirst(self.opts.verbose_name)
        context["title"] = name if context.get("original") else _("%(name)s: new") % {"name": name}
        return super().render_change_form(request, context, *args, **kwargs)


def forms_of(context: dict[str, Any]) -> list[BaseForm]:
    """All forms of a change page: the main one and the rows of its inlines."""
    rows = [row for part in context["inline_admin_formsets"] for row in part.formset.forms]
    return [context["adminform"].form, *rows]


class Rows(ByTyping, admin.TabularInline):
    """Rows inside a record, as a table."""

    form = RowForm
    formset = RowSet
    extra = 0
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.related) if self.related else queryset


class Blocks(ByTyping, admin.StackedInline):
    """Rows inside a record, each as a block of several lines."""

    form = RowForm
    formset = RowSet
    extra = 0
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.related) if self.related else queryset


class PartAdmin(DeskAdmin):
    """Rows that are entered inside their record; listed here to be searched and chosen."""

    heading = (80, _("Details of records"))


class VisibilityActions(admin.ModelAdmin):
    """Deciding in one go what readers and partners may see of several records."""

    actions = ["make_public", "make_private", "leave_to_stories"]

    @admin.action(description=_("Make public"), permissions=["change"])
    def make_public(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, Visibility.PUBLIC)

    @admin.action(description=_("Make private"), permissions=["change"])
    def make_private(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, Visibility.PRIVATE)

    @admin.action(description=_("Hold until a story names it"), permissions=["change"])
    def leave_to_stories(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        # What a story has opened already is left to stories, and stays as it is.
        self._decide(request, queryset.exclude(visibility=Visibility.STORY), Visibility.HELD)

    def _decide(
        self, request: HttpRequest, queryset: QuerySet[Any], visibility: Visibility
    ) -> None:
        changed = list(queryset.exclude(visibility=visibility))
        self.model._default_manager.filter(pk__in=[row.pk for row in changed]).update(
            visibility=visibility
        )
        if changed:
            LogEntry.objects.log_actions(
                cast("int", request.user.pk),  # whoever is here has logged in
                changed,
                CHANGE,
                change_message=[{"changed": {"fields": [str(_("visibility"))]}}],
            )
        message = ngettext("%(count)d record changed.", "%(count)d records changed.", len(changed))
        self.message_user(request, message % {"count": len(changed)}, messages.SUCCESS)
