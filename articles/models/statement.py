"""Words: quotations, reported claims, messages carried for another."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import Certainty
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.base import DATE_HELP, one_of
from articles.choices import StatementKind
from articles.models.anchored import (
    Anchored,
    AnchoredQuerySet,
    Reviewed,
    anchor_constraints,
    anchor_indexes,
)
from articles.models.article import Article

# What stands between quotation marks, and so word for word in the story.
VERBATIM = (StatementKind.QUOTE, StatementKind.TERM)


class Statement(Anchored, Reviewed):
    """One row is something said, as one story gives it."""

    quoted = "text"
    deciding = Anchored.deciding | {"kind"}

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # words as a story gives them go with the story
        related_name="statements",
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=StatementKind, default=StatementKind.QUOTE
    )
    text = models.TextField(
        _("words"),
        help_text=_("A quotation exactly as printed, without its marks; else a summary."),
    )
    speaker = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("speaker or source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
        help_text=_("Who says it; for a message carried for another, the bearer."),
    )
    source_as_written = models.CharField(
        _("source as printed"),
        max_length=300,
        blank=True,
        help_text=_("Such as “la partie malienne” or “des informations officielles”."),
    )
    originator = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("originator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
        help_text=_("Whose message it is, if the speaker only carries it."),
    )
    addressee = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("addressee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
    )
    occasion = models.ForeignKey(
        "actors.Meeting",
        verbose_name=_("occasion"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a meeting at which words were said stays
        related_name="+",
    )
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the later piece can stand alone
        related_name="continuations",
        help_text=_("The earlier piece, when one sentence is quoted in two."),
    )
    said_on = PartialDateField(_("said on"), help_text=DATE_HELP)
    language = models.CharField(_("language"), max_length=10, default="fr")
    original_text = models.TextField(
        _("original words"),
        blank=True,
        help_text=_(
            "In a translated story: what was said, in the language in which the source gives it."
        ),
    )
    original_language = models.CharField(
        _("language of the original words"), max_length=10, blank=True
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.EXPLICIT
    )

    objects = AnchoredQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["id"]
        constraints = [
            *partial_date_constraints("statement", "said_on"),
            models.CheckConstraint(name="statement_has_words", condition=~models.Q(text="")),
            one_of("statement_kind_is_known", "kind", StatementKind),
            models.CheckConstraint(
                name="statement_relayed_has_an_originator",
                condition=~models.Q(kind=StatementKind.RELAYED)
                | models.Q(originator__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_does_not_continue_itself",
                condition=models.Q(continues__isnull=True) | ~models.Q(continues=models.F("id")),
            ),
            *anchor_constraints("statement"),
        ]
        indexes = anchor_indexes("statement")

    @property
    def words(self) -> str:
        """What stands in the story: the words of a quotation, nothing of a summary."""
        return self.text if self.kind in VERBATIM else ""

    @property
    def shown_words(self) -> str:
        return self.present or self.text

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class StatementSubject(models.Model):
    """One row says whom or what a statement is about."""

    statement = models.ForeignKey(
        Statement,
        verbose_name=_("statement"),
        on_delete=models.CASCADE,  # the tie goes with the words
        related_name="subjects",
    )
    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("about"),
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="+",
    )

    class Meta:
        verbose_name = _("subject of a statement")
        verbose_name_plural = _("subjects of a statement")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "actor"], name="statementsubject_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return str(self.actor)
