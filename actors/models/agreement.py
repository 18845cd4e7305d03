"""Documents signed or in force, and the parties to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import AgreementKind, Visibility
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.base import DATE_HELP, Fact, Record, one_of


class Agreement(Record):
    """One row is a document: a declaration, a memorandum, a treaty."""

    kind = models.CharField(
        _("kind"), max_length=15, choices=AgreementKind, default=AgreementKind.AGREEMENT
    )
    title = models.CharField(_("title"), max_length=300, help_text=_("In French."))
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    signed = PartialDateField(_("signed"), help_text=DATE_HELP)
    in_force = PartialDateField(
        _("known to be in force"),
        help_text=_("A day on which it already existed, when its signature is not dated."),
    )
    meeting = models.ForeignKey(
        "actors.Meeting",
        verbose_name=_("signed at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # what was signed somewhere keeps its place
        related_name="agreements",
        help_text=_("The meeting it came out of, if any."),
    )
    subject = models.TextField(_("subject"), blank=True, help_text=_("What it is about."))
    text = models.TextField(
        _("text"), blank=True, help_text=_("The document itself, word for word, if it was given.")
    )
    text_url = models.URLField(
        _("where it can be read"), blank=True, max_length=500, help_text=_("Address of the text.")
    )

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-signed_earliest", "id"]
        constraints = [
            *partial_date_constraints("agreement", "signed"),
            *partial_date_constraints("agreement", "in_force"),
            models.CheckConstraint(name="agreement_has_a_title", condition=~models.Q(title="")),
            one_of("agreement_kind_is_known", "kind", AgreementKind),
            one_of("agreement_visibility_is_known", "visibility", Visibility),
        ]

    def __str__(self) -> str:
        return self.title


class Party(Fact):
    """One row is an actor bound by an agreement, and who signed for it if that is known."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.CASCADE,  # a party is nothing without the document
        related_name="parties",
    )
    actor = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("party"),
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="agreements",
    )
    signatory = models.ForeignKey(
        "actors.Person",
        verbose_name=_("signed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a person of record is never deleted
        related_name="signed",
        help_text=_("Only if a source names the person."),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "actor"], name="party_once_per_agreement"),
            one_of("party_visibility_is_known", "visibility", Visibility),
        ]

    def __str__(self) -> str:
        return str(self.actor)
