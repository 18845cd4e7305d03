"""Links with which somebody without an account may look at a story that is not out."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

# How long a link may be good for.
LONGEST = timedelta(hours=72)


class PreviewLink(models.Model):
    """One row is a link that was handed out. Its token is kept as a digest only."""

    uid = models.UUIDField(_("identifier"), default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # there is nothing left to look at
        related_name="preview_links",
    )
    digest = models.CharField(
        _("digest of the token"), max_length=64, unique=True, editable=False, help_text="SHA-256."
    )
    note = models.CharField(
        _("for whom"), max_length=200, blank=True, help_text=_("Who is to look at it, and why.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.CASCADE,  # what they answer for ends with their account
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("uses"), default=0)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="previewlink_lasts_72_hours_at_most",
                condition=models.Q(expires_at__gt=models.F("made_at"))
                & models.Q(expires_at__lte=models.F("made_at") + LONGEST),
            ),
        ]

    def __str__(self) -> str:
        return self.note or f"{self.made_at:%Y-%m-%d %H:%M}"
