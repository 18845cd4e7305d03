"""Addresses of the API, version 1: every resource on one screen."""

from typing import Any

from django.urls import URLPattern, path, re_path

from actors.api import (
    AgreementEndpoint,
    CountryEndpoint,
    EncounterEndpoint,
    EventEndpoint,
    MeetingEndpoint,
    OfficeEndpoint,
    OrganisationEndpoint,
    PersonEndpoint,
)
from articles.api import ArticleEndpoint, StatementEndpoint
from newsroom.client.serving import client
from newsroom.dumps.api import DumpEndpoint
from newsroom.dumps.finding import newest
from newsroom.dumps.serving import dump_file
from newsroom.register.api.changes import ChangesEndpoint
from newsroom.register.api.service import (
    DescriptionEndpoint,
    NowhereEndpoint,
    ProblemEndpoint,
    ServiceEndpoint,
)
from newsroom.register.api.views import ItemEndpoint
from newsroom.sandbox.api import SandboxEndpoint

app_name = "v1"

ITEMS: dict[str, type[ItemEndpoint]] = {
    "articles": ArticleEndpoint,
    "people": PersonEndpoint,
    "organisations": OrganisationEndpoint,
    "countries": CountryEndpoint,
    "meetings": MeetingEndpoint,
    "events": EventEndpoint,
    "offices": OfficeEndpoint,
    "statements": StatementEndpoint,
    "agreements": AgreementEndpoint,
}
LIST: Any = {"get": "list"}
RETRIEVE: Any = {"get": "retrieve"}


def item_addresses(plural: str, endpoint: type[ItemEndpoint]) -> list[URLPattern]:
    """The list and the detail of one kind."""
    kind = endpoint.projection.kind
    return [
        path(plural, endpoint.as_view(LIST), name=f"{kind}-list"),
        path(f"{plural}/<str:pk>", endpoint.as_view(RETRIEVE), name=f"{kind}-detail"),
    ]


RESOURCES = {plural: f"{endpoint.projection.kind}-list" for plural, endpoint in ITEMS.items()} | {
    "encounters": "encounter-list",
    "changes": "change-list",
    "dumps": "dump-list",
    "openapi": "openapi",
}

urlpatterns = [
    path("", ServiceEndpoint.as_view(RETRIEVE, resources=RESOURCES), name="service"),
    *(
        address
        for plural, endpoint in ITEMS.items()
        for address in item_addresses(plural, endpoint)
    ),
    path("encounters", EncounterEndpoint.as_view(LIST), name="encounter-list"),
    path("changes", ChangesEndpoint.as_view(LIST, newest_dump=newest), name="change-list"),
    path("dumps", DumpEndpoint.as_view(LIST), name="dump-list"),
    path("dumps/<str:name>/manifest.json", DumpEndpoint.as_view(RETRIEVE), name="dump-manifest"),
    path("dumps/<uuid:uid>/files/<str:name>", dump_file, name="dump-file"),
    path("client/newsroom_mirror.py", client, name="client"),
    path("sandbox", SandboxEndpoint.as_view(RETRIEVE | {"post": "create"}), name="sandbox"),
    path("openapi.json", DescriptionEndpoint.as_view(RETRIEVE), name="openapi"),
    path("problems/<str:sort>", ProblemEndpoint.as_view(RETRIEVE), name="problem"),
    re_path("", NowhereEndpoint.as_view(RETRIEVE), name="nowhere"),
]
