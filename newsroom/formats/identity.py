"""The identifier of a thing: an address that stays, and leads to its page or its data."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from newsroom.register.api.base import MAX_AGE
from newsroom.register.api.formats import JSON, Asked, formats_of, preferred
from newsroom.register.problems import Problem
from newsroom.register.projection import projections

PAGE = "page"


class SeeOther(HttpResponseRedirectBase):
    """What was asked for is no document; there is one about it at another address."""

    status_code = 303


def identifier(asked: Asked, kind: str, uid: Any) -> str:
    """The one identifier of a thing, wherever it is named: an address without words."""
    return asked.absolute(reverse("identity", args=[kind, uid]))


@require_safe
def identity(request: HttpRequest, kind: str, uid: uuid.UUID) -> HttpResponse:
    """Lead on to the page of a thing, or to its data in the format that is asked for.

    Whether there is such a thing is for that address to say, and so nothing is looked up.
    """
    if kind not in projections():
        raise Http404
    formats = {name: one.media_type for name, one in formats_of(kind).items()}
    try:
        name = preferred(request, {PAGE: "text/html", JSON: "application/json"} | formats)
    except Problem:
        name = PAGE  # which says more than a refusal
    address = reverse(f"{kind}_detail" if name == PAGE else f"v1:{kind}-detail", args=[uid])
    query = "" if name in (PAGE, JSON) else f"?format={name}"
    response = SeeOther(request.build_absolute_uri(address + query))
    patch_vary_headers(response, ["Accept"])
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
