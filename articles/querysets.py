"""Questions that the stories' record answers, as chainable querysets."""

from datetime import datetime
from typing import Self

from django.db import models

from actors.fields import PartialDateQuerySetMixin
from articles.choices import PUBLIC_STATUSES, ArticleStatus


class ArticleQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Stories, by what the world may see of them."""

    def published(self) -> Self:
        """Those that the world may see."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def due(self, now: datetime) -> Self:
        """Scheduled stories whose hour has come. Their release is still to be written."""
        return self.filter(status=ArticleStatus.SCHEDULED, release_at__lte=now)


class ArticlePartQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Rows that belong to a story and are seen when it is."""

    def published(self) -> Self:
        """Those whose story the world may see."""
        return self.filter(article__status__in=PUBLIC_STATUSES)
