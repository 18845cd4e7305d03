"""Webhooks of partners at the desk: how they stand, what failed, sending again, disabling."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actors.admin.base import DeskAdmin, Rows
from articles.admin.queue_lists import SeenOnly
from newsroom.admin_panels import SHOWN, Line, Link, Panel
from newsroom.admin_site import desk
from newsroom.audit.journal import write
from newsroom.delivery.choices import Event, Fault, Reason, State
from newsroom.delivery.models import Attempt, Delivery, Endpoint
from newsroom.delivery.webhooks import asking, sending

CHANGE = "delivery.change_endpoint"
FAILURES = 10  # shown with an address


class Operated(SeenOnly, DeskAdmin):
    """Looked at; what can be done about it are the actions."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)

    def say(self, request: HttpRequest, message: Any, done: int) -> None:
        """Say how many it was done to."""
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, message % {"count": done}, level)


@admin.register(Endpoint)
class EndpointAdmin(Operated):
    """Addresses, with why the last message failed. Their secrets are shown to nobody."""

    heading = (60, _("Partners"))
    list_display = ["url", "partner", "state", "state_at", "failing_since", "is_waiting", "fault"]
    list_select_related = ["partner"]
    list_filter = ["state", "partner"]
    search_fields = ["url", "partner__name"]
    fields = [
        ("partner", "url"),
        "events",
        ("state", "reason", "state_at"),
        ("made_at", "made_with", "failing_since"),
        "failures",
        "log",
    ]
    readonly_fields = ["failures", "log"]
    actions = ["test", "send_failed_again", "stop", "allow"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        failed = Attempt.objects.filter(delivery__endpoint=OuterRef("pk")).exclude(fault="")
        waiting = Count(
            "deliveries", filter=Q(deliveries__delivered_at=None, deliveries__given_up_at=None)
        )
        return (
            super()
            .get_queryset(request)
            .filter(deleted_at=None)
            .annotate(fault=Subquery(failed.order_by("-id").values("fault")[:1]), waiting=waiting)
        )

    @admin.display(description=_("waiting"), ordering="waiting")
    def is_waiting(self, obj: Any) -> int:
        return obj.waiting

    @admin.display(description=_("last failure"))
    def fault(self, obj: Any) -> Any:
        return Fault(obj.fault).label if obj.fault else "–"

    @admin.display(description=_("last failures"))
    def failures(self, obj: Endpoint) -> Any:
        rows = Attempt.objects.filter(delivery__endpoint=obj).exclude(fault="")
        rows = rows.select_related("delivery").order_by("-id")[:FAILURES]
        return format_html_join(
            "", "<div>{} · {} · {} {}</div>", ((*_when(one), one.status or "") for one in rows)
        )

    @admin.display(description=_("log"))
    def log(self, obj: Endpoint) -> Any:
        address = reverse("admin:delivery_delivery_changelist")
        return format_html_join(
            "",
            '<a href="{}?endpoint__id__exact={}">{}</a>',
            [(address, obj.pk, _("All messages of thirty days"))],
        )

    @admin.action(description=_("Send a test"), permissions=["operate"])
    def test(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for one in queryset.filter(state=State.ACTIVE):
            asking.ask(one, Event.TEST)
            write("webhook_tested", by=request.user, subject=one)
            done += 1
        self.say(
            request, ngettext("%(count)d test is sent.", "%(count)d tests are sent.", done), done
        )

    @admin.action(description=_("Send again what failed"), permissions=["operate"])
    def send_failed_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for one in queryset.filter(state=State.ACTIVE):
            if count := asking.send_again(one, asking.deliveries(one).filter(delivered_at=None)):
                write("webhook_sent_again", by=request.user, subject=one, detail={"count": count})
                done += count
        self.say(request, _sent_again(done), done)

    @admin.action(description=_("Disable"), permissions=["operate"])
    def stop(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for one in queryset.exclude(reason=Reason.NEWSROOM):
            sending.disable(one, Reason.NEWSROOM, timezone.now())
            write("webhook_disabled", by=request.user, subject=one)
            done += 1
        said = ngettext("%(count)d webhook is disabled.", "%(count)d webhooks are disabled.", done)
        self.say(request, said, done)

    @admin.action(description=_("Let it be proven anew"), permissions=["operate"])
    def allow(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        for one in queryset.filter(state=State.DISABLED):
            one.state, one.reason, one.state_at = State.UNPROVEN, "", timezone.now()
            one.save(update_fields=["state", "reason", "state_at"])
            write("webhook_allowed", by=request.user, subject=one)
            done += 1
        said = ngettext(
            "%(count)d webhook can be proven again by its partner.",
            "%(count)d webhooks can be proven again by their partners.",
            done,
        )
        self.say(request, said, done)


class ByStanding(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"
    questions = {
        "waiting": (_("waiting"), Q(delivered_at=None, given_up_at=None)),
        "delivered": (_("delivered"), Q(delivered_at__isnull=False)),
        "given_up": (_("given up"), Q(given_up_at__isnull=False)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, words) for code, (words, _asked) in self.questions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = self.questions.get(self.value() or "")
        return queryset.filter(found[1]) if found else queryset


class AttemptRows(Rows):
    """The attempts of a message, in their order."""

    model = Attempt
    fields = ["at", "status", "fault", "milliseconds"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("delivery.view_delivery")


@admin.register(Delivery)
class DeliveryAdmin(Operated):
    """Messages of thirty days, the newest first."""

    heading = (60, _("Partners"))
    list_display = ["uid", "event", "endpoint", "made_at", "standing", "tries", "fault"]
    list_select_related = ["endpoint"]
    list_filter = [ByStanding, "event", ("endpoint", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["uid"]
    fields = [
        ("uid", "event"),
        "endpoint",
        ("made_at", "due_at"),
        ("delivered_at", "given_up_at", "fate"),
        "told",
    ]
    readonly_fields = ["told"]
    inlines = [AttemptRows]
    actions = ["send_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        failed = Attempt.objects.filter(delivery=OuterRef("pk")).order_by("-id")
        queryset = super().get_queryset(request).filter(endpoint__deleted_at=None)
        return queryset.annotate(fault=Subquery(failed.values("fault")[:1]))

    @admin.display(description=_("state"))
    def standing(self, obj: Delivery) -> Any:
        if obj.delivered_at:
            return _("delivered")
        return _("given up") if obj.given_up_at else _("waiting")

    @admin.display(description=_("last failure"))
    def fault(self, obj: Any) -> Any:
        return Fault(obj.fault).label if obj.fault else "–"

    @admin.display(description=_("data"))
    def told(self, obj: Delivery) -> Any:
        return "–" if obj.event == Event.VERIFY else json.dumps(obj.payload, ensure_ascii=False)

    @admin.action(description=_("Send again"), permissions=["operate"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        done = 0
        chosen = [one.pk for one in queryset]
        active = Endpoint.objects.filter(state=State.ACTIVE)
        for one in active.filter(Exists(queryset.filter(endpoint=OuterRef("pk")))):
            if count := asking.send_again(one, asking.deliveries(one).filter(pk__in=chosen)):
                write("webhook_sent_again", by=request.user, subject=one, detail={"count": count})
                done += count
        self.say(request, _sent_again(done), done)


def _when(attempt: Attempt) -> tuple[Any, Any, Any]:
    return (
        date_format(localtime(attempt.at), "SHORT_DATETIME_FORMAT"),
        Event(attempt.delivery.event).label,
        Fault(attempt.fault).label,
    )


def _sent_again(count: int) -> Any:
    return ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count)


@desk.panel(60)
def failing(request: HttpRequest) -> Panel | None:
    """Addresses of partners that do not answer. It is not there while all do."""
    if not request.user.has_perm(CHANGE):
        return None
    bad = Q(failing_since__isnull=False) | Q(reason__in=[Reason.GONE, Reason.FAILING])
    rows = Endpoint.objects.filter(bad, deleted_at=None).select_related("partner")
    lines = [
        Line(
            one.partner,
            reverse("admin:delivery_endpoint_change", args=[one.pk]),
            beside=one.url,
            alert=one.get_reason_display() or _("it fails"),
        )
        for one in rows.order_by("state_at", "pk")[:SHOWN]
    ]
    links = [Link(_("The whole list"), reverse("admin:delivery_endpoint_changelist"))]
    return Panel("webhooks", _("Webhooks that fail"), lines, links=links) if lines else None
