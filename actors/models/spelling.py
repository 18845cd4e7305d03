"""Ways of writing actors, offices and places, for looking them up; and which are out of date."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import NameKind
from actors.models.base import one_of
from actors.spellings.beginnings import WORDS


class SpellingSource(models.TextChoices):
    """Where a way of writing comes from."""

    NAME = "name", _("The record's own name")
    OTHER = "other", _("Another name on record")
    DERIVED = "derived", _("Made by rule")


class SpellingNeed(models.IntegerChoices):
    """What a way of writing needs in running text to be taken for the name."""

    ANYTHING = 0, _("Nothing")
    CAPITAL = 1, _("A capital")
    CAPITALS = 2, _("Capitals only")


class Thing(models.TextChoices):
    """What can be looked up by a way of writing; the values are the columns of Spelling."""

    ACTOR = "actor", _("Actor")
    OFFICE = "office", _("Office")
    PLACE = "place", _("Place")


class Spelling(models.Model):
    """One row is a way in which an actor, an office or a place may be written, for looking it up.

    Only `actors.spellings.index` writes here. Held and private things are in it: it is the
    desk's. What is merged is found under the actor that remains.
    """

    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # made from its names
        related_name="spellings",
    )
    office = models.ForeignKey(
        "actors.Office",
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # made from its titles
        related_name="spellings",
    )
    place = models.ForeignKey(
        "actors.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # made from its names
        related_name="spellings",
    )
    text = models.TextField(_("as written"))
    # The words of the text, for exact look-ups of running text word by word.
    folded = models.TextField(_("words"), db_collation="C")
    source = models.CharField(_("source"), max_length=10, choices=SpellingSource)
    kind = models.CharField(_("kind"), max_length=15, choices=NameKind, blank=True)
    need = models.PositiveSmallIntegerField(
        _("needs"), choices=SpellingNeed, default=SpellingNeed.CAPITAL
    )
    # Empty for what is made by rule: a surname alone is found through the full name.
    keys = ArrayField(models.TextField(), verbose_name=_("keys"), default=list, blank=True)
    key_version = models.PositiveSmallIntegerField(_("version of the rules"))

    class Meta:
        verbose_name = _("way of writing")
        verbose_name_plural = _("ways of writing")
        constraints = [
            models.CheckConstraint(
                name="spelling_of_exactly_one_thing",
                condition=models.Q(actor__isnull=False, office__isnull=True, place__isnull=True)
                | models.Q(actor__isnull=True, office__isnull=False, place__isnull=True)
                | models.Q(actor__isnull=True, office__isnull=True, place__isnull=False),
            ),
            models.CheckConstraint(
                name="spelling_has_words",
                condition=~models.Q(folded=""),
            ),
            models.UniqueConstraint(
                fields=["actor", "office", "place", "text", "source"],
                name="spelling_once_per_thing",
                nulls_distinct=False,
            ),
            one_of("spelling_source_is_known", "source", SpellingSource),
        ]
        indexes = [
            models.Index(fields=["folded"], name="spelling_folded_idx"),
            models.Index(fields=["key_version"], name="spelling_key_version_idx"),
            # Without a list of what is still to be sorted in, which every look-up would read.
            GinIndex(fields=["keys"], name="spelling_keys_gin", fastupdate=False),
            GinIndex(WORDS, name="spelling_words_gin", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.text


class StaleSpelling(models.Model):
    """One row says that the ways of writing a thing are to be made anew. Only triggers write it."""

    thing = models.CharField(_("what"), max_length=10, choices=Thing)
    # Not a foreign key: the thing may be gone before its row is worked off.
    thing_id = models.BigIntegerField(_("primary key"))

    class Meta:
        verbose_name = _("ways of writing out of date")
        verbose_name_plural = _("ways of writing out of date")
        indexes = [models.Index(fields=["thing", "thing_id"], name="stalespelling_thing_idx")]

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_id}"
