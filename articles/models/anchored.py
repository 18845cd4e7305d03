"""What rows that quote a story share: where the words stand, and who has looked at them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.models.base import Kept, one_of
from articles.anchors import PlainText, Selector
from articles.choices import Anchor, Review
from articles.querysets import ArticlePartQuerySet

ANCHOR_COLUMNS = ("prefix", "suffix", "anchor", "start", "present")


class Reviewed(Kept):
    """A row that an editor confirms, doubts or rejects."""

    review = models.CharField(
        _("review"),
        max_length=10,
        choices=Review,
        default=Review.UNREVIEWED,
        help_text=_("What an editor found. What is rejected is never shown outside."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # the finding outlasts the account
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Anchored(models.Model):
    """A row that quotes words of its story, and knows where they stand now.

    The words that were entered are never rewritten. After an edit of the story they are looked
    for again: where they were changed, `present` holds what they have become; where they are
    gone, the row says so.
    """

    # The column with the words as they were entered, and others that decide what is looked for.
    quoted: ClassVar[str]
    deciding: ClassVar[frozenset[str]] = frozenset({"article", "article_id", "prefix", "suffix"})

    prefix = models.CharField(
        _("words before"),
        max_length=200,
        blank=True,
        help_text=_("Filled by itself; tells apart words that occur more than once."),
    )
    suffix = models.CharField(_("words after"), max_length=200, blank=True)
    anchor = models.CharField(
        _("place in the text"),
        max_length=10,
        choices=Anchor,
        default=Anchor.NONE,
        editable=False,
    )
    start = models.PositiveIntegerField(
        _("offset"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Characters of the story's plain text before the words."),
    )
    present = models.TextField(_("words as they are now"), blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if fields is not None and not (self.deciding | {self.quoted}) & {*fields}:
            super().save(*args, **kwargs)
            return
        if fields is not None:
            kwargs["update_fields"] = {*fields, *ANCHOR_COLUMNS}
        with transaction.atomic():
            anchor_rows([self])
            super().save(*args, **kwargs)

    @property
    def words(self) -> str:
        """What is looked for in the story; empty where the row quotes nothing."""
        return str(getattr(self, self.quoted))

    @property
    def shown_words(self) -> str:
        """The words as they stand in the story now, or as they were entered."""
        return self.present or self.words

    @property
    def end(self) -> int | None:
        """The offset after the words; None where they stand nowhere."""
        return None if self.start is None else self.start + len(self.shown_words)

    def anchor_in(self, text: PlainText) -> bool:
        """Look for the words in this text; whether anything is different from before."""
        before = [getattr(self, column) for column in ANCHOR_COLUMNS]
        wanted = Selector(self.words, self.prefix, self.suffix, self.start, self.present)
        self.anchor, self.start, end = text.find(wanted)
        self.present = ""
        if self.start is not None and end is not None:
            if self.anchor == Anchor.CHANGED:
                self.present = text.text[self.start : end]
            self.prefix, self.suffix = text.around(self.start, end)
        return before != [getattr(self, column) for column in ANCHOR_COLUMNS]


class AnchoredQuerySet(ArticlePartQuerySet):
    """Rows that quote a story."""

    def published(self) -> Self:
        """Those whose story the world may see, and that no editor has rejected."""
        return super().published().exclude(review=Review.REJECTED)

    def standing(self) -> Self:
        """Those that no editor has rejected."""
        return self.exclude(review=Review.REJECTED)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        rows = list(objs)
        with transaction.atomic(using=self.db):
            anchor_rows(rows)
            return super().bulk_create(rows, *args, **kwargs)


@transaction.atomic
def anchor_again(article: Any) -> None:
    """Find anew where all that quotes this story stands; in the transaction of its change."""
    text = PlainText(article.text)
    for rows in (article.evidence, article.statements, article.comments):
        moved = [row for row in rows.order_by("pk").select_for_update() if row.anchor_in(text)]
        rows.model._base_manager.bulk_update(moved, ANCHOR_COLUMNS, batch_size=500)


def anchor_rows(rows: Sequence[Any]) -> None:
    """Find where rows that are about to be stored stand, in the texts as the database has them."""
    if not rows:
        return
    stories = type(rows[0])._meta.get_field("article").related_model._base_manager
    # Locked: an edit of the story that is under way would not see these rows.
    locked = stories.select_for_update(no_key=True).only("lead", "body_text").order_by("pk")
    texts = {
        story.pk: PlainText(story.text)
        for story in locked.filter(pk__in={row.article_id for row in rows})
    }
    for row in rows:
        row.anchor_in(texts[row.article_id])


def anchor_constraints(model: str) -> list[models.CheckConstraint]:
    """The rules of the columns above, named for one model."""
    return [
        one_of(f"{model}_anchor_is_known", "anchor", Anchor),
        one_of(f"{model}_review_is_known", "review", Review),
        models.CheckConstraint(
            name=f"{model}_lost_has_no_place",
            condition=Q(start__isnull=True) | Q(anchor__in=[Anchor.ANCHORED, Anchor.CHANGED]),
        ),
    ]


def anchor_indexes(model: str) -> list[models.Index]:
    """What the lists of rows to look at are read from."""
    return [
        models.Index(
            fields=["anchor"],
            condition=Q(anchor__in=[Anchor.CHANGED, Anchor.LOST]),
            name=f"{model}_anchor_idx",
        ),
        models.Index(
            fields=["review"],
            condition=~Q(review=Review.CONFIRMED),
            name=f"{model}_review_idx",
        ),
    ]
