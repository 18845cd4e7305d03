"""Towns, sites and regions. A capital that means its government is not a place."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import PlaceKind
from actors.models.base import Kept, one_of


class Place(Kept):
    """One row is a town, a site or a region where something happens."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("In French."))
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    other_names = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("other names"),
        default=list,
        blank=True,
        help_text=_("Other spellings and former names, separated by commas: Kyiv, Léopoldville."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.TOWN)
    within = models.ForeignKey(
        "self",
        verbose_name=_("within"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what lies in a place would lose where it is
        related_name="parts",
        help_text=_("The town of a site, the region of a town. Empty: directly in the country."),
    )
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

    geonames = models.CharField(
        _("GeoNames number"), max_length=12, blank=True, help_text=_("Such as 2460596 for Bamako.")
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="place_has_a_name", condition=~models.Q(name="")),
            models.UniqueConstraint(
                # Two towns of one name in one country differ by their region.
                fields=["name", "country", "within"],
                name="place_once_per_country",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["geonames"],
                condition=~models.Q(geonames=""),
                name="place_geonames_is_unique",
            ),
            models.CheckConstraint(
                name="place_geonames_is_a_number",
                condition=models.Q(geonames="") | models.Q(geonames__regex=r"^[1-9][0-9]*$"),
            ),
            models.CheckConstraint(
                name="place_is_not_within_itself",
                condition=models.Q(within__isnull=True) | ~models.Q(within=models.F("id")),
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

    def clean(self) -> None:
        """Refuse a place that lies, over others, in itself, and one of another country."""
        super().clean()
        outer = self.within
        if outer and outer.country_id and self.country_id not in (None, outer.country_id):
            raise ValidationError({"within": _("That place lies in another country.")})
        seen = {self.pk}
        while outer is not None and outer.pk is not None:
            if outer.pk in seen:
                raise ValidationError({"within": _("A place cannot lie within itself.")})
            seen.add(outer.pk)
            outer = outer.within
