"""Questions that the actors' record answers, as chainable querysets."""

from typing import Self

from django.db import models

from actors.choices import Visibility
from actors.fields import PartialDateQuerySetMixin

PUBLIC_VALUES = (Visibility.STORY, Visibility.PUBLIC)


class RecordQuerySet(PartialDateQuerySetMixin, models.QuerySet):
    """Records whose visibility an editor or a published story decides."""

    def public(self) -> Self:
        """Those that readers and partners may see."""
        return self.filter(visibility__in=PUBLIC_VALUES)


class ActorQuerySet(RecordQuerySet):
    """Actors; a merged one lives on only as an address."""

    def public(self) -> Self:
        return super().public().filter(merged_into__isnull=True)

    def named(self, text: str) -> Self:
        """Actors one of whose names contains the text, whatever its accents and case."""
        return self.filter(
            models.Q(sort_key__contains=_folded(text))
            | models.Exists(
                self.model._meta.apps.get_model("actors", "Name").objects.filter(
                    actor=models.OuterRef("pk"), folded__contains=_folded(text)
                )
            )
        )


def _folded(text: str) -> models.Func:
    return models.Func(
        models.Value(text), function="register_fold", output_field=models.TextField()
    )
