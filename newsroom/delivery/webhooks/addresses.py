"""Which addresses a webhook may have. Whoever gives one could mean a machine of ours."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from requests_hardened.ip_filter import InvalidIPAddress, filter_host

URL_MAX = 500
PORTS = (443, 8443)
# All that was ever given out of version 6; what is private in it the library knows.
_GIVEN_OUT = ip_network("2000::/3")

Address = IPv4Address | IPv6Address


class Unresolved(Exception):
    """The name leads nowhere."""


class RefusedAddress(Exception):
    """The address must not be written to."""


def check_url(url: str) -> None:
    """Raise ValidationError unless the address may be a webhook's, as far as its words say.

    Names are resolved when something is sent, by the worker; the public side asks nobody.
    """
    if len(url) > URL_MAX:
        raise ValidationError(_("It is too long."), code="too_long")
    parts = _parts(url)
    if parts is None:
        raise ValidationError(_("This is not an address."), code="malformed")
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("It must name no user."), code="userinfo")
    if parts.fragment or url.endswith("#"):
        raise ValidationError(_("It must have no fragment."), code="fragment")
    if _is_own_machine(parts):
        return
    if parts.scheme != "https":
        raise ValidationError(_("It must begin with https://."), code="not_https")
    if (parts.port or 443) not in PORTS:
        raise ValidationError(_("Its port must be 443 or 8443."), code="port")
    try:
        check_addresses(_literal(parts))
    except RefusedAddress as error:
        raise ValidationError(_("It must be on the public internet."), code="not_public") from error


def check_target(url: str) -> None:
    """Raise RefusedAddress or Unresolved unless all that the address leads to may be written to.

    Who sends resolves it once more and checks and keeps what it got: here it is about the others.
    """
    try:
        check_url(url)
    except ValidationError as error:
        raise RefusedAddress from error
    parts = urlsplit(url)
    try:
        found = _resolved(parts)
    except (OSError, UnicodeError) as error:
        raise Unresolved from error
    is_own = parts.scheme == "http"  # which check_url lets through on one's own machine only
    if is_own and not all(one.is_loopback for one in found):
        raise RefusedAddress
    check_addresses(found, allow_loopback=settings.WEBHOOKS_ALLOW_LOOPBACK)


def check_addresses(found: list[Address], *, allow_loopback: bool = False) -> None:
    """Raise RefusedAddress unless all of them are public."""
    for one in found:
        plain = one.ipv4_mapped or one if isinstance(one, IPv6Address) else one
        if allow_loopback and plain.is_loopback:
            continue
        if isinstance(plain, IPv6Address) and plain not in _GIVEN_OUT:
            raise RefusedAddress(str(one))
        try:
            filter_host(str(plain), 443, allow_loopback=False)
        except InvalidIPAddress as error:
            raise RefusedAddress(str(one)) from error


def _parts(url: str) -> SplitResult | None:
    """The parts of what every reader of addresses reads alike; None for anything else."""
    if not url.isascii() or not url.isprintable() or any(sign in url for sign in ' \\"<>^`{|}'):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return None
    if "%" in parts.hostname:  # the name of an interface, or another name in disguise
        return None
    return parts


def _is_own_machine(parts: SplitResult) -> bool:
    """Whether it is this machine, where a demo and tests have their partners."""
    if not settings.WEBHOOKS_ALLOW_LOOPBACK:
        return False
    if parts.hostname == "localhost":
        return True
    found = _literal(parts)
    return bool(found) and all(one.is_loopback for one in found)


def _literal(parts: SplitResult) -> list[Address]:
    """The address that a host is, however it is written; none for a name."""
    try:
        return _resolved(parts, socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []


def _resolved(parts: SplitResult, flags: int = 0) -> list[Address]:
    rows = socket.getaddrinfo(
        parts.hostname, parts.port or 443, type=socket.SOCK_STREAM, flags=flags
    )
    # An address of version 6 may name an interface behind a percent sign.
    return [ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
