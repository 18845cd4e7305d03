"""What is kept of each deed: who, when, what, to which record."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One row is one deed. The database lets nobody change it, but for its seal, set once.

    Who did it and to what are kept as words and keys, not as relations: an account or a record
    that is deleted later must not take its traces along. `number`, `previous` and `digest` are
    the seal, see `newsroom.audit.chain`.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, help_text=_("When it was done."))
    user_pk = models.BigIntegerField(
        _("key of the account"), null=True, blank=True, help_text=_("Empty: the system itself.")
    )
    user_name = models.CharField(
        _("who"), max_length=150, blank=True, help_text=_("The log-in as it was then.")
    )
    action = models.CharField(_("deed"), max_length=60, help_text=_("What was done, as a code."))
    model = models.CharField(
        _("kind of record"), max_length=100, blank=True, help_text=_("As app.model.")
    )
    object_id = models.CharField(
        _("key of the record"), max_length=100, blank=True, help_text=_("Its primary key.")
    )
    words = models.CharField(
        _("record"), max_length=300, blank=True, help_text=_("What it was called then.")
    )
    detail = models.JSONField(
        _("details"), default=dict, blank=True, help_text=_("What changed, and why.")
    )
    address = models.GenericIPAddressField(
        _("from where"), null=True, blank=True, help_text=_("Network address of who asked.")
    )
    number = models.BigIntegerField(
        _("number"), null=True, blank=True, unique=True, help_text=_("Its place in the chain.")
    )
    previous = models.CharField(
        _("digest of the one before"), max_length=64, blank=True, help_text=_("SHA-256.")
    )
    digest = models.CharField(_("digest"), max_length=64, blank=True, help_text=_("SHA-256."))

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="auditentry_sealed_wholly_or_not_at_all",
                condition=Q(number__isnull=True, previous="", digest="")
                | (Q(number__gte=1) & ~Q(previous="") & ~Q(digest="")),
            ),
            models.CheckConstraint(name="auditentry_names_its_deed", condition=~Q(action="")),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(number__isnull=True), name="auditentry_unsealed_idx"
            ),
            models.Index(fields=["at"], name="auditentry_at_idx"),
            models.Index(fields=["action", "-id"], name="auditentry_action_idx"),
            models.Index(fields=["user_name", "-id"], name="auditentry_user_idx"),
            models.Index(fields=["model", "object_id"], name="auditentry_record_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.words}".strip()

    def facts(self) -> dict[str, Any]:
        """What the seal covers: every column but the seal itself."""
        return {
            "id": self.pk,
            "at": self.at.isoformat(timespec="microseconds"),
            "user_pk": self.user_pk,
            "user_name": self.user_name,
            "action": self.action,
            "model": self.model,
            "object_id": self.object_id,
            "words": self.words,
            "detail": self.detail,
            "address": self.address,
        }
