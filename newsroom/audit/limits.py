"""What an operator of accounts may not do: make somebody, or themselves, all-powerful."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

BOUNDLESS = ("is_superuser", "user_permissions")


class LimitedAccounts(admin.ModelAdmin):
    """Only those without limits touch accounts without limits, or take limits away.

    Rights come from groups; what a group is given, and who is in it, is in the audit.
    """

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_boundless(request) else [*fields, *BOUNDLESS]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, account: Any) -> bool:
        return account is None or not account.is_superuser or _is_boundless(request)


def _is_boundless(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
