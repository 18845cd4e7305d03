"""Anything that acts: one table for persons, countries and organisations, with its names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import ActorKind, NameKind, Visibility
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.base import DATE_HELP, Fact, Kept, Record, one_of
from actors.querysets import ActorQuerySet


def folded(column: str) -> models.GeneratedField:
    """A column that the database keeps equal to the folded text of another."""
    return models.GeneratedField(
        expression=models.Func(column, function="register_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )


class Actor(Record):
    """One row is anything that can meet, speak, sign, belong or be mentioned."""

    kind = models.CharField(_("kind"), max_length=12, choices=ActorKind, editable=False)
    name = models.CharField(
        _("name"), max_length=300, help_text=_("The agency's own spelling, in French.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=300, blank=True, help_text=_("Only if it differs.")
    )
    sort_key = folded("name")
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences for readers who do not know.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,  # the old address leads to the one that remains
        related_name="merged",
    )

    objects = ActorQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["sort_key", "id"]
        permissions = [("merge_actor", _("Can merge actors and undo mergers"))]
        constraints = [
            models.CheckConstraint(name="actor_has_a_name", condition=~models.Q(name="")),
            one_of("actor_kind_is_known", "kind", ActorKind),
            one_of("actor_visibility_is_known", "visibility", Visibility),
            models.CheckConstraint(
                name="actor_is_not_merged_into_itself",
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "sort_key"], name="actor_kind_sort_key_idx"),
            models.Index(fields=["sort_key", "id"], name="actor_sort_key_idx"),
        ]

    def __str__(self) -> str:
        return self.name


class Name(Fact):
    """One row is a way in which an actor is written, besides its canonical name."""

    actor = models.ForeignKey(
        Actor,
        verbose_name=_("actor"),
        on_delete=models.CASCADE,  # a name is nothing without whom it names
        related_name="names",
    )
    text = models.CharField(_("name"), max_length=300, help_text=_("Exactly as it is written."))
    folded = folded("text")
    kind = models.CharField(_("kind"), max_length=15, choices=NameKind, default=NameKind.SPELLING)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Code such as fr, en, ar, ru.")
    )
    # When it was borne: a maiden name, the former name of a country or an organisation.
    began = PartialDateField(_("borne since"), help_text=DATE_HELP)
    ended = PartialDateField(_("borne until"), help_text=DATE_HELP)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["folded", "id"]
        constraints = [
            *partial_date_constraints("name", "began"),
            *partial_date_constraints("name", "ended"),
            models.CheckConstraint(
                name="name_ended_after_beginning",
                condition=models.Q(ended_latest__gte=models.F("began_earliest"))
                | models.Q(ended_latest__isnull=True)
                | models.Q(began_earliest__isnull=True),
            ),
            models.CheckConstraint(name="name_has_a_text", condition=~models.Q(text="")),
            models.UniqueConstraint(
                fields=["actor", "text", "kind", "language", "began"],
                name="name_once_per_beginning",
            ),
            one_of("name_kind_is_known", "kind", NameKind),
            one_of("name_visibility_is_known", "visibility", Visibility),
        ]
        indexes = [models.Index(fields=["folded"], name="name_folded_idx")]

    def __str__(self) -> str:
        return self.text


class Identifier(Kept):
    """One row is the number of an actor in somebody else's catalogue."""

    actor = models.ForeignKey(
        Actor,
        verbose_name=_("actor"),
        on_delete=models.CASCADE,  # an identifier is nothing without what it identifies
        related_name="identifiers",
    )
    scheme = models.CharField(
        _("scheme"), max_length=30, help_text=_("The catalogue, such as wikidata or geonames.")
    )
    value = models.CharField(_("identifier"), max_length=100, help_text=_("Such as Q912."))

    class Meta:
        verbose_name = _("external identifier")
        verbose_name_plural = _("external identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once_per_scheme"),
            models.CheckConstraint(
                name="identifier_is_complete",
                condition=~models.Q(scheme="") & ~models.Q(value=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
