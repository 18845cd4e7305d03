"""In what way a thing is in the register, or not in it any more."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemStatus(models.TextChoices):
    """Publication status of an item; the first three are ninjs `pubStatus`."""

    USABLE = "usable", _("Usable")
    WITHHELD = "withheld", _("Withheld")
    CANCELED = "canceled", _("Canceled")
    GONE = "gone", _("Gone")
    MERGED = "merged", _("Merged")
