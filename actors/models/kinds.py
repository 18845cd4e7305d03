"""The three kinds of actors: persons, countries, organisations."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind, OrganisationType
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.actor import Actor
from actors.models.base import DATE_HELP, Kept, one_of
from actors.querysets import ActorQuerySet


class Person(Actor):
    """One row is a human being."""

    own_kind = ActorKind.PERSON

    family_name = models.CharField(
        _("family name"), max_length=150, blank=True, help_text=_("Used for sorting, if given.")
    )
    given_name = models.CharField(_("given name"), max_length=150, blank=True)
    gender = models.CharField(
        _("gender"),
        max_length=10,
        blank=True,
        choices=[("female", _("Female")), ("male", _("Male")), ("other", _("Other"))],
    )
    born = PartialDateField(_("born"), help_text=DATE_HELP)
    died = PartialDateField(_("died"), help_text=DATE_HELP)
    nationality = models.ForeignKey(
        "actors.Country",
        verbose_name=_("nationality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a country of record is never deleted
        related_name="nationals",
    )

    objects = ActorQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *partial_date_constraints("person", "born"),
            *partial_date_constraints("person", "died"),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=models.Q(died_latest__gte=models.F("born_earliest"))
                | models.Q(died_latest__isnull=True)
                | models.Q(born_earliest__isnull=True),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.own_kind
        super().save(*args, **kwargs)


class Country(Actor):
    """One row is a state, present or former."""

    own_kind = ActorKind.COUNTRY

    iso2 = models.CharField(
        _("ISO 3166-1 alpha-2"),
        max_length=2,
        blank=True,
        help_text=_("Two capitals, such as ML. Empty for a former country."),
    )
    iso3 = models.CharField(_("ISO 3166-1 alpha-3"), max_length=3, blank=True)
    iso_numeric = models.CharField(_("ISO 3166-1 numeric"), max_length=3, blank=True)
    former_code = models.CharField(
        _("ISO 3166-3"), max_length=4, blank=True, help_text=_("Four capitals, such as SUHH.")
    )
    capital = models.ForeignKey(
        "actors.Place",
        verbose_name=_("capital"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # a country outlives the note of its capital
        related_name="+",
    )
    began = PartialDateField(_("began"), help_text=DATE_HELP)
    ended = PartialDateField(_("ended"), help_text=DATE_HELP)

    objects = ActorQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            *partial_date_constraints("country", "began"),
            *partial_date_constraints("country", "ended"),
            *(
                models.UniqueConstraint(
                    fields=[code],
                    condition=~models.Q(**{code: ""}),
                    name=f"country_{code}_is_unique",
                )
                for code in ("iso2", "iso3", "iso_numeric", "former_code")
            ),
            models.CheckConstraint(
                name="country_iso2_is_two_capitals",
                condition=models.Q(iso2="") | models.Q(iso2__regex=r"^[A-Z]{2}$"),
            ),
            models.CheckConstraint(
                name="country_with_iso2_has_not_ended",
                condition=models.Q(iso2="") | models.Q(ended=""),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.own_kind
        super().save(*args, **kwargs)


class Succession(Kept):
    """One row says that a country followed another."""

    predecessor = models.ForeignKey(
        Country,
        verbose_name=_("predecessor"),
        on_delete=models.CASCADE,  # the tie goes with either end
        related_name="successions",
    )
    successor = models.ForeignKey(
        Country,
        verbose_name=_("successor"),
        on_delete=models.CASCADE,  # the tie goes with either end
        related_name="precessions",
    )

    class Meta:
        verbose_name = _("succession of countries")
        verbose_name_plural = _("successions of countries")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_is_unique"
            ),
            models.CheckConstraint(
                name="succession_of_another_country",
                condition=~models.Q(predecessor=models.F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Organisation(Actor):
    """One row is a body: a bloc, a ministry, an army, a company."""

    own_kind = ActorKind.ORGANISATION

    type = models.CharField(
        _("type"), max_length=15, choices=OrganisationType, default=OrganisationType.OTHER
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an organisation of record is never deleted
        related_name="children",
    )
    home_country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a country of record is never deleted
        related_name="organisations",
        help_text=_("Empty for a body of several countries."),
    )
    founded = PartialDateField(_("founded"), help_text=DATE_HELP)
    dissolved = PartialDateField(_("dissolved"), help_text=DATE_HELP)

    objects = ActorQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *partial_date_constraints("organisation", "founded"),
            *partial_date_constraints("organisation", "dissolved"),
            one_of("organisation_type_is_known", "type", OrganisationType),
            models.CheckConstraint(
                name="organisation_is_not_part_of_itself",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("actor_ptr")),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.own_kind
        super().save(*args, **kwargs)
