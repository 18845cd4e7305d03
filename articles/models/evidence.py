"""The sentence a fact rests on."""

import uuid
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actors.choices import Certainty
from actors.models.base import one_of
from articles.models.anchored import (
    Anchored,
    AnchoredQuerySet,
    Reviewed,
    anchor_constraints,
    anchor_indexes,
)
from articles.models.article import Article

# What evidence can support: one column for each, so that the database knows the facts.
FACTS = {
    "actor": "actors.Actor",
    "name": "actors.Name",
    "tenure": "actors.Tenure",
    "rank": "actors.Rank",
    "membership": "actors.Membership",
    "meeting": "actors.Meeting",
    "participation": "actors.Participation",
    "meeting_link": "actors.MeetingLink",
    "agreement": "actors.Agreement",
    "party": "actors.Party",
    "mention": "articles.Mention",
    "statement": "articles.Statement",
}


def _fact(name: str, label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        FACTS[name],
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # evidence for a fact that is gone says nothing
        related_name="+",
    )


def _only(name: str | None) -> models.Q:
    return models.Q(**{f"{fact}__isnull": fact != name for fact in FACTS})


class Evidence(Anchored, Reviewed):
    """One row is a sentence of a story and the fact that rests on it.

    The sentence is kept as a W3C Web Annotation text quote selector: the exact words, and
    what stands just before and after them, so that it can be found again after an edit.
    """

    quoted = "exact"

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # the sentence is part of the story
        related_name="evidence",
    )
    exact = models.TextField(
        _("sentence"), blank=True, help_text=_("Word for word from the lead or the text.")
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.EXPLICIT
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("Public: what the sentence says, or why it is in doubt.")
    )
    attests_on = models.DateField(
        _("attests the day"),
        null=True,
        blank=True,
        help_text=_(
            "For an office, a rank or a membership: the day for which the sentence states it. "
            "Empty: the day of the news, else the day of publication."
        ),
    )
    is_about_the_past = models.BooleanField(
        _("speaks of the past"),
        default=False,
        help_text=_("It states what was, not what is: without a day given it attests none."),
    )
    as_printed = models.CharField(
        _("wording"),
        max_length=300,
        blank=True,
        help_text=_(
            "For an office or a rank: how the sentence prints it, "
            "as in “ministre malien de la Défense”."
        ),
    )
    actor = _fact("actor", _("about the actor"))
    name = _fact("name", _("name"))
    tenure = _fact("tenure", _("tenure"))
    rank = _fact("rank", _("rank"))
    membership = _fact("membership", _("membership"))
    meeting = _fact("meeting", _("meeting"))
    participation = _fact("participation", _("participation"))
    meeting_link = _fact("meeting_link", _("link between meetings"))
    agreement = _fact("agreement", _("agreement"))
    party = _fact("party", _("party"))
    mention = _fact("mention", _("mention"))
    statement = _fact("statement", _("statement"))

    objects = AnchoredQuerySet.as_manager()

    class Meta:
        # French has a word for one, so it needs a message of its own.
        verbose_name = pgettext_lazy("one sentence", "evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="evidence_supports_at_most_one_fact",
                condition=reduce(or_, (_only(name) for name in [None, *FACTS])),
            ),
            models.CheckConstraint(
                name="evidence_says_something",
                condition=~models.Q(exact="") | ~models.Q(note=""),
            ),
            one_of("evidence_certainty_is_known", "certainty", Certainty),
            *anchor_constraints("evidence"),
        ]
        indexes = anchor_indexes("evidence")

    def __str__(self) -> str:
        return self.exact or self.note

    @property
    def fact(self) -> models.Model | None:
        """The row that rests on this sentence; None for a note on the story itself."""
        return next((fact for name in FACTS if (fact := getattr(self, name))), None)
