"""Posts, who held them, ranks, and who belongs to what; each with the time it is known for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.choices import OfficeLevel, Visibility
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.actor import folded
from actors.models.base import DATE_HELP, Fact, Record, one_of


class Dated(Fact):
    """A fact of some duration: its known ends, and the days on which sources attest it.

    The days here are those that editors and imports give. Those that published stories and
    named sources give are rows of Attestation; what is known takes both together.
    """

    began = PartialDateField(_("began"), help_text=DATE_HELP)
    ended = PartialDateField(_("ended"), help_text=DATE_HELP)
    attested_first = models.DateField(
        _("first attested"),
        null=True,
        blank=True,
        help_text=_("As far as you know. What our stories attest is added by itself."),
    )
    attested_last = models.DateField(
        _("last attested"),
        null=True,
        blank=True,
        help_text=_("As far as you know. What our stories attest is added by itself."),
    )

    class Meta:
        abstract = True


def dated_constraints(model: str) -> list[models.BaseConstraint]:
    """Constraints shared by facts of some duration."""
    both = models.Q(attested_first__isnull=False, attested_last__isnull=False)
    neither = models.Q(attested_first__isnull=True, attested_last__isnull=True)
    return [
        *partial_date_constraints(model, "began"),
        *partial_date_constraints(model, "ended"),
        models.CheckConstraint(
            name=f"{model}_attested_in_order",
            condition=neither | (both & models.Q(attested_first__lte=models.F("attested_last"))),
        ),
        models.CheckConstraint(
            name=f"{model}_ended_after_beginning",
            condition=models.Q(ended_latest__gte=models.F("began_earliest"))
            | models.Q(ended_latest__isnull=True)
            | models.Q(began_earliest__isnull=True),
        ),
        one_of(f"{model}_visibility_is_known", "visibility", Visibility),
    ]


class Office(Record):
    """One row is a post, whoever holds it: "ministre de la Défense du Mali"."""

    title = models.CharField(
        _("title"), max_length=300, help_text=_("In full and in French, with its country.")
    )
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    short_title = models.CharField(
        _("short title"),
        max_length=200,
        blank=True,
        help_text=_("As a story prints it before a name: ministre malien de la Défense."),
    )
    sort_key = folded("title")
    level = models.CharField(
        _("level"), max_length=20, choices=OfficeLevel, default=OfficeLevel.OTHER
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an organisation of record is never deleted
        related_name="offices",
    )
    country = models.ForeignKey(
        "actors.Country",
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a country of record is never deleted
        related_name="offices",
    )
    is_shared = models.BooleanField(
        _("held by several at once"),
        default=False,
        help_text=_("Such as a seat in a parliament: two holders do not contradict each other."),
    )
    wikidata = models.CharField(
        _("Wikidata item"), max_length=20, blank=True, help_text=_("Such as Q98915482.")
    )

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(name="office_has_a_title", condition=~models.Q(title="")),
            models.UniqueConstraint(
                fields=["wikidata"],
                condition=~models.Q(wikidata=""),
                name="office_wikidata_is_unique",
            ),
            one_of("office_level_is_known", "level", OfficeLevel),
            one_of("office_visibility_is_known", "visibility", Visibility),
        ]

    def __str__(self) -> str:
        return self.title


class Tenure(Dated):
    """One row is a person holding an office. Start and end may both be unknown."""

    person = models.ForeignKey(
        "actors.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,  # a person of record is never deleted
        related_name="tenures",
    )
    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.PROTECT,  # an office that was held is never deleted
        related_name="tenures",
    )
    title_as_printed = models.CharField(
        _("title as printed"),
        max_length=300,
        blank=True,
        help_text=_("The wording of the source, if it differs from the office's title."),
    )
    is_acting = models.BooleanField(
        _("acting"), default=False, help_text=_("Interim or transitional holder.")
    )
    # Of the fact as a whole. A source that states it for one day is an attestation.
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Public: which publication, list or register says so. Not for our stories."),
    )
    source_url = models.URLField(
        _("address of the source"), max_length=500, blank=True, help_text=_("If it is online.")
    )

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-began_earliest", "-attested_last", "id"]
        constraints = [
            *dated_constraints("tenure"),
            models.UniqueConstraint(
                fields=["person", "office", "began"], name="tenure_once_per_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


class Rank(Dated):
    """One row is a person's rank or honorific, kept apart from offices."""

    person = models.ForeignKey(
        "actors.Person",
        verbose_name=_("person"),
        on_delete=models.CASCADE,  # a rank is nothing without its bearer
        related_name="ranks",
    )
    title = models.CharField(
        _("rank"), max_length=150, help_text=_("As printed: général de corps d’armée.")
    )

    class Meta:
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")
        ordering = ["-attested_last", "id"]
        constraints = [
            *dated_constraints("rank"),
            models.UniqueConstraint(
                fields=["person", "title", "began"], name="rank_once_per_beginning"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Membership(Dated):
    """One row is a country or an organisation belonging to an organisation."""

    member = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("member"),
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,  # an organisation of record is never deleted
        related_name="members",
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation", "member"]
        constraints = [
            *dated_constraints("membership"),
            models.UniqueConstraint(
                fields=["member", "organisation", "began"], name="membership_once_per_beginning"
            ),
            models.CheckConstraint(
                name="membership_in_another_body",
                condition=~models.Q(member=models.F("organisation")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.organisation}"
