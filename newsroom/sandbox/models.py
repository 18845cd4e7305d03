"""How far each key for trying has played the story."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.partners.models import Key


class Step(models.TextChoices):
    """Where the story stands."""

    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RESET = "reset", _("Not begun")


class Play(models.Model):
    """One row is the story as one key has played it. The public side puts it in and changes it.

    What it says is made up in the code; the row only knows how far it is, and what the things in
    it are called by their ids.
    """

    key = models.OneToOneField(
        Key,
        to_field="name",
        primary_key=True,
        on_delete=models.CASCADE,  # what was made up for a key goes with it
        related_name="+",
    )
    step = models.CharField(max_length=10, choices=Step)
    story = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.UUIDField(unique=True, default=uuid.uuid4)
    minister = models.UUIDField(unique=True, default=uuid.uuid4)
    guest = models.UUIDField(unique=True, default=uuid.uuid4)
    country = models.UUIDField(unique=True, default=uuid.uuid4)
    neighbour = models.UUIDField(unique=True, default=uuid.uuid4)
    published_at = models.DateTimeField(default=timezone.now)
    # When the present step was made.
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="play_step_is_known", condition=Q(step__in=[str(one) for one in Step])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_id}: {self.step}"
