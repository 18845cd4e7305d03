"""Questions that the stories' record answers, as chainable querysets."""

from datetime import datetime
from typing import Any, Self

from django.db import models, transaction

from actors.fields import PartialDateQuerySetMixin
from articles.choices import PUBLIC_STATUSES, ArticleStatus


class ArticleQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Stories, by what the world may see of them."""

    def published(self) -> Self:
        """Those that the world may see."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def update(self, **values: Any) -> int:
        """Change columns of many rows; what quotes a changed text is found again in it."""
        if not {"lead", "body", "body_text"} & values.keys():
            return super().update(**values)
        with transaction.atomic(using=self.db):
            rows = self.order_by("pk").select_for_update(of=("self",))
            pks = list(rows.values_list("pk", flat=True))
            changed = super().update(**values)
            stories: Any = self.model._base_manager.filter(pk__in=pks).order_by("pk")
            for story in stories:
                story.anchor_again()
        return changed

    def due(self, now: datetime) -> Self:
        """Scheduled stories whose hour has come. Their release is still to be written."""
        return self.filter(status=ArticleStatus.SCHEDULED, release_at__lte=now)

    def expired(self, now: datetime) -> Self:
        """Stories that are out and whose last hour has passed. They are still to be taken back."""
        return self.published().filter(expires_at__lte=now)


class ArticlePartQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Rows that belong to a story and are seen when it is."""

    def published(self) -> Self:
        """Those whose story the world may see."""
        return self.filter(article__status__in=PUBLIC_STATUSES)
