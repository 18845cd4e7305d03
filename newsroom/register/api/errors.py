"""Errors that come about outside the views of the API, as problems under its addresses.

Django's handlers answer an address that no pattern takes, a host that is not ours, a form with
too many fields, and a failure of the middleware. Elsewhere its own pages stand, as they did.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from newsroom.register.problems import Problem, respond

ADDRESSES = re.compile(r"/api(/|\Z)")


def bad_request(request: HttpRequest, exception: Exception) -> Any:
    """400."""
    return _problem(request, "bad-request") or defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> Any:
    """403. The API has no reason to refuse somebody whom it knows: there is nothing here."""
    return _problem(request, "not-found") or defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> Any:
    """404."""
    return _problem(request, "not-found") or defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> Any:
    """500."""
    return _problem(request, "internal-error") or defaults.server_error(request)


def _problem(request: HttpRequest, sort: str) -> HttpResponse | None:
    is_ours = ADDRESSES.match(request.path_info) is not None
    return respond(request, Problem(sort)) if is_ours else None
