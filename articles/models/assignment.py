"""Who covers what: a meeting, or a titled day, given to a reporter until a story comes of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models.base import Kept, one_of
from articles.choices import AssignmentStatus
from articles.models.article import Article


class Assignment(Kept):
    """One row is something to be covered on a day, by whom, and the story that came of it.

    For the newsroom only: no document of the register reads it.
    """

    meeting = models.ForeignKey(
        "actors.Meeting",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who was to cover it would be lost with it
        related_name="+",
    )
    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("What is to be covered, if it is not a meeting on record."),
    )
    due_on = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Empty: the day of the meeting.")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reporter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the work stays when somebody leaves
        related_name="+",
        help_text=_("Who covers it. Empty: nobody yet."),
    )
    story = models.ForeignKey(
        Article,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # a draft thrown away leaves the work to be done
        related_name="assignments",
        help_text=_("Filled by itself when the story is begun from here."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AssignmentStatus,
        default=AssignmentStatus.PLANNED,
        help_text=_("Covered once there is a story; dropped if there will be none."),
    )
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("Whom to call, when to be there, how long a text.")
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_on", "id"]
        constraints = [
            one_of("assignment_status_is_known", "status", AssignmentStatus),
            models.CheckConstraint(
                name="assignment_of_a_meeting_or_a_titled_day",
                condition=Q(meeting__isnull=False) | (~Q(title="") & Q(due_on__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["meeting", "reporter"], name="assignment_once_per_reporter"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="assignment_due_idx"),
            models.Index(
                fields=["reporter"],
                condition=Q(status=AssignmentStatus.PLANNED),
                name="assignment_reporter_idx",
            ),
        ]

    def __str__(self) -> str:
        return self.title or (str(self.meeting) if self.meeting_id else f"#{self.pk}")
