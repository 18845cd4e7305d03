"""What every address of the API shares: JSON only, strict, cacheable, errors as problems."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from newsroom.register import reading
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.problems import Problem, handle, respond

# Seconds for which a shared cache may keep an answer; a withdrawal is out everywhere after them.
MAX_AGE = 60


class Negotiation(DefaultContentNegotiation):
    """By the Accept header alone: `format` in the address is a parameter like others."""

    settings: Any = type("Settings", (), {"URL_FORMAT_OVERRIDE": None})


class Endpoint(ViewSet):
    """An address that is read, by anyone, and says in its ETag what it served."""

    http_method_names = ["get", "head"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = Negotiation
    authentication_classes = ()
    permission_classes = [AllowAny]
    versioning_class = None
    schema = EndpointSchema()
    # Directives of Cache-Control.
    caching: ClassVar[dict[str, Any]] = {"public": True, "max_age": MAX_AGE}

    @property
    def scope(self) -> reading.Scope:
        """The audience labels of whoever asks."""
        return reading.scope_of(self.request)

    def describe(self, schema: EndpointSchema) -> Operation:
        """What the description of the API says of the present action."""
        raise NotImplementedError

    def get_exception_handler(self) -> Any:
        return handle

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept", "Authorization"])
        if response.status_code != 200:
            return response
        patch_cache_control(response, **self.caching)
        http = getattr(request, "_request", request)
        if not isinstance(response, Response):
            return conditional(http, response)
        response.add_post_render_callback(lambda rendered: conditional(http, rendered))
        return response


def conditional(request: HttpRequest, response: Any) -> HttpResponse:
    """The rendered response with its strong ETag, or 304 if whoever asks has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    checked: Any = get_conditional_response(request, etag=etag, response=response)
    if checked.status_code == 412:
        return respond(request, Problem("precondition-failed"))
    return checked


def link_header(links: Mapping[str, str | None]) -> str:
    """Links as one Link header (RFC 8288)."""
    return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
