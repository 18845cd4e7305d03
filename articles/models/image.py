"""Pictures with their rights."""

import uuid
from pathlib import PurePath

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


def random_name(instance: "Image", filename: str) -> str:
    """Where an upload is kept: a name that cannot be guessed, since files are served by name."""
    return f"images/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class Image(models.Model):
    """One row is a picture in a story. It is not shown before the story has rights for it."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a picture is kept with its story
        related_name="images",
    )
    file = models.ImageField(_("file"), upload_to=random_name)
    credit = models.CharField(_("credit"), max_length=200, help_text=_("Photographer and agency."))
    alt_text = models.CharField(
        _("alternative text"), max_length=300, help_text=_("For those who cannot see it.")
    )
    caption = models.TextField(_("caption"), blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    focal_x = models.FloatField(
        _("focal point, from the left"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    focal_y = models.FloatField(
        _("focal point, from the top"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="image_focal_point_is_inside",
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="image_has_credit_and_alternative_text",
                condition=~models.Q(credit="") & ~models.Q(alt_text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text
