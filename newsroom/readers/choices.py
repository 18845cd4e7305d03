"""The words of fixed lists: what a letter is for, what becomes of a report."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a reader wants of the newsroom."""

    REPORT = "report", _("Reports an error")
    ALERT = "alert", _("Asks for an alert")
    CONFIRM = "confirm", _("Confirms an alert")
    STOP = "stop", _("Ends an alert")


class Pace(TextChoices):
    """How often a reader is written to."""

    DAILY = "daily", _("Once a day, in the morning")
    AT_ONCE = "at_once", _("As soon as something is published")


class ReportState(TextChoices):
    """How far the newsroom is with a report."""

    NEW = "new", _("New")
    IN_HAND = "in_hand", _("Being handled")
    DONE = "done", _("Done")


class Outcome(TextChoices):
    """What the newsroom found a report to be."""

    CORRECTED = "corrected", _("Corrected")
    NO_ERROR = "no_error", _("No error")
    KNOWN = "known", _("Known already")
    UNUSABLE = "unusable", _("Unusable")
