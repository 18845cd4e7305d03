"""The addresses at which partners see to their webhooks. Without a key there is nothing here."""

from datetime import UTC, datetime
from typing import Any, ClassVar, NoReturn

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.delivery.choices import Event
from newsroom.delivery.models import Delivery, Endpoint, both_events
from newsroom.delivery.webhooks import asking
from newsroom.delivery.webhooks.shapes import (
    ASKED,
    COUNT,
    DEFAULT_LIMIT,
    DELIVERY,
    ENDPOINT,
    SECRET,
    LogForm,
    PeriodForm,
    WebhookBody,
    WebhookChangeBody,
    delivery_doc,
    endpoint_doc,
    whole,
)
from newsroom.register.access import needs_key
from newsroom.register.api import base
from newsroom.register.api.asking import check
from newsroom.register.api.base import link_header
from newsroom.register.api.bodies import NothingBody, read_body, refuse
from newsroom.register.api.schema import EndpointSchema, Operation, list_of
from newsroom.register.cursors import MalformedCursor, pack, unpack
from newsroom.register.filters import Fault
from newsroom.register.problems import Problem
from newsroom.register.reading import uuid_or_none

_SORT = "deliveries"


class KeyedEndpoint(base.Endpoint):
    """An address for whoever has a key: what it shows and does is that partner's alone."""

    http_method_names = ["get", "head", "post", "patch", "delete"]
    caching: ClassVar[dict[str, Any]] = {"private": True, "no_store": True}
    keyed_caching = caching

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        needs_key(request)

    def endpoints(self) -> Any:
        """The addresses of whoever asks."""
        access = self.access
        return asking.endpoints(access.partner or 0, access.key_name if access.is_test else "")

    def found(self, pk: str) -> Endpoint:
        """One of them; anything else, and anybody else's, is not there."""
        uid = uuid_or_none(pk)
        endpoint = self.endpoints().filter(uid=uid).first() if uid else None
        if endpoint is None:
            raise Problem("not-found")
        return endpoint

    def operation(self, name: str, answer: Any, **told: Any) -> Operation:
        """What the description says of an action that needs a key."""
        problems = (400, 401, *told.pop("problems", ()))
        return Operation(name, "webhook", answer, problems=problems, is_keyed=True, **told)


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
        return _asked(self, schema, "webhook_verify")

    def create(self, request: Request, pk: str) -> Response:
        """Send a challenge; the answer is 2xx and has it, as {"challenge": …} or by itself."""
        return _ask(self, request, pk, Event.VERIFY)


class TestEndpoint(KeyedEndpoint):
    """Asks for a message that says nothing."""

    def describe(self, schema: EndpointSchema) -> Operation:
        return _asked(self, schema, "webhook_test")

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


class DeliveriesEndpoint(KeyedEndpoint):
    """The log of an address: what was sent in the last thirty days and how that went."""

    def describe(self, schema: EndpointSchema) -> Operation:
        rows = list_of(schema.component("WebhookDelivery", whole(DELIVERY)))
        rows["properties"]["links"]["properties"].pop("prev")
        page = schema.component("WebhookDeliveryPage", rows)
        return self.operation("webhook_delivery_list", page, asked=(LogForm(),), problems=(404,))

    def list(self, request: Request, pk: str) -> Response:
        """The messages, the newest first."""
        form = LogForm(request.query_params)
        check(request.query_params, form)
        endpoint = self.found(pk)
        asked = form.cleaned_data
        limit = asked["limit"] or DEFAULT_LIMIT
        log = asking.log(endpoint, asked["state"], _place(asked["cursor"], endpoint, asked))
        rows = list(log.prefetch_related("attempts")[: limit + 1])
        following = None
        if len(rows) > limit:
            data = request.query_params.copy()
            data["cursor"] = _cursor(rows[limit - 1], endpoint, asked)
            following = request.build_absolute_uri(f"{request.path}?{data.urlencode()}")
        links = {"self": request.build_absolute_uri(), "next": following}
        header = link_header({"next": following})
        return Response(
            {"data": [delivery_doc(one) for one in rows[:limit]], "links": links},
            headers={"Link": header} if header else None,
        )


class ResendEndpoint(KeyedEndpoint):
    """Sends one message again, under the same name."""

    def describe(self, schema: EndpointSchema) -> Operation:
        return _asked(self, schema, "webhook_delivery_resend")

    def create(self, request: Request, pk: str, delivery: str) -> Response:
        """Send it again, at once."""
        check(request.query_params)
        endpoint = self.found(pk)
        read_body(request, NothingBody)
        found = asking.deliveries(endpoint).filter(uid=delivery).exclude(event=Event.VERIFY)
        if not found.exists():
            raise Problem("not-found")
        try:
            asking.send_again(endpoint, found)
        except asking.NotProven as error:
            raise Problem("not-active") from error
        return Response({"delivery": delivery}, status=202)


class ResendFailedEndpoint(KeyedEndpoint):
    """Sends again what did not arrive in a period. What it said is in the change feed as well."""

    def describe(self, schema: EndpointSchema) -> Operation:
        count = schema.component("WebhookResent", whole(COUNT))
        return self.operation(
            "webhook_resend",
            count,
            body=NothingBody,
            asked=(PeriodForm(),),
            status=202,
            problems=(404, 409),
        )

    def create(self, request: Request, pk: str) -> Response:
        """Send again everything of the period that did not arrive."""
        form = PeriodForm(request.query_params)
        check(request.query_params, form)
        endpoint = self.found(pk)
        read_body(request, NothingBody)
        until = form.cleaned_data["until"] or timezone.now()
        try:
            count = asking.send_failed_again(endpoint, form.cleaned_data["since"], until)
        except asking.NotProven as error:
            raise Problem("not-active") from error
        return Response({"count": count}, status=202)


def _asked(view: KeyedEndpoint, schema: EndpointSchema, name: str) -> Operation:
    answer = schema.component("WebhookAsked", whole(ASKED))
    return view.operation(name, answer, body=NothingBody, status=202, problems=(404, 409))


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


def _place(cursor: str, endpoint: Endpoint, asked: Any) -> tuple[datetime, int] | None:
    """The place in the log that a cursor stands for."""
    if not cursor:
        return None
    try:
        start = unpack(_SORT, cursor)
    except MalformedCursor as error:
        fault = Fault("cursor", "invalid", gettext("This is not a cursor of this archive."))
        raise Problem("invalid-parameters", faults=[fault]) from error
    if (start["e"], start["s"]) != (str(endpoint.uid), asked["state"]):
        raise Problem("cursor-mismatch")
    return datetime.fromisoformat(start["m"]), start["i"]


def _cursor(last: Delivery, endpoint: Endpoint, asked: Any) -> str:
    made_at = last.made_at.astimezone(UTC).isoformat()
    place = {"m": made_at, "i": last.pk, "e": str(endpoint.uid), "s": asked["state"]}
    return pack(_SORT, place)
