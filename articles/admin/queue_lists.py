"""What the queues of the desk share: to whom a row can be given, whose it is, who may add none."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def staff() -> QuerySet[Any]:
    """Those who can be given a row."""
    users: Any = get_user_model()
    return users.objects.filter(is_staff=True, is_active=True).order_by(users.USERNAME_FIELD)


def owners() -> list[tuple[str, str]]:
    """The same as choices; the empty one is nobody."""
    return [("", "–"), *((str(user.pk), user.get_username()) for user in staff())]


class Whose(admin.SimpleListFilter):
    """One's own rows, nobody's, or those of somebody. `field` is the row's reference to them."""

    parameter_name = "whose"
    field: ClassVar[str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("Mine")), ("nobody", _("Nobody’s")), *owners()[1:]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if value == "mine":
            return queryset.filter(**{self.field: request.user.pk})
        if value == "nobody":
            return queryset.filter(**{self.field: None})
        return queryset.filter(**{self.field: int(value)}) if value.isdigit() else queryset


class SeenOnly(admin.ModelAdmin):
    """Rows that nobody enters or deletes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
