"""The entrance of the API, its description, the sorts of problems, and what is not there."""

from pathlib import Path
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

import newsroom
from newsroom.register.api.asking import check
from newsroom.register.api.base import Endpoint
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import URL, whole
from newsroom.register.changes import epoch
from newsroom.register.problems import SORTS, Problem

DESCRIPTION = Path(newsroom.__file__).with_name("openapi.json")


class ServiceEndpoint(Endpoint):
    """Where to begin."""

    # Name of each list in the answer → name of its view; given when the view is made.
    resources: ClassVar[dict[str, str]] = {}

    def describe(self, schema: EndpointSchema) -> Operation:
        members = {
            "version": {"type": "string"},
            "epoch": {"type": "string", "description": "Another one: take everything anew."},
            "links": {"type": "object", "additionalProperties": URL},
            "guide": URL | {"description": "How to connect, for people."},
            "client": URL | {"description": "A program in one file that mirrors the archive."},
        }
        answer = whole(members)
        return Operation("service", "service", schema.component("Service", answer))

    def retrieve(self, request: Request) -> Response:
        """The addresses of everything, and which register this is."""
        check(request.query_params)
        links = {name: self._address(view) for name, view in self.resources.items()}
        known = {"version": "v1", "epoch": epoch(), "links": links}
        guide = self.request.build_absolute_uri(reverse("partner_guide"))
        return Response(known | {"guide": guide, "client": self._address("client")})

    def _address(self, view: str) -> str:
        return self.request.build_absolute_uri(reverse(f"v1:{view}"))


class DescriptionEndpoint(Endpoint):
    """The OpenAPI document."""

    def describe(self, schema: EndpointSchema) -> Operation:
        return Operation("openapi", "service", {"type": "object", "additionalProperties": True})

    def retrieve(self, request: Request) -> HttpResponse:
        """The document as it was committed."""
        check(request.query_params)
        return HttpResponse(DESCRIPTION.read_bytes(), content_type="application/json")


class ProblemEndpoint(Endpoint):
    """What a sort of problem means."""

    def describe(self, schema: EndpointSchema) -> Operation:
        members = {
            "status": {"type": "integer"},
            "title": {"type": "string"},
            "meaning": {"type": "string"},
        }
        answer = whole(members)
        name = schema.component("ProblemSort", answer)
        return Operation("problem_retrieve", "service", name, problems=(400, 404))

    def retrieve(self, request: Request, sort: str) -> Response:
        """The sort that a problem document names as its `type`."""
        check(request.query_params)
        if sort not in SORTS:
            raise Problem("not-found")
        found = SORTS[sort]
        return Response(
            {"status": found.status, "title": str(found.title), "meaning": str(found.meaning)}
        )


class NowhereEndpoint(Endpoint):
    """Every address of the API that is not one."""

    schema: Any = None

    def retrieve(self, request: Request, **kwargs: Any) -> Response:
        """Refuse, in the form in which the API refuses."""
        raise Problem("not-found")
