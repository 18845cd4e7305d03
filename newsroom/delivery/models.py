"""Webhooks: addresses of partners, their secrets, what is sent there, and how that went."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.delivery.choices import CHOSEN, Event, Fate, Fault, Reason, State
from newsroom.delivery.webhooks.addresses import URL_MAX, check_url
from newsroom.partners.models import Partner


def both_events() -> list[str]:
    """What a partner hears of unless it chooses less."""
    return [event.value for event in CHOSEN]


class Endpoint(models.Model):
    """One row is an address of a partner to which messages are sent.

    A row that its partner deleted stays until the night, so that what was on its way ends well.
    """

    uid = models.UUIDField(_("public identifier"), unique=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.CASCADE,  # an address is its partner's
        related_name="endpoints",
    )
    url = models.CharField(
        _("address"),
        max_length=URL_MAX,
        validators=[check_url],
        help_text=_("https, on port 443 or 8443, on the public internet."),
    )
    events = ArrayField(
        models.CharField(max_length=20, choices=[(event.value, event.label) for event in CHOSEN]),
        verbose_name=_("events"),
        default=both_events,
        help_text=_("What it is told."),
    )
    # The name of the key for trying that made it, and of whose things alone it is told.
    sandbox = models.CharField(max_length=10, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UNPROVEN, editable=False
    )
    reason = models.CharField(
        _("why it is disabled"), max_length=10, choices=Reason, blank=True, editable=False
    )
    state_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_with = models.CharField(_("made with the key"), max_length=10, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    # Without a success since; None while all is well.
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    # Something of its scope has moved since it was last told, and when that was.
    moved_at = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    # Until then somebody is sending to it, or it rests after a failure.
    busy_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["partner_id", "id"]
        constraints = [
            models.UniqueConstraint(
                name="endpoint_once_per_partner",
                fields=["partner", "sandbox", "url"],
                condition=Q(deleted_at=None),
            ),
            models.CheckConstraint(
                name="endpoint_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="endpoint_is_disabled_with_a_reason",
                condition=Q(state=State.DISABLED, reason__in=Reason.values)
                | (~Q(state=State.DISABLED) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="endpoint_events_are_known",
                condition=Q(events__contained_by=both_events()) & ~Q(events=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Secret(models.Model):
    """One row is a key with which messages to an address are signed, until it ends if it does.

    It is kept as it is, for signing needs it; a digest would not do. It is shown once, when it is
    made. The public side's role can put it in, and not read it.
    """

    endpoint = models.ForeignKey(
        Endpoint,
        on_delete=models.CASCADE,  # worth nothing without its address
        related_name="secrets",
    )
    value = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="secret_one_without_an_end", fields=["endpoint"], condition=Q(ends_at=None)
            ),
            models.CheckConstraint(
                name="secret_is_in_standard_form", condition=Q(value__startswith="whsec_")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint_id} {self.made_at}"


def message_id() -> str:
    """A new name of a message, the same at every attempt."""
    return f"msg_{uuid.uuid4().hex}"


class Delivery(models.Model):
    """One row is a message to one address, and whether it has arrived."""

    endpoint = models.ForeignKey(
        Endpoint,
        verbose_name=_("address"),
        on_delete=models.CASCADE,  # the log of an address goes with it
        related_name="deliveries",
    )
    uid = models.CharField(_("message"), max_length=40, unique=True, default=message_id)
    event = models.CharField(_("event"), max_length=20, choices=Event)
    # The data of the message; what is asked for gets its own when it is sent.
    payload = models.JSONField(_("data"), default=dict)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    # Attempts since it was made, or sent again by hand.
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    fate = models.CharField(_("why it was given up"), max_length=10, choices=Fate, blank=True)

    class Meta:
        verbose_name = _("message of a webhook")
        verbose_name_plural = _("messages of webhooks")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="delivery_event_is_known", condition=Q(event__in=Event.values)
            ),
            models.CheckConstraint(
                name="delivery_arrives_or_is_given_up",
                condition=Q(delivered_at=None) | Q(given_up_at=None),
            ),
            models.CheckConstraint(
                name="delivery_is_given_up_with_a_fate",
                condition=Q(given_up_at=None, fate="")
                | Q(given_up_at__isnull=False, fate__in=Fate.values),
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at", "id"],
                name="delivery_waiting_idx",
                condition=Q(delivered_at=None, given_up_at=None),
            ),
            models.Index(fields=["endpoint", "-made_at", "-id"], name="delivery_log_idx"),
            models.Index(fields=["made_at"], name="delivery_made_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.uid}"


class Attempt(models.Model):
    """One row is one attempt to send a message, and how it ended."""

    delivery = models.ForeignKey(
        Delivery,
        verbose_name=_("message"),
        on_delete=models.CASCADE,  # part of the message's log
        related_name="attempts",
    )
    at = models.DateTimeField(_("at"))
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("took (ms)"))
    fault = models.CharField(_("fault"), max_length=20, choices=Fault, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at} {self.status or ''} {self.fault}"


class Position(models.Model):
    """One row: up to which number of which register the addresses have been told."""

    epoch = models.UUIDField(null=True, blank=True)
    seq = models.BigIntegerField()
    singleton = models.BooleanField(default=True, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(name="position_is_one", condition=Q(singleton=True))]

    def __str__(self) -> str:
        return str(self.seq)
