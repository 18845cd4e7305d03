"""The address of the change feed."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from newsroom.instants import rfc3339
from newsroom.register import changes
from newsroom.register.api.asking import check
from newsroom.register.api.base import UnkeptEndpoint, link_header
from newsroom.register.api.giving import CHANGES, Given, give
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import list_of, whole
from newsroom.register.api.texts import listed
from newsroom.register.changing import SORTS
from newsroom.register.cursors import PATTERN, MalformedCursor
from newsroom.register.faults import Fault
from newsroom.register.parameters import ValuesField
from newsroom.register.problems import Problem
from newsroom.register.projection import projections

# A cursor holds the labels of its reader, of which there may be thirty.
MAX_CURSOR = 4000


class ChangesForm(forms.Form):
    """What the feed can be asked; filters on what may change cannot be, they would hide leaving."""

    since = forms.CharField(
        required=False,
        max_length=MAX_CURSOR,
        help_text=_("The cursor of the last answer; without it, from the beginning."),
    )
    kind = ValuesField(required=False, help_text=_("Kinds of things, divided by commas."))
    labels = ValuesField(
        required=False,
        help_text=_("Some of the labels of your access: only what ever had one of them is given."),
    )
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
EVENTS = {
    "type": "array",
    "description": (
        "What became of it, the latest last; what happened after the version that you hold is"
        " what is new to you."
    ),
    "items": {
        "type": "object",
        "required": ["version", "type", "at"],
        "properties": {
            "version": {"type": "integer"},
            "type": {
                "type": "string",
                "enum": list(SORTS),
                "description": " ".join(f"{name}: {text}" for name, text in SORTS.items()),
            },
            "at": {"type": "string", "format": "date-time"},
            "note": {"type": "string", "description": "What an editor says was wrong."},
        },
    },
}
CHANGED = {
    "type": "object",
    "description": (
        "Members of the document → the version at which they were last others. A member that is"
        " not named is as it was when the thing came out."
    ),
    "additionalProperties": {"type": "integer"},
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
    return whole(properties)


class ChangesEndpoint(UnkeptEndpoint):
    """What changed since a cursor."""

    # Gives the address of the newest dump for whoever asks; given when the view is made.
    newest_dump: Any = None

    def describe(self, schema: EndpointSchema) -> Operation:
        common = {
            "id": {"type": "string", "format": "uuid"},
            "type": {"type": "string", "enum": list(projections())},
            "version": {"type": "integer"},
            "changed_at": {"type": "string", "format": "date-time"},
        }
        story = {"events": EVENTS, "changed": CHANGED, "doc": schema.any_document()}
        upsert = schema.component("Upsert", row("upsert", common | story))
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

    def list(self, request: Request) -> HttpResponse:
        """The next changes; there is always a cursor to go on from."""
        form = ChangesForm(request.query_params)
        check(request.query_params, form)
        asked = form.cleaned_data
        found = self.read(asked)
        given = Given(
            CHANGES,
            number=len(found.rows),
            after=found.after,
            upto=found.upto,
            epoch=found.epoch,
            kinds=tuple(sorted(set(asked["kind"]))),
            labels=tuple(sorted(set(asked["labels"]))),
        )
        give(request, given)
        data = request.query_params.copy()
        data["since"] = found.cursor
        links = {"next": request.build_absolute_uri(f"{request.path}?{data.urlencode()}")}
        pending = found.pending_since
        around = {
            "cursor": found.cursor,
            "caught_up": found.caught_up,
            "pending_since": pending and rfc3339(pending),
            "poll_after": found.poll_after,
            "links": {"self": request.build_absolute_uri()} | links,
        }
        response = listed(found.rows, around)
        response.headers["Link"] = link_header(links)
        return response

    def read(self, asked: dict[str, Any]) -> changes.Changes:
        """The changes; a cursor that cannot be used is refused."""
        try:
            return changes.read(
                asked["since"],
                access=self.access,
                kinds=asked["kind"],
                labels=self.own(asked["labels"]),
                limit=asked["limit"] or changes.DEFAULT_LIMIT,
            )
        except MalformedCursor as error:
            fault = Fault("since", "invalid", gettext("This is not a cursor of this archive."))
            raise Problem("invalid-parameters", faults=[fault]) from error
        except changes.ForeignCursor as error:
            raise Problem("cursor-mismatch") from error
        except changes.ScopeChanged as error:
            told = {"added": error.added, "lost": error.lost, "cursor": error.cursor}
            raise Problem("scope-changed", members=told) from error
        except changes.ExpiredCursor as error:
            dump = self.newest_dump(self.request._request) if self.newest_dump else None
            raise Problem("cursor-expired", dump=dump) from error

    def own(self, labels: Collection[str]) -> Collection[str]:
        """The labels, all of which must be of this access."""
        foreign = [label for label in labels if label not in self.access.labels]
        if foreign:
            detail = gettext("“%(value)s” is not a label of this access.") % {"value": foreign[0]}
            fault = Fault("labels", "invalid_choice", detail)
            raise Problem("invalid-parameters", faults=[fault])
        return labels
