"""What each save left of a story, and what is planned to become of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models.base import one_of
from articles.choices import ArticleStatus, PlanState, RevisionKind
from articles.models.article import Article


class Revision(models.Model):
    """One row is a story with all its linked rows, as one save left them. It is never changed.

    `content` holds {"fields": {column: value}, "rows": {part: [{column: value}, …]}}; see
    `articles.history.parts`. A planned revision is what is to become of the story, not what was.
    """

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a draft that is thrown away takes its past along
        related_name="revisions",
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts from 1 in each story."))
    kind = models.CharField(
        _("kind"), max_length=10, choices=RevisionKind, default=RevisionKind.SAVED
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # what was written outlasts the account
        related_name="+",
        help_text=_("Empty: the system."),
    )
    made_at = models.DateTimeField(_("made at"))
    comment = models.CharField(
        _("comment"), max_length=300, blank=True, help_text=_("For the newsroom only.")
    )
    status = models.CharField(_("status of the story"), max_length=10)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_once_per_number"),
            models.CheckConstraint(
                name="revision_number_counts_from_one", condition=Q(number__gte=1)
            ),
            one_of("revision_kind_is_known", "kind", RevisionKind),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"

    @property
    def status_label(self) -> str:
        """The status that the story had, in words."""
        return str(ArticleStatus(self.status).label)


class PlannedChange(models.Model):
    """One row says when a story that is out is to become what a planned revision says."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a plan is nothing without its story
        related_name="planned_changes",
    )
    revision = models.OneToOneField(
        Revision,
        verbose_name=_("future version"),
        on_delete=models.CASCADE,  # without it there is nothing to apply
        related_name="plan",
    )
    based_on = models.ForeignKey(
        Revision,
        verbose_name=_("made from"),
        on_delete=models.CASCADE,  # both belong to the same story and go with it
        related_name="+",
        help_text=_("The version from which the change was made."),
    )
    planned_at = models.DateTimeField(
        _("planned at"),
        null=True,
        blank=True,
        help_text=_(
            "The newsroom’s own time. The change goes out at that minute. Empty: as soon as "
            "somebody else has approved it."
        ),
    )
    note = models.TextField(
        _("public note"),
        blank=True,
        help_text=_("Given, the change goes out as a correction with this note."),
    )
    hides_earlier = models.BooleanField(_("hides earlier versions"), default=False)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("planned by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the plan holds when an account goes
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the approval outlives an account
        related_name="+",
        help_text=_("Of this version and this note: another note needs another approval."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PlanState, default=PlanState.WAITING
    )
    applied_at = models.DateTimeField(_("made at"), null=True, blank=True)
    failed_at = models.DateTimeField(
        _("last failed at"), null=True, blank=True, help_text=_("It is tried again each minute.")
    )
    failure = models.TextField(_("why it failed"), blank=True)

    class Meta:
        verbose_name = _("planned change")
        verbose_name_plural = _("planned changes")
        ordering = ["planned_at", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state=PlanState.WAITING),
                name="plannedchange_one_waits_per_story",
            ),
            one_of("plannedchange_state_is_known", "state", PlanState),
            models.CheckConstraint(
                name="plannedchange_applied_has_a_time",
                condition=~Q(state=PlanState.APPLIED) | Q(applied_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_at"],
                condition=Q(state=PlanState.WAITING),
                name="plannedchange_planned_idx",
            ),
        ]

    def __str__(self) -> str:
        at = f"{self.planned_at:%Y-%m-%d %H:%M}" if self.planned_at else "–"
        return f"{self.article} · {at}"
