"""What every address of the API shares: strict, cacheable, counted, errors as problems."""

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

from newsroom.partners.access import Access
from newsroom.register.access import access_of, admit
from newsroom.register.api.deprecating import Deprecation, add_headers, refuse_ended
from newsroom.register.api.metering import count_first, metered
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.problems import Problem, handle, respond
from newsroom.register.reading import Scope

# Seconds for which a shared cache may keep an answer; a withdrawal is out everywhere after them.
MAX_AGE = 60
READING = ("GET", "HEAD")


class Negotiation(DefaultContentNegotiation):
    """By the Accept header alone: `format` in the address is a parameter like others."""

    settings: Any = type("Settings", (), {"URL_FORMAT_OVERRIDE": None})


class Endpoint(ViewSet):
    """An address that is read, with a key or without, and says in its ETag what it served.

    Those that also take what partners write name further methods, and actions for them.
    """

    http_method_names = ["get", "head"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = Negotiation
    authentication_classes = ()
    permission_classes = [AllowAny]
    versioning_class = None
    schema = EndpointSchema()
    # Directives of Cache-Control, for whoever has no key and for whoever has one.
    caching: ClassVar[dict[str, Any]] = {"public": True, "max_age": MAX_AGE}
    keyed_caching: ClassVar[dict[str, Any]] = {"private": True, "no_cache": True}
    # What of it will end: actions, parameters as "list?name", members as "list.name".
    deprecated: ClassVar[Mapping[str, Deprecation]] = {}

    @property
    def access(self) -> Access:
        """What whoever asks may read."""
        return access_of(self.request)

    @property
    def scope(self) -> Scope:
        """The audience labels of whoever asks."""
        return self.access.labels

    def describe(self, schema: EndpointSchema) -> Operation:
        """What the description of the API says of the present action."""
        raise NotImplementedError

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        admit(request._request)
        if request.method not in READING:
            count_first(request._request)
        super().initial(request, *args, **kwargs)
        refuse_ended(self, request._request)

    def get_exception_handler(self) -> Any:
        return handle

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        http = getattr(request, "_request", request)
        patch_vary_headers(response, ["Accept", "Authorization"])
        add_headers(self, http, response)
        if 200 <= response.status_code < 300:
            is_keyed = self.access.key is not None
            patch_cache_control(response, **(self.keyed_caching if is_keyed else self.caching))
        if not isinstance(response, Response):
            return finished(http, response)
        response.add_post_render_callback(lambda rendered: finished(http, rendered))
        return response


class UnkeptEndpoint(Endpoint):
    """An address whose answers are nobody else's, or soon others, and so are kept by no cache."""

    caching: ClassVar[dict[str, Any]] = {"private": True, "no_store": True}
    keyed_caching = caching


def finished(request: HttpRequest, response: Any) -> HttpResponse:
    """The rendered response as it is sent: with its ETag where it has one, and counted."""
    if response.status_code == 200 and request.method in READING:
        response = conditional(request, response)
    return metered(request, response)


def conditional(request: HttpRequest, response: Any) -> HttpResponse:
    """The rendered response with its strong ETag, or 304 if whoever asks has it already."""
    etag = response.headers.get("ETag")  # of an answer that was kept
    if not etag:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
    checked: Any = get_conditional_response(request, etag=etag, response=response)
    if checked.status_code == 412:
        return respond(request, Problem("precondition-failed"))
    return checked


def link_header(links: Mapping[str, str | None]) -> str:
    """Links as one Link header (RFC 8288)."""
    return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
