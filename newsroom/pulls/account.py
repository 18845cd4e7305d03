"""The page of a partner's account on the public side, which has no log-in and gets none here.

It opens with a key as the password of HTTP Basic, known again by the same path as in the API. A
browser sends that along on its own from then on, so whoever adds a form here must give it a token
that is signed for this key: the page of somebody else could send it too.
"""

import base64
import binascii
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.generic import TemplateView

from newsroom.network import client_address
from newsroom.partners import keys, quotas
from newsroom.partners.access import ANONYMOUS, PUBLIC, Access, Policy
from newsroom.partners.identifying import MINUTE, ForeignNetwork, UnknownKey, identify
from newsroom.partners.models import Key, Partner
from newsroom.partners.usage import usage_of
from newsroom.pulls.bars import bars, days_of
from newsroom.pulls.hearing import webhooks_of
from newsroom.pulls.own import last_pulls, not_taken
from newsroom.pulls.wording import grouped, label_in_words, problem_in_words, quota_in_words
from newsroom.register.lists import refuse
from newsroom.register.models import Item
from newsroom.register.pages import address, title

CHALLENGE = 'Basic realm="newsroom", charset="UTF-8"'
DAYS = timedelta(days=30)
PULLS = 20
# How often the page is shown to one network. It is no part of a key's quotas: whoever has used
# them up comes here to see why.
POLICY = Policy("account", 60, MINUTE)


class AccountView(TemplateView):
    """What a partner may read, has asked for, has taken and has not."""

    http_method_names = ["get", "head", "options"]
    template_name = "pulls/account.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            unknown = gettext("There is no such parameter here.")
            return refuse(request, [(name, unknown) for name in request.GET])
        here = client_address(request)
        try:
            quotas.count(replace(ANONYMOUS, policies=(POLICY,)), here)
        except quotas.OverQuota as error:
            return self.refused(429, **{"Retry-After": str(error.retry_after)})
        password = password_of(request)
        try:
            # Whatever is wrong with it, it is refused by the same path and in the same words.
            access = identify(f"Bearer {password}", here)
        except UnknownKey:
            return self.refused(401, **{"WWW-Authenticate": CHALLENGE})
        except ForeignNetwork:
            return self.refused(403)
        written = keys.read(password)
        assert written is not None
        return self.render_to_response(self.shown(access, written.digest))

    def refused(self, status: int, **headers: str) -> HttpResponse:
        """The page that says how to come in, or why not."""
        context = {"status": status}
        return self.response_class(
            self.request,
            ["pulls/account_refused.html"],
            context,
            status=status,
            headers=headers,
        )

    def shown(self, access: Access, digest: str) -> dict[str, Any]:
        """All that stands on the page, in some ten queries, whatever there is."""
        today = datetime.now(UTC).date()
        first = today - DAYS + timedelta(days=1)
        assert access.partner is not None
        usage = usage_of(access.partner, first, today)
        days = days_of(usage, first, today)
        rows = Partner.objects.using(settings.REGISTER_DATABASE)
        return self.get_context_data(
            partner=rows.filter(pk=access.partner).values("name", "slug").get(),
            access=access,
            labels=[(label, label_in_words(label)) for label in access.labels],
            hidden=sorted(access.hidden),
            quotas=standings(access),
            keys=keys_of(access.partner),
            days=[day for day in reversed(days) if day.requests],
            bars=bars(days),
            total=sum(day.requests for day in days),
            errors=errors_in(usage),
            pulls=last_pulls(digest, PULLS),
            waiting=waiting(digest, access),
            **webhooks_of(access),
            account=reverse("partner_account"),
        )


def password_of(request: HttpRequest) -> str:
    """The password of HTTP Basic, whoever is said to send it; empty where there is none."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(text.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def standings(access: Access) -> list[dict[str, Any]]:
    """The quotas of this key, what is left of each, and when it begins anew."""
    now = timezone.now()
    return [
        {
            "words": quota_in_words(one.policy),
            "left": grouped(max(0, one.left)),
            "anew_at": now + timedelta(seconds=one.seconds),
        }
        for one in quotas.standing(access, None)
    ]


def keys_of(partner: int) -> list[dict[str, Any]]:
    """The keys of the partner that were not revoked, by their public parts."""
    rows = Key.objects.using(settings.REGISTER_DATABASE).filter(partner=partner, revoked_at=None)
    now = datetime.now(UTC)
    return [
        row | {"is_over": row["expires_at"] is not None and row["expires_at"] <= now}
        for row in rows.order_by("pk").values("name", "is_test", "expires_at", "last_used_at")
    ]


def errors_in(usage: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The days on which something went wrong, with the last problem of each key."""
    found = []
    for row in usage:
        if row["last_error"]:
            words, link = problem_in_words(row["last_error"])
            found.append(row | {"words": words, "link": link})
    return found


def waiting(digest: str, access: Access) -> list[dict[str, Any]]:
    """What became of stories and is not acknowledged, by what the partner may still see of them."""
    found = not_taken(digest)
    uids = {change.uid for change, _delivered in found}
    items = {item.pk: item for item in Item.objects.visible(access.labels).filter(pk__in=uids)}
    return [
        {
            "change": change,
            "delivered_at": delivered,
            **_story(items.get(change.uid), access),
        }
        for change, delivered in found
    ]


def _story(item: Item | None, access: Access) -> dict[str, str]:
    if item is None:
        return {"title": "", "page": ""}
    is_public = PUBLIC in item.channels
    item.doc = access.shown(item.doc)
    return {"title": title(item), "page": address(item) if is_public else ""}
