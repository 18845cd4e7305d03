"""The accounts of partners: what each may read, its keys, and how often they ask."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.partners.access import PUBLIC
from newsroom.partners.entitlements import MOST, check_labels, check_members, check_networks


def public_alone() -> list[str]:
    """What a partner may read unless its contract says otherwise."""
    return [PUBLIC]


class Partner(models.Model):
    """One row is a house that receives what the newsroom publishes, by contract."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As its contract says."))
    slug = models.SlugField(
        _("code"), unique=True, max_length=50, help_text=_("Part of addresses; keep it.")
    )
    email = models.EmailField(
        _("contact"),
        blank=True,
        help_text=_("Whom to write to: failures of its webhooks, withdrawals not taken."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Off: its contract is at an end.")
    )
    labels = ArrayField(
        models.CharField(max_length=60),
        size=MOST,
        default=public_alone,
        validators=[check_labels],
        verbose_name=_("may read"),
        help_text=_(
            "Labels, divided by commas; what has one of them is delivered. “public”: everything "
            "published; “lang:fr”: stories in French; “section:economie”: stories of a section; "
            "“record”: people, bodies, meetings, offices."
        ),
    )
    hidden = ArrayField(
        models.CharField(max_length=60),
        size=MOST,
        default=list,
        blank=True,
        validators=[check_members],
        verbose_name=_("does not get"),
        help_text=_(
            "Members of documents that it is not given, divided by commas: “body, images”."
        ),
    )
    gets_embargoed = models.BooleanField(
        _("may have stories under embargo"),
        default=False,
        help_text=_("Those that name it as entitled, once they are scheduled."),
    )
    networks = ArrayField(
        models.CharField(max_length=50),
        size=MOST,
        default=list,
        blank=True,
        validators=[check_networks],
        verbose_name=_("networks"),
        help_text=_("From where its keys are accepted, divided by commas; empty: from anywhere."),
    )
    per_minute = models.PositiveIntegerField(
        _("requests a minute"), default=600, validators=[MinValueValidator(1)]
    )
    per_day = models.PositiveIntegerField(
        _("requests a day"), default=50_000, validators=[MinValueValidator(1)]
    )
    terms = models.CharField(
        _("version of the terms"),
        max_length=40,
        blank=True,
        help_text=_("Those that it has signed."),
    )
    notes = models.TextField(
        _("internal notes"), blank=True, help_text=_("For the newsroom only; never published.")
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="partner_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class KeyQuerySet(models.QuerySet):
    """Keys of partners."""

    def working(self) -> "KeyQuerySet":
        """Those that are neither revoked nor expired."""
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None)


class Key(models.Model):
    """One row is a key by which a partner is known. What it says is shown once and never kept."""

    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        on_delete=models.PROTECT,  # who could read is part of the record
        related_name="keys",
    )
    name = models.CharField(_("public part"), max_length=10, unique=True, editable=False)
    digest = models.CharField(_("digest"), max_length=64, editable=False)
    last_four = models.CharField(_("ends in"), max_length=4, editable=False)
    purpose = models.CharField(
        _("purpose"), max_length=100, blank=True, help_text=_("Where it is used.")
    )
    is_test = models.BooleanField(
        _("for trying"),
        default=False,
        help_text=_("Reads what is made up for trying, and nothing else."),
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # a key outlives an account
        related_name="+",
    )
    expires_at = models.DateTimeField(
        _("expires at"), null=True, blank=True, help_text=_("Empty: it does not expire.")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(
        _("last used"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("To the hour."),
    )

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}…{self.last_four}"


class Count(models.Model):
    """One row says how often somebody asked in one window of a quota.

    The table is not logged: after a crash of the server the windows begin anew.
    """

    who = models.CharField(max_length=60)
    policy = models.CharField(max_length=20)
    began = models.DateTimeField()
    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["who", "policy", "began"], name="count_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.who} {self.policy}: {self.number}"


class Usage(models.Model):
    """One row says what one key asked for on one day, in UTC."""

    key = models.ForeignKey(
        Key,
        verbose_name=_("key"),
        on_delete=models.CASCADE,  # nothing to say without the key
        related_name="usage",
    )
    day = models.DateField(_("day"))
    requests = models.BigIntegerField(_("requests"), default=0)
    errors = models.BigIntegerField(_("errors"), default=0)
    refused = models.BigIntegerField(_("over quota"), default=0)
    bytes = models.BigIntegerField(_("bytes sent"), default=0)
    last_at = models.DateTimeField(_("last at"))
    last_error = models.CharField(_("last error"), max_length=60, blank=True)
    last_error_at = models.DateTimeField(_("last error at"), null=True)

    class Meta:
        verbose_name = _("usage")
        verbose_name_plural = _("usage")
        ordering = ["-day", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="usage_once_a_day"),
            models.CheckConstraint(name="usage_is_not_negative", condition=Q(bytes__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.day}"
