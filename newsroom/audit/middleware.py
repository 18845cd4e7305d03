"""Tells the audit from where a request of the desk comes, and keeps what it was refused."""

from contextlib import ExitStack
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from newsroom.audit.journal import keeping_refusals


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


def client_address(request: HttpRequest) -> str | None:
    """The network address of who asks, as the proxy next to us says; None if it is no address."""
    header = settings.CLIENT_ADDRESS_HEADER
    said = request.META.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    # A client can send such a header as well: what the proxy has seen itself stands last.
    last = said.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return None
