"""Pictures of stories with their rights, and files chosen in a form that is not saved yet."""

import secrets
import uuid
from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField
from procrastinate.contrib.django import app

from actors.fields import (
    PartialDateField,
    PartialDateModel,
    PartialDateQuerySetMixin,
    partial_date_constraints,
)
from actors.models.base import DATE_HELP, one_of
from articles.choices import Shape
from articles.models.article import Article

# The job of articles.tasks that makes what readers see of a picture.
TASK = "make_renditions"


def random_name(instance: models.Model, filename: str) -> str:
    """Where an upload is kept: a name that cannot be guessed, and nothing of the one it had."""
    return f"originals/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"


class PictureField(ImageField):
    """A file that must be an image, whole and of a known kind; its form is that of any file."""

    # Without the library's text column for the focal point: two numbers can be checked by the
    # database.
    def check(self, **kwargs: Any) -> list[Any]:
        return [found for found in super().check(**kwargs) if found.id != "imagefield.I001"]

    def formfield(self, **kwargs: Any) -> Any:
        # Not the library's widget, which makes files and links to them while it is drawn.
        return models.ImageField.formfield(self, **kwargs)


class ImageQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Pictures."""

    def unmade(self) -> Self:
        """Those without renditions of their present file and focal point."""
        present = Rendition.objects.filter(
            image=OuterRef("pk"),
            of_file=OuterRef("file"),
            of_x=OuterRef("focal_x"),
            of_y=OuterRef("focal_y"),
        )
        return self.exclude(Exists(present))


class Image(PartialDateModel):
    """One row is a picture in a story. The world sees it once it has credit and description.

    The original is never served, only its renditions, which a job makes.
    """

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a picture is kept with its story
        related_name="images",
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, help_text=_("The smallest comes first.")
    )
    file = PictureField(
        _("file"),
        upload_to=random_name,
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG, WebP or TIFF."),
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Photographer and agency. Needed before the story goes out."),
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("For those who cannot see it. Needed before the story goes out."),
    )
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who does what, where and when; readers see it.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("Or terms of use: what may be done with it, and until when."),
    )
    taken_on = PartialDateField(_("taken on"), help_text=DATE_HELP)
    place = models.CharField(
        _("taken at"), max_length=200, blank=True, help_text=_("Town and country; readers see it.")
    )
    focal_x = models.FloatField(
        _("focal point, from the left"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("From 0 to 1: what stays in the picture when it is cropped."),
    )
    focal_y = models.FloatField(
        _("focal point, from the top"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("From 0 to 1."),
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["position", "id"]
        constraints = [
            *partial_date_constraints("image", "taken_on"),
            models.CheckConstraint(
                name="image_focal_point_is_inside",
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_text or self.caption[:80] or f"#{self.pk}"

    @property
    def has_rights(self) -> bool:
        """Whether it may be shown: it says whose it is, and what is in it."""
        return bool(self.credit.strip() and self.alt_text.strip())

    @property
    def source(self) -> dict[str, Any]:
        """What renditions depend on, as columns of theirs: the file, and the focal point."""
        return {"of_file": self.file.name, "of_x": self.focal_x, "of_y": self.focal_y}

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if not self.renditions.filter(**self.source).exists():
            # Named, not imported: the job works on this model. It is part of the transaction.
            app.configure_task(TASK, allow_unknown=True).defer(pk=self.pk)


class Rendition(models.Model):
    """One row is a file made of a picture, as readers get it: without any metadata."""

    image = models.ForeignKey(
        Image,
        verbose_name=_("image"),
        on_delete=models.CASCADE,  # made of it, and made anew when it comes back
        related_name="renditions",
    )
    # A digest that only this archive can work out: it cannot be guessed, and never stands for
    # other bytes.
    name = models.CharField(_("name of the file"), max_length=60)
    shape = models.CharField(_("shape"), max_length=10, choices=Shape)
    media_type = models.CharField(_("media type"), max_length=20)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    # Of which file and focal point it was made: of others, it is not this picture's any more.
    of_file = models.CharField(_("made of"), max_length=100)
    of_x = models.FloatField(_("made around, from the left"))
    of_y = models.FloatField(_("made around, from the top"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["shape", "width", "media_type", "id"]
        constraints = [
            one_of("rendition_shape_is_known", "shape", Shape),
            models.UniqueConstraint(fields=["image", "name"], name="rendition_once_per_image"),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """One row is a file that somebody chose in a form which is not saved yet."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    file = PictureField(
        _("file"), upload_to=random_name, width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("chosen by"),
        on_delete=models.CASCADE,  # nobody else can take up what this person chose
        related_name="+",
    )
    made_at = models.DateTimeField(_("chosen at"), auto_now_add=True)
    # Once it is a picture's, it stays: the history of the story may bring it back.
    taken_at = models.DateTimeField(_("taken up at"), null=True, blank=True, editable=False)
    # What the file says of itself: column of Image → text.
    told = models.JSONField(_("read from the file"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("chosen file")
        verbose_name_plural = _("chosen files")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["made_at"], name="upload_made_at_idx")]

    def __str__(self) -> str:
        return self.file.name
