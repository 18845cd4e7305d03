"""Pairs of records that look alike, and that an editor has found to be two."""

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from actors.models.actor import Actor
from actors.models.base import Kept


class Distinct(Kept):
    """One row says that two actors of like names are two: nobody need be warned again."""

    one = models.ForeignKey(
        Actor,
        verbose_name=_("one"),
        help_text=_("One of the two."),
        on_delete=models.CASCADE,  # that two are two says nothing of one alone
        related_name="+",
    )
    other = models.ForeignKey(
        Actor,
        verbose_name=_("the other"),
        help_text=_("Whom or what it could be taken for."),
        on_delete=models.CASCADE,  # that two are two says nothing of one alone
        related_name="+",
    )

    class Meta:
        verbose_name = _("pair told apart")
        verbose_name_plural = _("pairs told apart")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="distinct_are_two", condition=~models.Q(one=models.F("other"))
            ),
            # Whichever of the two comes first.
            models.UniqueConstraint(
                Least("one", "other"), Greatest("one", "other"), name="distinct_once_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"
