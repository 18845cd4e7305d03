"""Lists of records that somebody looks at again and again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """One row is the filter of a list under a name: its maker's, or everybody's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        editable=False,
        on_delete=models.CASCADE,  # a habit of one person
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("Shown above the list."))
    model = models.CharField(_("list"), max_length=60, editable=False)
    query = models.CharField(_("filter"), max_length=2000, blank=True, editable=False)
    is_shared = models.BooleanField(
        _("for everybody"), default=False, help_text=_("Shown to the whole newsroom.")
    )

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "id"]
        permissions = [
            ("share_savedfilter", _("Can save filters for everybody")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "model", "name"], name="savedfilter_once_per_name"
            ),
            models.CheckConstraint(name="savedfilter_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
