"""The part of the admin site that writes log-ins and log-outs into the audit."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse

from newsroom.audit.journal import write


class AuditedSite(AdminSite):
    """A site that remembers who came and went, and who was turned away."""

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST":
            if response.status_code == 302 and request.user.is_authenticated:
                write("log_in", by=request.user, subject=request.user)
            else:
                self._turned_away(request)
        return response

    def _turned_away(self, request: HttpRequest) -> None:
        # What was typed is kept only if it is a log-in: people type passwords there by mistake.
        users: Any = get_user_model()
        typed = request.POST.get("username", "")
        known = users.objects.filter(**{users.USERNAME_FIELD: typed}).first() if typed else None
        write("log_in_failed", by=None, subject=known, detail={"known": known is not None})

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        user = request.user
        if user.is_authenticated:
            write("log_out", by=user, subject=user)
        return super().logout(request, extra_context)
