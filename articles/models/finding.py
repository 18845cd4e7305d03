"""What an editor should look at: findings of the checks, and the runs that found them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.base import one_of
from articles.choices import FindingState


class Finding(models.Model):
    """One row is something that a check has found in one record, since when, and who sees to it.

    The record is named by its model and primary key, not by a relation: a finding may be about
    any of them, and says what it was about even when the record is gone.
    """

    rule = models.CharField(_("check"), max_length=40, editable=False)
    model = models.CharField(_("kind of record"), max_length=60, editable=False)
    object_id = models.BigIntegerField(_("primary key"), editable=False)
    # Tells apart what one check finds several times in one record: the other of a pair …
    key = models.CharField(_("key"), max_length=200, blank=True, editable=False)
    subject = models.CharField(_("record"), max_length=300, editable=False)
    detail = models.TextField(_("what was found"), blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=FindingState,
        default=FindingState.OPEN,
        help_text=_("Set aside with a reason, it is not raised again by the next check."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the work stays when somebody leaves
        related_name="+",
        help_text=_("Who sees to it."),
    )
    note = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it may stay as it is.")
    )
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set aside by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # the decision outlasts the account
        related_name="+",
    )
    dismissed_at = models.DateTimeField(_("set aside at"), null=True, blank=True, editable=False)
    first_seen = models.DateTimeField(_("first found"), editable=False)
    last_seen = models.DateTimeField(_("last found"), editable=False)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["rule", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "model", "object_id", "key"], name="finding_once_per_record"
            ),
            one_of("finding_state_is_known", "state", FindingState),
            models.CheckConstraint(
                name="finding_set_aside_has_a_reason",
                condition=~models.Q(state=FindingState.DISMISSED) | ~models.Q(note=""),
            ),
            models.CheckConstraint(
                name="finding_last_seen_after_first",
                condition=models.Q(last_seen__gte=models.F("first_seen")),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "rule", "id"], name="finding_state_idx"),
            models.Index(fields=["rule", "last_seen"], name="finding_rule_idx"),
        ]

    def __str__(self) -> str:
        return self.subject or self.rule


class QualityRun(models.Model):
    """One row is the checks of one day: whether they are done, and how many findings were open."""

    day = models.DateField(_("day"), unique=True, help_text=_("In the newsroom's own time."))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    counts = models.JSONField(_("open findings"), default=dict, blank=True)

    class Meta:
        verbose_name = _("run of the checks")
        verbose_name_plural = _("runs of the checks")
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()
