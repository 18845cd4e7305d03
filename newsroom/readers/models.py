"""Letters from readers as they come in, the reports among them, and alerts by e-mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Length
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from newsroom.readers.choices import Outcome, Pace, Purpose, ReportState

# The longest letter as JSON text; no form lets in as much.
LETTER_MAX = 16_000


class Letter(models.Model):
    """One row is something that a reader has sent in; the worker takes it, and empties it.

    The public side may put rows in here, and see or change none. What each sender may send in an
    hour, and how many letters may wait, is kept by a trigger, which can count what the public
    side cannot see. A letter that was taken stays for a while, so that it is not taken twice.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose)
    content = models.JSONField()
    # Stands for a network address for one day; not the address, and nothing leads back to it.
    sender = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "uid"]
        constraints = [
            models.CheckConstraint(
                name="letter_purpose_is_known", condition=Q(purpose__in=Purpose.values)
            ),
            models.CheckConstraint(
                name="letter_is_short",
                condition=models.lookups.LessThanOrEqual(
                    Length(Cast("content", models.TextField())), LETTER_MAX
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="letter_waiting_idx", condition=Q(taken_at=None)),
            models.Index(fields=["sender", "at"], name="letter_sender_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.uid}"


class Report(models.Model):
    """One row is a reader saying that something is wrong with a thing of the archive.

    The thing is named as the register knows it, and by what it was called then.
    """

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    item = models.UUIDField(_("public identifier"), editable=False)
    title = models.CharField(_("about"), max_length=300, editable=False)
    text = models.TextField(_("what is wrong"), editable=False)
    quote = models.TextField(_("passage"), blank=True, editable=False)
    email = models.EmailField(_("e-mail of the reader"), blank=True, editable=False)
    language = models.CharField(_("language of the reader"), max_length=10, editable=False)
    made_at = models.DateTimeField(_("sent at"), editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.NEW
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assignee"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the work stays when somebody leaves
        related_name="+",
        help_text=_("Who sees to it."),
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=Outcome,
        blank=True,
        help_text=_("What the report was found to be; needed once it is done."),
    )
    note = models.CharField(
        _("internal note"), max_length=300, blank=True, help_text=_("For the newsroom only.")
    )
    closed_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="report_state_is_known", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="report_outcome_is_known", condition=Q(outcome__in=["", *Outcome.values])
            ),
            models.CheckConstraint(
                name="report_is_done_with_an_outcome",
                condition=Q(state=ReportState.DONE, closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=ReportState.DONE) & Q(closed_at=None, outcome=""),
                violation_error_message=_("What is done has an outcome; what is not, has none."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="report_state_idx"),
            models.Index(fields=["closed_at"], name="report_email_idx", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return Truncator(self.title or self.text).chars(110)


class Alert(models.Model):
    """One row is a reader who wants to hear of new stories that answer a question.

    The key opens the page on which this is confirmed and ended; only e-mails hold it. The row is
    all that is kept of the reader, and it goes when the alert does.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    language = models.CharField(max_length=10)
    # As `newsroom.readers.questions` reads it; read anew, and checked, whenever it is asked.
    question = models.JSONField()
    pace = models.CharField(max_length=10, choices=Pace)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # Everything that was first public up to here has been dealt with.
    seen_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="alert_pace_is_known", condition=Q(pace__in=Pace.values)),
            models.CheckConstraint(
                name="alert_looks_on_from_when_it_was_confirmed",
                condition=Q(confirmed_at=None, seen_until=None)
                | Q(confirmed_at__isnull=False, seen_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="alert_email_idx"),
            models.Index(fields=["pace", "seen_until"], name="alert_due_idx"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
