"""Towns, sites and regions. A capital that means its government is not a place."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import PlaceKind
from actors.models.base import Kept, one_of


class Place(Kept):
    """One row is a town, a site or a region where something happens."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("In French."))
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.TOWN)
    country = models.ForeignKey(
        "actors.Country",
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a country of record is never deleted
        related_name="places",
        help_text=_("Empty for a region of several countries."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="place_has_a_name", condition=~models.Q(name="")),
            models.UniqueConstraint(
                fields=["name", "country"], name="place_once_per_country", nulls_distinct=False
            ),
            one_of("place_kind_is_known", "kind", PlaceKind),
            models.CheckConstraint(
                name="place_coordinates_come_in_pairs",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                # Compared with nothing, a range is neither true nor false, and would pass.
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
