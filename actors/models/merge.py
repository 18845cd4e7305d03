"""Mergers of two records of one actor, with all that is needed to undo them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.actor import Actor


class Merge(models.Model):
    """One row says that two records were one actor, and what was moved because of it."""

    gone = models.ForeignKey(
        Actor,
        verbose_name=_("duplicate"),
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
    )
    kept = models.ForeignKey(
        Actor,
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
    )
    made_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # what was done stays when an account goes
        related_name="+",
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Why the two are one; for the newsroom only.")
    )
    journal = models.JSONField(
        _("journal"),
        default=dict,
        editable=False,
        help_text=_("Each row that was changed, dropped or added, as it was and as it became."),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # what was done stays when an account goes
        related_name="+",
    )

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="merge_of_two_actors", condition=~models.Q(gone=models.F("kept"))
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=models.Q(undone_at__isnull=True),
                name="merge_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
