"""Webhooks as the API shows them, and as it is told of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from newsroom.delivery.choices import CHOSEN, Event, Fate, Fault, Reason, State
from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks.addresses import URL_MAX, check_url
from newsroom.register.api.shapes import INSTANT, INSTANT_OR_NULL, whole
from newsroom.register.parameters import InstantField

DEFAULT_LIMIT, MAX_LIMIT = 50, 200
NAMES = [event.value for event in CHOSEN]


class WebhookBody(serializers.Serializer):
    """An address that wants to be told."""

    url = serializers.CharField(
        max_length=URL_MAX,
        validators=[check_url],
        help_text="https, on port 443 or 8443, on the public internet; no user, no fragment.",
    )
    events = serializers.ListField(
        child=serializers.ChoiceField(choices=NAMES),
        allow_empty=False,
        max_length=len(NAMES),
        required=False,
        help_text="What it is told; both unless given.",
    )


class WebhookChangeBody(WebhookBody):
    """What is to be otherwise; another address has to be proven."""

    state = serializers.ChoiceField(
        choices=[State.DISABLED.value],
        required=False,
        help_text="Sends nothing there any more, until it is proven anew.",
    )


class LogForm(forms.Form):
    """Which rows of the log."""

    state = forms.ChoiceField(
        required=False,
        choices=[(name, name) for name in ("waiting", "delivered", "given_up")],
        help_text=_("Only messages that stand so."),
    )
    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text=_("How many rows at most; 50 unless given."),
    )
    cursor = forms.CharField(
        required=False, max_length=1000, help_text=_("The place to go on from; see links.next.")
    )


class PeriodForm(forms.Form):
    """A period of the log."""

    since = InstantField(help_text=_("Messages made at this instant or later."))
    until = InstantField(
        required=False, help_text=_("And before this one; until now unless given.")
    )


def endpoint_doc(endpoint: Endpoint) -> dict[str, Any]:
    """An address as its partner sees it; never its secret."""
    return {
        "id": str(endpoint.uid),
        "type": "webhook",
        "url": endpoint.url,
        "events": endpoint.events,
        "state": endpoint.state,
        "reason": endpoint.reason or None,
        "state_since": endpoint.state_at,
        "failing_since": endpoint.failing_since,
        "created_at": endpoint.made_at,
    }


ENDPOINT: dict[str, Any] = {
    "id": {"type": "string", "format": "uuid"},
    "type": {"const": "webhook"},
    "url": {"type": "string", "format": "uri"},
    "events": {"type": "array", "items": {"type": "string", "enum": NAMES}},
    "state": {
        "type": "string",
        "enum": State.values,
        "description": "Nothing but its proof is sent to an address that is not active.",
    },
    "reason": {
        "type": ["string", "null"],
        "enum": [*Reason.values, None],
        "description": "Why it is disabled.",
    },
    "state_since": INSTANT,
    "failing_since": INSTANT_OR_NULL | {"description": "Without a success since."},
    "created_at": INSTANT,
}
SECRET: dict[str, Any] = {
    "secret": {
        "type": "string",
        "pattern": "^whsec_",
        "description": "Signs what is sent (Standard Webhooks). It is shown this once.",
    }
}


def standing(delivery: Delivery) -> str:
    """How a message stands, in a word."""
    if delivery.delivered_at:
        return "delivered"
    return "given_up" if delivery.given_up_at else "waiting"


def delivery_doc(delivery: Delivery) -> dict[str, Any]:
    """A message of the log, with its attempts."""
    state = standing(delivery)
    # Who can read the log must still be the one who answers at the address.
    data = {} if delivery.event == Event.VERIFY else delivery.payload
    return {
        "id": delivery.uid,
        "type": "delivery",
        "event": delivery.event,
        "state": state,
        "created_at": delivery.made_at,
        "next_attempt_at": delivery.due_at if state == "waiting" else None,
        "delivered_at": delivery.delivered_at,
        "given_up_at": delivery.given_up_at,
        "reason": delivery.fate or None,
        "data": data,
        "attempts": [
            {
                "at": one.at,
                "status": one.status,
                "milliseconds": one.milliseconds,
                "fault": one.fault or None,
            }
            for one in delivery.attempts.all()
        ],
    }


ATTEMPT: dict[str, Any] = {
    "at": INSTANT,
    "status": {"type": ["integer", "null"], "description": "The status of the answer, if any."},
    "milliseconds": {"type": "integer"},
    "fault": {"type": ["string", "null"], "enum": [*Fault.values, None]},
}
DELIVERY: dict[str, Any] = {
    "id": {
        "type": "string",
        "pattern": "^msg_",
        "description": "The webhook-id of every attempt.",
    },
    "type": {"const": "delivery"},
    "event": {"type": "string", "enum": Event.values},
    "state": {"type": "string", "enum": ["waiting", "delivered", "given_up"]},
    "created_at": INSTANT,
    "next_attempt_at": INSTANT_OR_NULL,
    "delivered_at": INSTANT_OR_NULL,
    "given_up_at": INSTANT_OR_NULL,
    "reason": {
        "type": ["string", "null"],
        "enum": [*Fate.values, None],
        "description": "Why it was given up.",
    },
    "data": {
        "type": "object",
        "additionalProperties": True,
        "description": "What it says; not shown of a proof.",
    },
}


DELIVERY["attempts"] = {"type": "array", "items": whole(ATTEMPT)}
ASKED: dict[str, Any] = {
    "delivery": {
        "type": "string",
        "pattern": "^msg_",
        "description": "The message that will be sent; look for it in the log.",
    }
}
COUNT: dict[str, Any] = {
    "count": {"type": "integer", "description": "How many messages are sent again."}
}
