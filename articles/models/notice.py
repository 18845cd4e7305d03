"""What was corrected or withdrawn, and why; both are public."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Correction(models.Model):
    """One row is a correction of a published story."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a note is nothing without its story
        related_name="corrections",
    )
    note = models.TextField(_("public note"), help_text=_("What was wrong and what is right."))
    hides_earlier = models.BooleanField(
        _("hides earlier versions"),
        default=False,
        help_text=_(
            "For legal reasons only. What the story said before is deleted from the public "
            "history, for good: readers see that there was another version, and not its words. "
            "The newsroom keeps its own history."
        ),
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the correction outlives an account
        related_name="+",
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(name="correction_has_a_note", condition=~models.Q(note="")),
        ]

    def __str__(self) -> str:
        return self.note


class Withdrawal(models.Model):
    """One row says that a story was withdrawn, and why; kept when it is published again."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a notice is nothing without its story
        related_name="withdrawals",
    )
    reason = models.TextField(_("public reason"), help_text=_("Readers and partners see it."))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the withdrawal outlives an account
        related_name="+",
    )

    lifted_at = models.DateTimeField(
        _("lifted at"),
        null=True,
        blank=True,
        help_text=_("When the story was published again. Empty: it stands."),
    )

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(lifted_at__isnull=True),
                name="withdrawal_one_stands_per_story",
            ),
            models.CheckConstraint(
                name="withdrawal_lifted_after_it_was_made",
                condition=models.Q(lifted_at__isnull=True)
                | models.Q(lifted_at__gte=models.F("made_at")),
            ),
            models.CheckConstraint(name="withdrawal_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason
