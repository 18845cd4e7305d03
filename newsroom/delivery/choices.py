"""The values of webhooks, which partners see as they are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """What a message says. A partner chooses among the first two."""

    ADVANCED = "feed.advanced", _("The change feed has moved")
    REMOVED = "item.removed", _("Something must be removed")
    VERIFY = "endpoint.verify", _("Proof of the address")
    TEST = "test", _("Test")


CHOSEN = (Event.ADVANCED, Event.REMOVED)
# Somebody asks for these and watches: they are tried once, and asked for again.
ASKED = (Event.VERIFY, Event.TEST)


class State(TextChoices):
    """How an address stands."""

    UNPROVEN = "unproven", _("Not proven yet")
    ACTIVE = "active", _("Active")
    DISABLED = "disabled", _("Disabled")


class Reason(TextChoices):
    """Why an address is disabled."""

    GONE = "gone", _("It answered that it is gone (410)")
    FAILING = "failing", _("It failed for five days")
    PARTNER = "partner", _("The partner disabled it")
    NEWSROOM = "newsroom", _("The newsroom disabled it")


class Fate(TextChoices):
    """Why a delivery was given up."""

    TRIED = "tried", _("No attempt was left")
    STOPPED = "stopped", _("The address was disabled")


class Fault(TextChoices):
    """Why an attempt failed. What the other side sent is not kept."""

    REFUSED_ADDRESS = "address_refused", _("The address is not one that may be written to")
    UNRESOLVED = "unresolved", _("The name leads to no address")
    UNREACHABLE = "unreachable", _("No connection")
    INSECURE = "tls", _("No secure connection")
    TIMEOUT = "timeout", _("No answer in time")
    REDIRECTED = "redirected", _("It answered with another address")
    STATUS = "status", _("Its answer was not a success")
    UNPROVEN = "challenge", _("The challenge was not in its answer")
