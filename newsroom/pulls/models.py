"""What each key was given, up to where it has certainly taken everything, and who was reminded."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from newsroom.partners.models import Key, Partner
from newsroom.pulls.choices import Sort, Surface


class Pull(models.Model):
    """One row is one answer with something in it that a key was given. Kept for twelve months.

    Only the public side writes it, in SQL: see `newsroom.pulls.keeping`.
    """

    at = models.DateTimeField(_("time"), db_default=Now())
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,  # who was given what is part of the record
        related_name="+",
        db_index=False,
    )
    key = models.ForeignKey(
        Key,
        verbose_name=_("key"),
        on_delete=models.PROTECT,  # likewise
        related_name="+",
        db_index=False,
    )
    surface = models.CharField(_("origin"), max_length=20, choices=Surface)
    number = models.PositiveIntegerField(_("things"), help_text=_("How many were given."))
    uids = ArrayField(
        models.UUIDField(),
        verbose_name=_("which"),
        blank=True,
        help_text=_("Where they are named; the change feed has a range of numbers instead."),
    )
    version = models.PositiveIntegerField(
        _("version"), null=True, blank=True, help_text=_("Of the one document.")
    )
    after = models.BigIntegerField(
        _("after the number"), help_text=_("Up to which it said to hold everything.")
    )
    upto = models.BigIntegerField(_("up to the number"), null=True, blank=True)
    epoch = models.CharField(_("of the register"), max_length=36, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("kinds"),
        blank=True,
        help_text=_("None: all."),
    )
    labels = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("labels"),
        blank=True,
        help_text=_("None: all."),
    )

    class Meta:
        verbose_name = _("pull")
        verbose_name_plural = _("pulls")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="pull_range_goes_on", condition=Q(upto=None) | Q(upto__gte=F("after"))
            ),
            models.CheckConstraint(name="pull_has_something", condition=Q(number__gte=1)),
        ]
        indexes = [
            models.Index(fields=["partner", "-at", "-id"], name="pull_partner_idx"),
            models.Index(fields=["key", "-at", "-id"], name="pull_key_idx"),
            models.Index(
                fields=["partner", "upto"], name="pull_range_idx", condition=Q(upto__isnull=False)
            ),
            GinIndex(fields=["uids"], name="pull_uids_idx"),
            # Rows come in the order of time, so this one is tiny.
            BrinIndex(fields=["at"], name="pull_at_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.get_surface_display()}"


class Acknowledgement(models.Model):
    """One row says when a key first came back with a cursor: it holds all up to `place`.

    With `kinds` or `labels`, all of those. A cursor that comes back again adds no row.
    """

    at = models.DateTimeField(_("time"), db_default=Now())
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,  # who has taken what is part of the record
        related_name="+",
        db_index=False,
    )
    key = models.ForeignKey(
        Key,
        verbose_name=_("key"),
        on_delete=models.PROTECT,  # likewise
        related_name="+",
        db_index=False,
    )
    epoch = models.CharField(_("of the register"), max_length=36, blank=True)
    place = models.BigIntegerField(_("up to the number"))
    kinds = ArrayField(models.CharField(max_length=20), verbose_name=_("kinds"))
    labels = ArrayField(models.CharField(max_length=60), verbose_name=_("labels"))

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="acknowledgement_once",
                fields=["key", "epoch", "place", "kinds", "labels"],
            ),
            models.CheckConstraint(name="acknowledgement_of_something", condition=Q(place__gt=0)),
        ]
        indexes = [
            models.Index(fields=["partner", "at"], name="acknowledgement_partner_idx"),
            BrinIndex(fields=["at"], name="acknowledgement_at_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.place}"


class Reach(models.Model):
    """One row says since when a partner has been given things by virtue of one label.

    Labels of a contract change; what was delivered under an old one must be called back as well.
    """

    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,  # part of the record
        related_name="+",
        db_index=False,
    )
    label = models.CharField(max_length=60)
    first_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reach_once", fields=["partner", "label"]),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.label}"


class Nudge(models.Model):
    """One row is a reminder to a partner that it has not taken what became of a story."""

    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,  # who was reminded is part of the record
        related_name="+",
    )
    uid = models.UUIDField(_("story"))
    sort = models.CharField(_("what became of it"), max_length=12, choices=Sort)
    version = models.PositiveIntegerField(_("version"))
    happened_at = models.DateTimeField(_("happened at"))
    at = models.DateTimeField(_("asked for at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # the reminder outlives an account
        related_name="+",
    )
    mailed_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        permissions = [("send_nudge", _("Can remind partners"))]
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["uid", "version", "partner", "-at"], name="nudge_change_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.uid}"
