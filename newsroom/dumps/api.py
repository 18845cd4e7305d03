"""The addresses of dumps in the API: those there are, and what is in one."""

from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.dumps.addresses import file_address, manifest_address
from newsroom.dumps.audiences import code_of
from newsroom.dumps.finding import find
from newsroom.dumps.models import Dump
from newsroom.partners.addresses import VALID_FOR
from newsroom.register.api.asking import check
from newsroom.register.api.base import UnkeptEndpoint
from newsroom.register.api.giving import DUMP, Given, give
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import EXPIRES, URL, Schema, list_of, whole
from newsroom.register.cursors import PATTERN

_LABELS = {"type": "array", "items": {"type": "string"}}
COMMON: Schema = {
    "id": {"type": "string", "format": "uuid"},
    "created": {"type": "string", "format": "date-time"},
    "schema": {"type": "integer", "description": "Raised when the files are written otherwise."},
    "epoch": {"type": "string", "description": "The register it is of; see the service document."},
    "cursor": {
        "type": "string",
        "pattern": PATTERN,
        "description": "Go on with /changes from here: the dump is the archive at this place.",
    },
    "labels": _LABELS | {"description": "The audience it was made for."},
    "hidden": _LABELS | {"description": "Members that this audience is not given."},
}
FILE: Schema = {
    "name": {"type": "string"},
    "media_type": {"type": "string"},
    "rows": {"type": "integer"},
    "bytes": {"type": "integer"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "url": URL
    | {"description": "Valid for a short time; answers Range, and 410 once it is withdrawn."},
}


class DumpEndpoint(UnkeptEndpoint):
    """Dumps of the caller's audience, kept for seven days unless they are withdrawn."""

    def describe(self, schema: EndpointSchema) -> Operation:
        if self.action == "list":
            members = COMMON | {
                "rows": {"type": "integer", "description": "Lines in all of its files of lines."},
                "bytes": {"type": "integer"},
                "manifest": URL,
            }
            rows = schema.component("Dump", whole(members))
            return Operation("dump_list", "dump", schema.component("DumpList", list_of(rows)))
        file = schema.component("DumpFile", whole(FILE))
        members = COMMON | {"files": {"type": "array", "items": file}, "urls_expire_in": EXPIRES}
        answer = schema.component("DumpManifest", whole(members))
        return Operation("dump_retrieve", "dump", answer, problems=(400, 404, 410, 503))

    def list(self, request: Request) -> Response:
        """The dumps that there are, the newest first."""
        check(request.query_params)
        http = plain(request)
        dumps = Dump.objects.sound().filter(audience=code_of(self.access))
        links = {"self": request.build_absolute_uri(), "next": None}
        return Response({"data": [listed(http, dump) for dump in dumps], "links": links})

    def retrieve(self, request: Request, name: str) -> Response:
        """What is in a dump, with addresses of its files: by its id, by its day, or `latest`."""
        check(request.query_params)
        http = plain(request)
        dump = find(http, name)
        files = [
            file | {"url": file_address(http, dump, file["name"])}
            for file in dump.manifest["files"]
        ]
        # The files themselves are fetched from the addresses that this gives.
        lines = sum(file["rows"] for file in files if file["name"].endswith(".gz"))
        give(request, Given(DUMP, number=lines, upto=dump.number, epoch=dump.epoch))
        more = {"files": files, "urls_expire_in": VALID_FOR}
        return Response(dump.manifest | more)


def plain(request: Request) -> HttpRequest:
    """Django's request in that of the framework."""
    return request._request


def listed(request: HttpRequest, dump: Dump) -> dict[str, Any]:
    """A dump as a row of the list."""
    files = dump.manifest["files"]
    return {name: dump.manifest[name] for name in COMMON} | {
        "rows": sum(file["rows"] for file in files if file["name"].endswith(".gz")),
        "bytes": sum(file["bytes"] for file in files),
        "manifest": manifest_address(request, dump),
    }
