"""The addresses of the log of webhooks: what was sent, how that went, and sending it again."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.delivery.choices import Event
from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks import asking
from newsroom.delivery.webhooks.keyed import KeyedEndpoint, asked_for
from newsroom.delivery.webhooks.shapes import (
    COUNT,
    DEFAULT_LIMIT,
    DELIVERY,
    LogForm,
    PeriodForm,
    delivery_doc,
)
from newsroom.register.api.asking import check
from newsroom.register.api.base import link_header
from newsroom.register.api.bodies import NothingBody, read_body
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import list_of, whole
from newsroom.register.cursors import MalformedCursor, pack, unpack
from newsroom.register.faults import Fault
from newsroom.register.problems import Problem

_SORT = "deliveries"


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
        return asked_for(self, schema, "webhook_delivery_resend")

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
