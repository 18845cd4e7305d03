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
from newsroom.register.cursors import MalformedCursor
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
        self.fields["kind"].choices = [(kind, kind) for kind in projections()]


class ChangesEndpoint(Endpoint):
    """What changed since a cursor."""

    caching: ClassVar[dict[str, Any]] = {"private": True, "no_store": True}

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
            raise Problem("cursor-expired") from error
