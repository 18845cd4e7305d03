"""The address at which a partner plays the story that is made up for its key."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.register.access import needs_key
from newsroom.register.api.asking import check
from newsroom.register.api.base import Endpoint
from newsroom.register.api.bodies import read_body
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.problems import Problem
from newsroom.sandbox.models import Play, Step
from newsroom.sandbox.playing import STEPS, OutOfOrder, follows, make, play_of

UID = {"type": "string", "format": "uuid"}
STATE: dict[str, Any] = {
    "step": {"type": "string", "enum": [str(one) for one in Step]},
    "next": {
        "type": "array",
        "items": {"type": "string", "enum": list(STEPS)},
        "description": "The steps that can be asked for now.",
    },
    "story": UID | {"description": "Its id in /articles and in /changes."},
    "meeting": UID,
    "people": {"type": "array", "items": UID},
    "countries": {"type": "array", "items": UID},
}


class StepBody(serializers.Serializer):
    """Which step to make."""

    step = serializers.ChoiceField(
        choices=[(name, name) for name in STEPS],
        help_text=_("publish, correct, withdraw; reset takes everything away."),
    )


class SandboxEndpoint(Endpoint):
    """A story that is made up for your key for trying: it comes out, is corrected, is withdrawn.

    Nobody else sees it. Each step is in /changes within seconds, as those of the archive are.
    """

    http_method_names = ["get", "head", "post"]
    keyed_caching: ClassVar[dict[str, Any]] = {"private": True, "no_store": True}

    def describe(self, schema: EndpointSchema) -> Operation:
        answer = {"type": "object", "required": ["step", "next"], "properties": STATE}
        state = schema.component("Sandbox", answer)
        if self.action == "retrieve":
            return Operation("sandbox_retrieve", "sandbox", state, problems=(404,), is_keyed=True)
        return Operation(
            *("sandbox_play", "sandbox", state),
            body=StepBody,
            status=202,
            problems=(400, 404, 409, 413, 415),
            is_keyed=True,
        )

    def retrieve(self, request: Request) -> Response:
        """How far the story is."""
        name = self.key_name()
        check(request.query_params)
        return Response(state(play_of(name)))

    def create(self, request: Request) -> Response:
        """Make one step; the change feed tells of it."""
        name = self.key_name()
        check(request.query_params)
        step = read_body(request, StepBody)["step"]
        try:
            return Response(state(make(step, name)), status=202)
        except OutOfOrder as error:
            raise Problem("wrong-step", members=state(error.play)) from error

    def key_name(self) -> str:
        """The name of the key for trying; for every other key nothing is here."""
        access = needs_key(self.request)
        if not access.is_test:
            raise Problem("not-found")
        return access.key_name


def state(play: Play) -> dict[str, Any]:
    """How far a story is; what is in it is named once it has begun."""
    told: dict[str, Any] = {"step": str(play.step), "next": follows(play)}
    if play.step != Step.RESET:
        told |= {
            "story": str(play.story),
            "meeting": str(play.meeting),
            "people": [str(play.minister), str(play.guest)],
            "countries": [str(play.country), str(play.neighbour)],
        }
    return told
