"""The fingerprints of a story's words, by which stories that say the same are found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class StoryPrint(models.Model):
    """One row holds the fingerprints of a story: hashes of runs of three folded words.

    The database writes it, with the words themselves, whatever wrote these: the function
    articles_prints. Of a text of more than 80 words one hash in four is kept, always the same.
    """

    article = models.OneToOneField(
        Article,
        verbose_name=_("article"),
        primary_key=True,
        on_delete=models.CASCADE,  # a print of a text that is gone finds nothing
        related_name="+",
    )
    hashes = ArrayField(models.IntegerField(), verbose_name=_("fingerprints"), editable=False)

    class Meta:
        verbose_name = _("fingerprints of a story")
        verbose_name_plural = _("fingerprints of stories")
        indexes = [
            # Each look-up asks for a hundred hashes one by one; a list of rows that are not in
            # the index yet would be read a hundred times.
            GinIndex(fields=["hashes"], name="storyprint_hashes_idx", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id}"
