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
from articles.pictures.api import PicturesEndpoint, picture_file
from newsroom.client.serving import client
from newsroom.delivery.webhooks import api as webhooks
from newsroom.delivery.webhooks import log_api as webhook_log
from newsroom.dumps.api import DumpEndpoint
from newsroom.dumps.finding import newest
from newsroom.dumps.serving import dump_file
from newsroom.register.api.changes import ChangesEndpoint
from newsroom.register.api.own import MeEndpoint, UsageEndpoint
from newsroom.register.api.service import (
    DescriptionEndpoint,
    NowhereEndpoint,
    ProblemEndpoint,
    ServiceEndpoint,
)
from newsroom.register.api.views import ItemEndpoint
from newsroom.sandbox.api import SandboxEndpoint
from newsroom.search.api import SearchEndpoint

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
CREATE: Any = {"post": "create"}


def item_addresses(plural: str, endpoint: type[ItemEndpoint]) -> list[URLPattern]:
    """The list and the detail of one kind."""
    kind = endpoint.projection.kind
    return [
        path(plural, endpoint.as_view(LIST), name=f"{kind}-list"),
        path(f"{plural}/<str:pk>", endpoint.as_view(RETRIEVE), name=f"{kind}-detail"),
    ]


RESOURCES = {plural: f"{endpoint.projection.kind}-list" for plural, endpoint in ITEMS.items()} | {
    "encounters": "encounter-list",
    "search": "search",
    "changes": "change-list",
    "dumps": "dump-list",
    "me": "me",
    "usage": "usage",
    "openapi": "openapi",
    "webhooks": "webhooks",
}

WEBHOOKS = [
    path(
        "webhooks",
        webhooks.WebhooksEndpoint.as_view({**LIST, **CREATE}),
        name="webhooks",
    ),
    path(
        "webhooks/<str:pk>",
        webhooks.WebhookEndpoint.as_view(
            {**RETRIEVE, "patch": "partial_update", "delete": "destroy"}
        ),
        name="webhook",
    ),
    path(
        "webhooks/<str:pk>/verify", webhooks.VerifyEndpoint.as_view(CREATE), name="webhook-verify"
    ),
    path(
        "webhooks/<str:pk>/rotate", webhooks.RotateEndpoint.as_view(CREATE), name="webhook-rotate"
    ),
    path("webhooks/<str:pk>/test", webhooks.TestEndpoint.as_view(CREATE), name="webhook-test"),
    path(
        "webhooks/<str:pk>/resend",
        webhook_log.ResendFailedEndpoint.as_view(CREATE),
        name="webhook-resend",
    ),
    path(
        "webhooks/<str:pk>/deliveries",
        webhook_log.DeliveriesEndpoint.as_view(LIST),
        name="webhook-deliveries",
    ),
    path(
        "webhooks/<str:pk>/deliveries/<str:delivery>/resend",
        webhook_log.ResendEndpoint.as_view(CREATE),
        name="webhook-delivery-resend",
    ),
]

urlpatterns = [
    path("", ServiceEndpoint.as_view(RETRIEVE, resources=RESOURCES), name="service"),
    *(
        address
        for plural, endpoint in ITEMS.items()
        for address in item_addresses(plural, endpoint)
    ),
    path("articles/<str:pk>/images", PicturesEndpoint.as_view(RETRIEVE), name="article-images"),
    path("articles/<uuid:uid>/images/<str:name>", picture_file, name="article-image"),
    path("encounters", EncounterEndpoint.as_view(LIST), name="encounter-list"),
    path("search", SearchEndpoint.as_view(LIST), name="search"),
    path("changes", ChangesEndpoint.as_view(LIST, newest_dump=newest), name="change-list"),
    path("dumps", DumpEndpoint.as_view(LIST), name="dump-list"),
    path("dumps/<str:name>/manifest.json", DumpEndpoint.as_view(RETRIEVE), name="dump-manifest"),
    path("dumps/<uuid:uid>/files/<str:name>", dump_file, name="dump-file"),
    path("client/newsroom_mirror.py", client, name="client"),
    path("sandbox", SandboxEndpoint.as_view(RETRIEVE | {"post": "create"}), name="sandbox"),
    path("me", MeEndpoint.as_view(RETRIEVE), name="me"),
    path("usage", UsageEndpoint.as_view(LIST), name="usage"),
    path("openapi.json", DescriptionEndpoint.as_view(RETRIEVE), name="openapi"),
    *WEBHOOKS,
    path("problems/<str:sort>", ProblemEndpoint.as_view(RETRIEVE), name="problem"),
    re_path("", NowhereEndpoint.as_view(RETRIEVE), name="nowhere"),
]
