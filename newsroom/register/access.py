"""Who asks the register, and what that lets them read: the one place where a key is looked at."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.network import client_address
from newsroom.partners import quotas
from newsroom.partners.access import ANONYMOUS, Access
from newsroom.partners.addresses import Expired, Forged, holder
from newsroom.partners.identifying import (
    ForeignNetwork,
    UnknownKey,
    anonymous,
    identify,
    identify_named,
)
from newsroom.register.problems import Problem

__all__ = ["ANONYMOUS", "Access", "access_of", "admit", "admit_by_signature", "needs_key"]

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="newsroom"'}
REFUSED = {"WWW-Authenticate": 'Bearer realm="newsroom", error="invalid_token"'}


def access_of(request: Any) -> Access:
    """What the request was admitted to read; what everybody may read, where nobody asked."""
    http = getattr(request, "_request", request)
    return getattr(http, "access", ANONYMOUS)


def admit(request: HttpRequest) -> Access:
    """Find out who asks, once for each request, and keep it with the request.

    Raises Problem: 401 for a key that does not hold, 403 for a network that is not the partner's,
    429 for whoever is known to be over quota.
    """
    outcome = getattr(request, "admission", None)
    if outcome is None:
        try:
            outcome = _admitted(request)
        except Problem as refusal:
            outcome = refusal
        request.admission = outcome  # type: ignore[attr-defined]
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


def _admitted(request: HttpRequest) -> Access:
    address = client_address(request)
    # Whoever guesses at keys is counted by the address.
    request.access = anonymous()  # type: ignore[attr-defined]
    try:
        access = identify(request.headers.get("Authorization", ""), address)
    except UnknownKey as error:
        raise Problem("unauthorized", headers=REFUSED) from error
    except ForeignNetwork as error:
        raise Problem("foreign-network") from error
    request.access = access  # type: ignore[attr-defined]
    _check_quotas(access, address)
    return access


def _check_quotas(access: Access, address: str | None) -> None:
    try:
        quotas.check(access, address)
    except quotas.OverQuota as error:
        raise over_quota(access, error) from error


def admit_by_signature(request: HttpRequest, value: str) -> Access:
    """Admit whoever comes by an address that was signed for `value`, as the key that it was given.

    Raises Problem: 404 for a signature that is none, 403 for one whose time or whose key is over,
    and where the key is not accepted; 429.
    """
    address = client_address(request)
    request.access = anonymous()  # type: ignore[attr-defined]
    try:
        name = holder(value, request.GET.get("signature", ""))
        access = identify_named(name, address)
    except Forged as error:
        raise Problem("not-found") from error
    except (Expired, UnknownKey) as error:
        raise Problem("address-expired") from error
    except ForeignNetwork as error:
        raise Problem("foreign-network") from error
    request.access = access  # type: ignore[attr-defined]
    _check_quotas(access, address)
    return access


def needs_key(request: Any) -> Access:
    """The access of whoever asks with a key; raises Problem for whoever has none."""
    access = access_of(request)
    if access.key is None:
        raise Problem("unauthorized", _("This needs a key."), headers=CHALLENGE)
    return access


def over_quota(access: Access, error: quotas.OverQuota) -> Problem:
    """The refusal of whoever has asked too often, with what is left of each policy."""
    headers = {"Retry-After": str(error.retry_after)} | quotas.headers(access, error.standings)
    policies = {"violated-policies": error.policies}
    return Problem("quota-exceeded", headers=headers, members=policies)
