"""Who and what a story names: actors, places, meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import Certainty
from actors.models.base import Kept
from articles.choices import CoverageRole, MentionRole
from articles.models.article import Article
from articles.querysets import ArticlePartQuerySet


class Mention(Kept):
    """One row is an actor or a place in a story, with the spelling that was printed."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a mention is nothing without the story
        related_name="mentions",
    )
    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
    )
    place = models.ForeignKey(
        "actors.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a place that stories name stays
        related_name="+",
    )
    spelling = models.CharField(
        _("spelling as printed"), max_length=300, blank=True, help_text=_("Exactly as printed.")
    )
    role = models.CharField(
        _("role"), max_length=10, choices=MentionRole, default=MentionRole.MENTIONED
    )
    is_metonym = models.BooleanField(
        _("stands for another name"),
        default=False,
        help_text=_("A capital that means its government: “Moscow” for Russia."),
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.EXPLICIT
    )

    objects = ArticlePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="mention_of_an_actor_or_a_place",
                condition=models.Q(actor__isnull=False, place__isnull=True)
                | models.Q(actor__isnull=True, place__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["article", "actor", "place", "spelling"],
                name="mention_once_per_spelling",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.spelling or str(self.actor or self.place)


class Coverage(Kept):
    """One row is a meeting or event in a story."""

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # coverage is nothing without the story
        related_name="coverages",
    )
    meeting = models.ForeignKey(
        "actors.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.PROTECT,  # a meeting that stories report stays
        related_name="+",
    )
    role = models.CharField(
        _("role"), max_length=10, choices=CoverageRole, default=CoverageRole.NEWS
    )

    objects = ArticlePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting in the story")
        verbose_name_plural = _("meetings in the story")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "meeting"], name="coverage_is_unique"),
        ]

    def __str__(self) -> str:
        return str(self.meeting)
