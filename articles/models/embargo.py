"""Who is entitled to a story that is still under embargo."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class EmbargoAccess(models.Model):
    """One row says that a partner is entitled to a story before its embargo ends.

    The partner's keys read the story from when it is scheduled, if the contract lets them.
    """

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # nothing to see without the story
        related_name="embargo_accesses",
    )
    partner = models.ForeignKey(
        "partners.Partner",
        verbose_name=_("partner"),
        on_delete=models.PROTECT,  # who had the story early is part of the record
        related_name="+",
        help_text=_(
            "Gets the story once it is scheduled, before the embargo ends, if its contract lets "
            "it have such stories."
        ),
    )
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("granted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # the grant outlives an account
        related_name="+",
    )

    class Meta:
        verbose_name = _("entitled partner")
        verbose_name_plural = _("entitled partners")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "partner"], name="embargoaccess_once_per_partner"
            ),
        ]

    def __str__(self) -> str:
        return str(self.partner)
