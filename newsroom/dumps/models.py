"""What there is of dumps, and which have been withdrawn."""

import uuid
from pathlib import Path

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.dumps.querysets import DumpQuerySet


class Dump(models.Model):
    """One row is one dump: the register as one audience saw it at one number, in files.

    The files of a dump that was withdrawn are gone; its row stays as long as it would have, so
    that whoever asks for it is told. The public side reads the row, and nothing of it changes but
    that it is withdrawn.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    audience = models.CharField(_("audience"), max_length=16)
    labels = ArrayField(models.CharField(max_length=60), verbose_name=_("labels"))
    hidden = ArrayField(
        models.CharField(max_length=60), verbose_name=_("members left out"), default=list
    )
    epoch = models.CharField(max_length=36)
    number = models.BigIntegerField(_("place in the change feed"))
    # The run of the sequencer that gave the number, and when; none in an empty register.
    batch = models.UUIDField(null=True)
    at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(_("made at"))
    manifest = models.JSONField(_("manifest"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    objects = DumpQuerySet.as_manager()

    class Meta:
        verbose_name = _("dump")
        verbose_name_plural = _("dumps")
        ordering = ["-made_at", "-uid"]
        constraints = [
            models.CheckConstraint(
                name="dump_knows_when_its_number_was_given",
                condition=models.Q(number=0, batch=None, at=None)
                | models.Q(number__gt=0, batch__isnull=False, at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["audience", "-made_at"], name="dump_newest_idx")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {','.join(self.labels)}"

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(settings.DUMPS_ROOT) / str(self.uid)
