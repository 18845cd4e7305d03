"""What was due for a story and could not be done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.base import one_of
from articles.choices import DueTask
from articles.models.article import Article


class DueFailure(models.Model):
    """One row says that a story could not be released, or taken back, when it was due.

    The hour stays set and it is tried again, after pauses that grow; the row goes when it works
    or when the hour is dropped.
    """

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # nothing is due without the story
        related_name="due_failures",
    )
    task = models.CharField(_("what was due"), max_length=10, choices=DueTask)
    tries = models.PositiveIntegerField(_("tries"), default=1)
    failed_at = models.DateTimeField(_("failed at"), help_text=_("The last time."))
    again_at = models.DateTimeField(_("tried again at"), help_text=_("Not before."))
    error = models.TextField(_("why"), help_text=_("What was in the way."))

    class Meta:
        verbose_name = _("failure of what was due")
        verbose_name_plural = _("failures of what was due")
        ordering = ["-failed_at", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["article", "task"], name="duefailure_once_per_task"),
            one_of("duefailure_task_is_known", "task", DueTask),
            models.CheckConstraint(
                name="duefailure_is_tried_again_later",
                condition=models.Q(again_at__gt=models.F("failed_at")),
            ),
            models.CheckConstraint(name="duefailure_says_why", condition=~models.Q(error="")),
        ]

    def __str__(self) -> str:
        # Without a word of the story: who runs the machine sees it, and may not read stories.
        number = _("story no. %(number)s") % {"number": self.article_id}
        return f"{self.get_task_display()} · {number}"
