"""From where a request comes."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


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
