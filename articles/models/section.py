"""The headings under which stories are filed, and what is asked of stories there."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """One row is a heading under which stories are filed."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Part of addresses; keep it."))
    name = models.CharField(_("name"), max_length=100, help_text=_("In French."))
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=False,
        help_text=_(
            "A story goes out only after somebody who did not write it has approved its text."
        ),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who works in it"),
        blank=True,
        related_name="+",
        help_text=_("Only they change and publish its stories. Empty: everybody who may."),
    )
    hold_stale_translations = models.BooleanField(
        _("hold stale translations"),
        default=False,
        help_text=_(
            "A translation whose source was corrected is not published before somebody has said "
            "that it is up to date."
        ),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def editor_keys(self) -> set[int]:
        """Keys of the accounts that work in it; empty if everybody does."""
        return set(self.editors.values_list("pk", flat=True))
