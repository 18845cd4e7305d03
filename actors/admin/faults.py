"""Filters that find records in which something is missing."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def without(relation: str, title: Any) -> type[admin.SimpleListFilter]:
    """A filter that finds the rows with, and those without, any row in a relation."""

    class Presence(admin.SimpleListFilter):
        parameter_name = f"with_{relation}"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
            return [("no", _("Without any")), ("yes", _("At least one"))]

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            if self.value() not in ("no", "yes"):
                return queryset
            present = queryset.model._default_manager.filter(**{f"{relation}__isnull": False})
            keys = present.order_by().values("pk")
            keep = queryset.exclude if self.value() == "no" else queryset.filter
            return keep(pk__in=keys)

    Presence.title = title
    return Presence


class NamedValues(admin.AllValuesFieldListFilter):
    """All values of a column; the empty one has a name too, or nobody could press it."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or self.empty_value_display}
