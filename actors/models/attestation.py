"""The days for which sources state a tenure, a rank or a membership."""

from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.base import Kept

# What is attested for a day: column → model.
ATTESTED = {"tenure": "actors.Tenure", "rank": "actors.Rank", "membership": "actors.Membership"}


def _fact(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        ATTESTED[name],
        verbose_name=_(name),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # a day attested for a fact that is gone says nothing
        related_name="attestations",
    )


def _only(name: str) -> models.Q:
    return models.Q(**{f"{fact}__isnull": fact != name for fact in ATTESTED})


class Attestation(Kept):
    """One row says that a source states a tenure, a rank or a membership for one day.

    What an unpublished story states is not here: a row with a story is written when the story
    comes out and deleted when it is taken back, so all rows are as public as their fact.
    """

    tenure = _fact("tenure")
    rank = _fact("rank")
    membership = _fact("membership")
    day = models.DateField(_("day"), help_text=_("The day for which the source states it."))
    as_printed = models.CharField(
        _("wording"),
        max_length=300,
        blank=True,
        help_text=_("How the source words it on that day, if that is known."),
    )
    # Plain values, because stories and their sentences are not known at this layer.
    story = models.UUIDField(_("story"), null=True, blank=True, editable=False)
    evidence = models.UUIDField(_("evidence"), null=True, blank=True, editable=False)
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Public: which publication, list or register says so. Not for our stories."),
    )
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, help_text=_("If it is online.")
    )

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                name="attestation_of_exactly_one_fact",
                condition=reduce(or_, (_only(name) for name in ATTESTED)),
            ),
            models.CheckConstraint(
                name="attestation_has_one_source",
                condition=models.Q(
                    story__isnull=False, evidence__isnull=False, source="", source_url=""
                )
                | (
                    models.Q(story__isnull=True, evidence__isnull=True)
                    & (~models.Q(source="") | ~models.Q(source_url=""))
                ),
            ),
            models.UniqueConstraint(
                fields=["tenure", "rank", "membership", "day", "source", "source_url"],
                condition=models.Q(story__isnull=True),
                name="attestation_once_per_source",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["evidence"], name="attestation_once_per_sentence"),
        ]
        indexes = [models.Index(fields=["story"], name="attestation_story_idx")]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.day.isoformat(), self.source or self.source_url)))

    @property
    def fact(self) -> models.Model:
        """The row that is attested."""
        return next(fact for name in ATTESTED if (fact := getattr(self, name)))
