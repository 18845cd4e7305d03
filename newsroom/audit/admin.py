"""The audit as chief editors and operators look at it, and accounts with who changed them."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_permission_codename
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import connection, transaction
from django.db.models import Case, F, Model, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.audit.deeds import deed_in_words
from newsroom.audit.journal import acting
from newsroom.audit.limits import LimitedAccounts
from newsroom.audit.models import AuditEntry

DAYS = ((0, _("Today")), (1, _("Yesterday and today")), (7, _("Last 7 days")))
VALUES_SHOWN = 100  # in one filter; the rest is searched for


class ByDay(admin.SimpleListFilter):
    title = _("day")
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(days), words) for days, words in DAYS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {str(days) for days, _words in DAYS}:
            return queryset
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=midnight - timedelta(days=int(self.value() or 0)))


class ByText(admin.SimpleListFilter):
    """The values that a column has, each found by one step in its index."""

    column: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        column, table = self.column, AuditEntry._meta.db_table
        # The audit only grows: a DISTINCT over all of it would get slower every day.
        steps = (
            f"with recursive found as ("
            f" (select {column} from {table} order by {column} limit 1)"
            f" union all select (select {column} from {table} where {column} > found.{column}"
            f" order by {column} limit 1) from found where found.{column} is not null)"
            f" select {column} from found where {column} <> '' limit %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(steps, [VALUES_SHOWN])
            return [(value, self.in_words(value)) for (value,) in cursor.fetchall()]

    def in_words(self, value: str) -> str:
        return value

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{self.column: self.value()}) if self.value() else queryset


class ByAction(ByText):
    title, parameter_name, column = _("deed"), "action", "action"

    def in_words(self, value: str) -> str:
        return deed_in_words(value)


class ByUser(ByText):
    title, parameter_name, column = _("who"), "user", "user_name"


FILTERS: tuple[type[admin.SimpleListFilter], ...] = (ByDay, ByAction, ByUser)


def open_to(user: Any) -> set[str]:
    """The kinds of records, as app.model, of which somebody is told what they are called.

    Whoever runs the machine sees each deed, but reads no headline of a story that is not out.
    """
    models = apps.get_models(include_auto_created=True)
    kinds = {model._meta.label_lower for model in models if may_view(user, model)}
    return kinds | {""}  # deeds without a record, such as a log-in


def may_view(user: Any, model: type[Model]) -> bool:
    """Whether somebody may look at records of this kind, or at those that they are links of."""
    owner: Any = model._meta.auto_created or model
    options = owner._meta
    return user.has_perm(f"{options.app_label}.{get_permission_codename('view', options)}")


def hushed(entry: AuditEntry, kinds: Collection[str]) -> AuditEntry:
    """The deed, without the words of a record of another kind than these."""
    if entry.model not in kinds:
        entry.words, entry.detail = "", {}
    return entry


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Looked at, never written; the database would refuse it."""

    heading = (95, _("Operation"))
    list_display = ["moment", "user_name", "deed", "model", "words", "address", "number"]
    list_filter = FILTERS
    search_fields = ["told", "=object_id", "=user_name"]
    # Not by the words: where they are not shown, their order would tell of them.
    sortable_by = ["moment", "user_name", "model", "address", "number"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-id"]
    fields = [
        "moment",
        "user_name",
        "user_pk",
        "deed",
        "model",
        "object_id",
        "words",
        "details",
        "address",
        "number",
        "digest",
        "previous",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """All deeds; `told` is what may be searched for, see `open_to`."""
        told = Case(When(model__in=open_to(request.user), then=F("words")), default=Value(""))
        return super().get_queryset(request).alias(told=told)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only the filters that are offered: any other would be a way to guess at the words."""
        return lookup in {one.parameter_name for one in FILTERS}

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changes = super().get_changelist_instance(request)
        kinds = open_to(request.user)
        changes.result_list = [hushed(entry, kinds) for entry in changes.result_list]
        return changes

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        entry = super().get_object(request, object_id, from_field)
        return hushed(entry, open_to(request.user)) if entry else None

    @admin.display(description=_("time"), ordering="at")
    def moment(self, obj: AuditEntry) -> datetime:
        return obj.at

    @admin.display(description=_("deed"), ordering="action")
    def deed(self, obj: AuditEntry) -> str:
        return deed_in_words(obj.action)

    @admin.display(description=_("details"))
    def details(self, obj: AuditEntry) -> str:
        shown = json.dumps(obj.detail, ensure_ascii=False, indent=2, sort_keys=True)
        return format_html("<pre>{}</pre>", shown)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SignedAdmin(admin.ModelAdmin):
    """An admin whose changes the audit's triggers can put down to who made them."""

    heading = (96, _("Accounts"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        acting(request.user)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        acting(request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        acting(request.user)
        super().delete_queryset(request, queryset)


# Of the permissions that Django makes for every model.
USUAL = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("look at")}


def permission_in_words(permission: Permission) -> str:
    """A permission as whoever grants it reads it; in the database its name has one language."""
    of = permission.content_type
    model = of.model_class()
    own = dict(model._meta.permissions) if model else {}
    action = permission.codename.removesuffix(f"_{of.model}")
    words = USUAL.get(action) or own.get(permission.codename) or permission.name
    return f"{of.app_labeled_name} | {words}"


class GrantingAdmin(SignedAdmin):
    """An admin in whose forms permissions are granted."""

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.related_model is Permission:
            field.label_from_instance = permission_in_words
        return field


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(LimitedAccounts, GrantingAdmin, UserAdmin):
    """Accounts; a change of password too is put down to who made it."""

    readonly_fields = ["last_login", "date_joined"]

    @transaction.atomic
    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        acting(request.user)
        return super().user_change_password(request, id, form_url)


@admin.register(Group)
class RoleAdmin(GrantingAdmin, GroupAdmin):
    """Groups and what they may do."""
