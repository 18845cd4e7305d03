"""Why jobs failed, which the queue itself does not keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobFault(models.Model):
    """One row is one failed attempt of one job; the last one says why a dead job is dead."""

    # No relation: the queue's tables are not ours, and a job may be cleared away first.
    job_id = models.BigIntegerField(_("job"), db_index=True)
    task = models.CharField(_("task"), max_length=128)
    attempt = models.PositiveIntegerField(_("attempt"), help_text=_("Counts from 1."))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    error = models.CharField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("failed attempt")
        verbose_name_plural = _("failed attempts")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="jobfault_attempt_counts_from_one", condition=models.Q(attempt__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.job_id}: {self.error}"
