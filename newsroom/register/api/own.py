"""What a key may read and has asked for, told to whoever holds it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.network import client_address
from newsroom.partners import quotas
from newsroom.partners.models import Partner
from newsroom.partners.usage import usage_of
from newsroom.register.access import needs_key
from newsroom.register.api.asking import check
from newsroom.register.api.base import UnkeptEndpoint
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import INSTANT_OR_NULL, list_of, whole
from newsroom.register.changes import epoch
from newsroom.register.faults import Fault
from newsroom.register.parameters import DayField
from newsroom.register.problems import Problem

# Days that are told unless others are asked for, and the most that can be.
USUAL, MOST = 30, 366
TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


class MeEndpoint(UnkeptEndpoint):
    """Who asks: what the access may read, how often, and until when."""

    def describe(self, schema: EndpointSchema) -> Operation:
        partner = whole({"name": TEXT, "slug": TEXT})
        key = whole(
            {
                "name": TEXT | {"description": "Its public part."},
                "is_test": {"type": "boolean"},
                "expires_at": INSTANT_OR_NULL | {"description": "Null: it does not expire."},
            }
        )
        quota = whole(
            {
                "name": TEXT,
                "quota": NUMBER | {"description": "Requests in one window."},
                "window": NUMBER | {"description": "Seconds."},
                "left": NUMBER | {"description": "Requests, after this one."},
                "seconds": NUMBER | {"description": "Until the window is over."},
            }
        )
        absent = {"description": "Null without a key."}
        members = {
            "partner": {"anyOf": [partner, {"type": "null"}]} | absent,
            "key": {"anyOf": [key, {"type": "null"}]} | absent,
            "labels": {
                "type": "array",
                "items": TEXT,
                "description": "What has one of these labels can be read.",
            },
            "hidden": {
                "type": "array",
                "items": TEXT,
                "description": "Members that documents are shown without.",
            },
            "quotas": {"type": "array", "items": quota},
            "epoch": TEXT | {"description": "Another one: take everything anew."},
        }
        name = schema.component("Me", whole(members))
        return Operation("me", "access", name, problems=(400, 401))

    def retrieve(self, request: Request) -> Response:
        """What this access is."""
        check(request.query_params)
        access = self.access
        known = access.key is not None
        return Response(
            {
                "partner": self.partner(),
                "key": {
                    "name": access.key_name,
                    "is_test": access.is_test,
                    "expires_at": access.expires_at,
                }
                if known
                else None,
                "labels": list(access.labels),
                "hidden": sorted(access.hidden),
                "quotas": [
                    {
                        "name": one.policy.name,
                        "quota": one.policy.quota,
                        "window": one.policy.window,
                        # This request is counted when it is answered.
                        "left": max(0, one.left - 1),
                        "seconds": one.seconds,
                    }
                    for one in self.standings(request)
                ],
                "epoch": epoch(),
            }
        )

    def partner(self) -> Any:
        """Whose key it is."""
        if self.access.partner is None:
            return None
        rows = Partner.objects.using(settings.REGISTER_DATABASE)
        return rows.filter(pk=self.access.partner).values("name", "slug").get()

    def standings(self, request: Request) -> list[quotas.Standing]:
        """What is left of each quota."""
        if not self.access.policies:
            return []
        return quotas.standing(self.access, client_address(request._request))


class UsageForm(forms.Form):
    """Of which days."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        # A name that cannot be written as an attribute.
        self.fields["from"] = DayField(
            required=False, help_text=_("The first day, in UTC; 30 days unless given.")
        )
        self.fields["to"] = DayField(
            required=False, help_text=_("The last day, in UTC; today unless given.")
        )

    def days(self, today: date) -> tuple[date, date]:
        """The first day and the last; raises Problem where they are too far apart."""
        last = self.cleaned_data["to"] or today
        first = self.cleaned_data["from"] or last - timedelta(days=USUAL - 1)
        if first > last:
            fault = Fault("from", "invalid", gettext("The first day comes after the last."))
            raise Problem("invalid-parameters", faults=[fault])
        if last - first >= timedelta(days=MOST):
            said = gettext("At most %(limit)d days can be asked for.") % {"limit": MOST}
            raise Problem("invalid-parameters", faults=[Fault("from", "too_many", said)])
        return first, last


class UsageEndpoint(UnkeptEndpoint):
    """What this partner's keys have asked for, day by day."""

    def describe(self, schema: EndpointSchema) -> Operation:
        members = {
            "day": {"type": "string", "format": "date"},
            "key": TEXT | {"description": "The public part of the key."},
            "requests": NUMBER,
            "errors": NUMBER | {"description": "How many were answered with another problem."},
            "refused": NUMBER | {"description": "How many of the requests were over the quota."},
            "bytes": NUMBER,
            "last_at": INSTANT_OR_NULL,
            "last_error": {
                "type": ["string", "null"],
                "description": "The sort of the last problem, as /problems has it.",
            },
            "last_error_at": INSTANT_OR_NULL,
        }
        row = schema.component("UsageDay", whole(members))
        answer = schema.component("UsagePage", list_of(row))
        problems = (400, 401)
        return Operation(
            "usage", "access", answer, (UsageForm(),), problems=problems, is_keyed=True
        )

    def list(self, request: Request) -> Response:
        """The days, the newest first; those without a request are left out."""
        access = needs_key(request)
        form = UsageForm(request.query_params)
        check(request.query_params, form)
        assert access.partner is not None
        first, last = form.days(datetime.now(UTC).date())
        rows = usage_of(access.partner, first, last)
        return Response(
            {
                "data": [
                    {"day": row["day"], "key": row["key__name"]}
                    | {name: row[name] for name in ("requests", "errors", "refused", "bytes")}
                    | {"last_at": row["last_at"]}
                    | {"last_error": row["last_error"] or None}
                    | {"last_error_at": row["last_error_at"]}
                    for row in rows
                ],
                "links": {"self": request.build_absolute_uri(), "next": None},
            }
        )
