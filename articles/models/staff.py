"""Who worked on a story: the segments of its signature, and the staff behind them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.choices import SignatoryRole
from articles.models.article import Article


class Contributor(models.Model):
    """One row is a member of the staff, or the agency itself, as signatures know it."""

    name = models.CharField(_("name"), max_length=200)
    initials = models.CharField(
        _("initials"), max_length=20, help_text=_("Exactly as signed, with their capitals.")
    )
    role = models.CharField(
        _("usual role"), max_length=10, choices=SignatoryRole, default=SignatoryRole.UNKNOWN
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("log-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # a signature outlives an account
        related_name="+",
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["initials", "id"]
        constraints = [
            models.CheckConstraint(
                name="contributor_until_after_from",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initials} ({self.name})" if self.name else self.initials


class Signatory(models.Model):
    """One row is a segment of a story's signature."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a segment is nothing without the signature
        related_name="signatories",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    initials = models.CharField(_("as printed"), max_length=20)
    role = models.CharField(
        _("role"), max_length=10, choices=SignatoryRole, default=SignatoryRole.UNKNOWN
    )
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the printed initials stay when a member of staff goes
        related_name="signatures",
        help_text=_("Empty if nobody knows; never guessed."),
    )

    class Meta:
        verbose_name = _("segment of the signature")
        verbose_name_plural = _("segments of the signature")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"], name="signatory_once_per_position"
            ),
        ]

    def __str__(self) -> str:
        return self.initials
