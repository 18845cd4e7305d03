"""The address of the change feed."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.register import changes
from newsroom.register.api.asking import check
from newsroom.register.api.base import Endpoint, link_header
from newsroom.register.api.schema import EndpointSchema, Operation, list_of
from newsroom.register.cursors import PATTERN, MalformedCursor
from newsroom.register.filters import Fault
from newsroom.register.parameters import ValuesField
from newsroom.register.problems import Problem
from newsroom.register.projection import projections


class ChangesForm(forms.Form):
    """What the feed can be asked; filters on what may change cannot be, they would hide leaving."""

    since = forms.CharField(
        required=False,
        max_length=1000,
        help_text=_("The cursor of the last answer; without it, from the beginning."),
    )
    kind = ValuesField(required=False, help_text=_("Kinds of things, divided by commas."))
    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=changes.MAX_LIMIT,
        help_text=_("How many rows at most; 500 unless given."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        kind: Any = self.fields["kind"]
        kind.choices = [(name, name) for name in projections()]


GONE = {
    "status": {"type": "string", "enum": ["withheld", "canceled", "gone", "merged"]},
    "replaced_by": {"type": ["string", "null"], "format": "uuid"},
    "reason": {"type": ["string", "null"], "description": "Why it was withdrawn."},
}
STATE = {
    "cursor": {"type": "string", "pattern": PATTERN, "description": "Ask with it next time."},
    "caught_up": {"type": "boolean", "description": "The mirror is now the archive's equal."},
    "pending_since": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": (
            "When the oldest change was made that has no number yet, of the things that you"
            " have heard of; normally null."
        ),
    },
    "poll_after": {"type": "integer", "description": "Seconds to wait before asking again."},
}


def row(op: str, members: dict[str, Any]) -> dict[str, Any]:
    """The schema of one sort of change."""
    properties = {"op": {"type": "string", "enum": [op]}} | members
    return {"type": "object", "required": list(properties), "properties": properties}


class ChangesEndpoint(Endpoint):
    """What changed since a cursor."""

    caching: ClassVar[dict[str, Any]] = {"private": True, "no_store": True}
    # Gives the address of the newest dump for whoever asks; given when the view is made.
    newest_dump: Any = None

    def describe(self, schema: EndpointSchema) -> Operation:
        common = {
            "id": {"type": "string", "format": "uuid"},
            "type": {"type": "string", "enum": list(projections())},
            "version": {"type": "integer"},
            "changed_at": {"type": "string", "format": "date-time"},
        }
        upsert = schema.component("Upsert", row("upsert", common | {"doc": schema.any_document()}))
        removal = schema.component("Removal", row("remove", common | GONE))
        rows = {
            "oneOf": [upsert, removal],
            "discriminator": {
                "propertyName": "op",
                "mapping": {"upsert": upsert["$ref"], "remove": removal["$ref"]},
            },
        }
        answer = list_of(schema.component("Change", rows), STATE)
        answer["required"] += list(STATE)
        name = schema.component("ChangePage", answer)
        return Operation("change_list", "change", name, (ChangesForm(),), problems=(400, 409, 410))

    def list(self, request: Request) -> Response:
        """The next changes; there is always a cursor to go on from."""
        form = ChangesForm(request.query_params)
        check(request.query_params, form)
        found = self.read(form.cleaned_data)
        data = request.query_params.copy()
        data["since"] = found.cursor
        links = {"next": request.build_absolute_uri(f"{request.path}?{data.urlencode()}")}
        return Response(
            {
                "data": found.rows,
                "cursor": found.cursor,
                "caught_up": found.caught_up,
                "pending_since": found.pending_since,
                "poll_after": found.poll_after,
                "links": {"self": request.build_absolute_uri()} | links,
            },
            headers={"Link": link_header(links)},
        )

    def read(self, asked: dict[str, Any]) -> changes.Changes:
        """The changes; a cursor that cannot be used is refused."""
        try:
            return changes.read(
                asked["since"],
                scope=self.scope,
                kinds=asked["kind"],
                limit=asked["limit"] or changes.DEFAULT_LIMIT,
            )
        except MalformedCursor as error:
            fault = Fault("since", "invalid", gettext("This is not a cursor of this archive."))
            raise Problem("invalid-parameters", faults=[fault]) from error
        except changes.ForeignCursor as error:
            raise Problem("cursor-mismatch") from error
        except changes.ScopeChanged as error:
            raise Problem("scope-changed") from error
        except changes.ExpiredCursor as error:
            dump = self.newest_dump(self.request._request) if self.newest_dump else None
            raise Problem("cursor-expired", dump=dump) from error
