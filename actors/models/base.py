"""What every record of the archive carries: a public id, dates of keeping, a visibility."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import Certainty, Visibility
from actors.fields import PartialDateModel
from actors.querysets import RecordQuerySet

DATE_HELP = _("EDTF: 1979, 1979-03, 1979-03-14, 1979~ (about), 1979? (uncertain). Empty: unknown.")


class Kept(PartialDateModel):
    """A row that says when it was entered and last saved."""

    created_at = models.DateTimeField(_("entered at"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("last saved at"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class Record(Kept):
    """A thing with a page and an address of its own, apart from articles."""

    uid = models.UUIDField(_("public identifier"), default=uuid.uuid4, unique=True, editable=False)
    visibility = models.CharField(
        _("visibility"),
        max_length=10,
        choices=Visibility,
        default=Visibility.HELD,
        help_text=_(
            "Held: nobody outside sees it until a story that names it is published. "
            "Private: never shown, whatever stories say."
        ),
    )
    notes = models.TextField(
        _("internal notes"), blank=True, help_text=_("For the newsroom only; never published.")
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class Fact(Kept):
    """A statement of the record that an editor can hold back on its own."""

    visibility = models.CharField(
        _("visibility"),
        max_length=10,
        choices=Visibility,
        default=Visibility.PUBLIC,
        help_text=_(
            "Public: shown as soon as the records it ties together are. "
            "Held: shown when a story that gives it as evidence is published."
        ),
    )
    certainty = models.CharField(
        _("certainty"),
        max_length=10,
        choices=Certainty,
        default=Certainty.EXPLICIT,
        help_text=_("On what ground this stands."),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


def one_of(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Constraint: the column holds one of the values of its list."""
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": choices.values}))
