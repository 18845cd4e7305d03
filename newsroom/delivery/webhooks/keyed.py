"""What the addresses of webhooks share: they need a key, and show what is its partner's."""

from typing import Any

from rest_framework.request import Request

from newsroom.delivery.models import Endpoint
from newsroom.delivery.webhooks import asking
from newsroom.delivery.webhooks.shapes import ASKED
from newsroom.register.access import needs_key
from newsroom.register.api import base
from newsroom.register.api.bodies import NothingBody
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import whole
from newsroom.register.problems import Problem
from newsroom.register.reading import uuid_or_none


class KeyedEndpoint(base.UnkeptEndpoint):
    """An address for whoever has a key: what it shows and does is that partner's alone."""

    http_method_names = ["get", "head", "post", "patch", "delete"]

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


def asked_for(view: KeyedEndpoint, schema: EndpointSchema, name: str) -> Operation:
    """What the description says of asking for a message."""
    answer = schema.component("WebhookAsked", whole(ASKED))
    return view.operation(name, answer, body=NothingBody, status=202, problems=(404, 409))
