"""The accounts of partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """One row is a house that receives what the newsroom publishes, by contract."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As its contract says."))
    slug = models.SlugField(_("code"), unique=True, help_text=_("Part of addresses; keep it."))
    email = models.EmailField(
        _("contact"),
        blank=True,
        help_text=_("Whom to write to; the archive itself sends nothing there."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: its contract is at an end.")
    )
    notes = models.TextField(
        _("internal notes"), blank=True, help_text=_("For the newsroom only; never published.")
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="partner_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
