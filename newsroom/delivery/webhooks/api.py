"""The addresses at which partners see to their webhooks. Without a key there is nothing here."""

from typing import NoReturn

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.delivery.choices import Event
from newsroom.delivery.models import both_events
from newsroom.delivery.webhooks import asking
from newsroom.delivery.webhooks.keyed import KeyedEndpoint, asked_for
from newsroom.delivery.webhooks.shapes import (
    ENDPOINT,
    SECRET,
    WebhookBody,
    WebhookChangeBody,
    endpoint_doc,
)
from newsroom.register.api.asking import check
from newsroom.register.api.bodies import NothingBody, read_body, refuse
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import list_of, whole
from newsroom.register.problems import Problem


class WebhooksEndpoint(KeyedEndpoint):
    """The addresses of your house that are told when something moved; at most ten."""

    def describe(self, schema: EndpointSchema) -> Operation:
        one = schema.component("Webhook", whole(ENDPOINT))
        if self.action == "list":
            listing = list_of(one)
            listing["properties"]["links"]["properties"].pop("prev")
            page = schema.component("WebhookPage", listing)
            return self.operation("webhook_list", page)
        made = schema.component("WebhookWithSecret", whole(ENDPOINT | SECRET))
        return self.operation(
            "webhook_create", made, body=WebhookBody, status=201, problems=(409, 413, 415)
        )

    def list(self, request: Request) -> Response:
        """All of them."""
        check(request.query_params)
        docs = [endpoint_doc(one) for one in self.endpoints()]
        links = {"self": request.build_absolute_uri(), "next": None}
        return Response({"data": docs, "links": links})

    def create(self, request: Request) -> Response:
        """Add one. It has to be proven before anything is sent there."""
        check(request.query_params)
        body = read_body(request, WebhookBody)
        try:
            made = asking.add(
                self.access.partner or 0,
                url=body["url"],
                events=sorted(set(body.get("events") or both_events())),
                key=self.access.key_name,
                is_sandbox=self.access.is_test,
            )
        except asking.Taken:
            _taken()
        except asking.TooMany as error:
            raise Problem("limit-reached") from error
        doc = endpoint_doc(made.endpoint) | {"secret": made.secret}
        address = request.build_absolute_uri(f"{request.path}/{made.endpoint.uid}")
        return Response(doc, status=201, headers={"Location": address})


class WebhookEndpoint(KeyedEndpoint):
    """One address that is told when something moved."""

    def describe(self, schema: EndpointSchema) -> Operation:
        one = schema.component("Webhook", whole(ENDPOINT))
        if self.action == "partial_update":
            return self.operation(
                "webhook_update", one, body=WebhookChangeBody, problems=(404, 413, 415)
            )
        if self.action == "destroy":
            return self.operation("webhook_delete", None, status=204, problems=(404,))
        return self.operation("webhook_retrieve", one, problems=(404,))

    def retrieve(self, request: Request, pk: str) -> Response:
        """How it stands."""
        check(request.query_params)
        return Response(endpoint_doc(self.found(pk)))

    def partial_update(self, request: Request, pk: str) -> Response:
        """Change it."""
        check(request.query_params)
        endpoint = self.found(pk)
        changes = read_body(request, WebhookChangeBody)
        if "events" in changes:
            changes["events"] = sorted(set(changes["events"]))
        try:
            asking.change(endpoint, changes)
        except asking.Taken:
            _taken()
        return Response(endpoint_doc(endpoint))

    def destroy(self, request: Request, pk: str) -> Response:
        """Take it away, with its log."""
        check(request.query_params)
        asking.delete(self.found(pk))
        return Response(status=204)


class VerifyEndpoint(KeyedEndpoint):
    """Asks for the proof: a message with a challenge, which the answer must contain."""

    def describe(self, schema: EndpointSchema) -> Operation:
        return asked_for(self, schema, "webhook_verify")

    def create(self, request: Request, pk: str) -> Response:
        """Send a challenge; the answer is 2xx and has it, as {"challenge": …} or by itself."""
        return _ask(self, request, pk, Event.VERIFY)


class TestEndpoint(KeyedEndpoint):
    """Asks for a message that says nothing."""

    def describe(self, schema: EndpointSchema) -> Operation:
        return asked_for(self, schema, "webhook_test")

    def create(self, request: Request, pk: str) -> Response:
        """Send a test."""
        return _ask(self, request, pk, Event.TEST)


class RotateEndpoint(KeyedEndpoint):
    """Gives a new secret. The one before it still signs beside it for 24 hours."""

    def describe(self, schema: EndpointSchema) -> Operation:
        made = schema.component("WebhookSecret", whole(SECRET))
        return self.operation("webhook_rotate", made, body=NothingBody, problems=(404,))

    def create(self, request: Request, pk: str) -> Response:
        """Make a new secret."""
        check(request.query_params)
        endpoint = self.found(pk)
        read_body(request, NothingBody)
        return Response({"secret": asking.rotate(endpoint)})


def _ask(view: KeyedEndpoint, request: Request, pk: str, event: Event) -> Response:
    check(request.query_params)
    endpoint = view.found(pk)
    read_body(request, NothingBody)
    try:
        return Response({"delivery": asking.ask(endpoint, event)}, status=202)
    except asking.NotProven as error:
        raise Problem("not-active") from error
    except asking.Stopped as error:
        detail = _("The newsroom has disabled this address; please write to it.")
        raise Problem("not-active", detail) from error


def _taken() -> NoReturn:
    refuse("/url", "taken", gettext("You have this address already."))
