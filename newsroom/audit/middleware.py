"""Tells the audit from where a request of the desk comes, and keeps what it was refused."""

from contextlib import ExitStack

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from newsroom.audit.journal import keeping_refusals
from newsroom.network import client_address


class AuditMiddleware(MiddlewareMixin):
    """Refusals of a request are written after it, whatever it rolled back."""

    def process_request(self, request: HttpRequest) -> None:
        kept = ExitStack()
        kept.enter_context(keeping_refusals(client_address(request)))
        request.audit_kept = kept  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # Not there when a middleware before this one has answered.
        if kept := getattr(request, "audit_kept", None):
            kept.close()
        return response
