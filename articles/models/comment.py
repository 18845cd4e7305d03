"""What colleagues say to each other about a sentence of a story."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models.base import Kept, one_of
from articles.choices import Anchor
from articles.models.anchored import Anchored
from articles.models.article import Article


class Comment(Anchored, Kept):
    """One row is a remark on words of a story, or an answer to one.

    For the newsroom only: no document of the register reads it. The words are found again after
    each edit, as those of evidence are.
    """

    quoted: ClassVar[str] = "exact"

    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,  # a remark is nothing without the story
        related_name="comments",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,  # the remark outlasts the account
        related_name="+",
    )
    text = models.TextField(_("comment"), help_text=_("For colleagues only; never published."))
    exact = models.TextField(
        _("words commented on"),
        blank=True,
        help_text=_("Exactly as they stand in the story. Empty: the story as a whole."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("answer to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,  # an answer is nothing without the question
        related_name="replies",
    )
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # that it is settled outlasts the account
        related_name="+",
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["id"]
        constraints = [
            one_of("comment_anchor_is_known", "anchor", Anchor),
            models.CheckConstraint(
                name="comment_lost_has_no_place",
                condition=Q(start__isnull=True) | Q(anchor__in=[Anchor.ANCHORED, Anchor.CHANGED]),
            ),
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_answer_quotes_nothing", condition=Q(parent__isnull=True) | Q(exact="")
            ),
            models.CheckConstraint(
                name="comment_answer_is_resolved_with_its_question",
                condition=Q(parent__isnull=True) | Q(resolved_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"],
                condition=Q(parent__isnull=True, resolved_at__isnull=True),
                name="comment_open_idx",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
