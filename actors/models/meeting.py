"""Encounters and events, who took part for whom, and how they hang together."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.choices import (
    Capacity,
    MeetingFormat,
    MeetingKind,
    MeetingLevel,
    MeetingLinkKind,
    MeetingStatus,
    Visibility,
)
from actors.fields import PartialDateField, partial_date_constraints
from actors.models.base import DATE_HELP, Fact, Kept, Record, one_of


class Meeting(Record):
    """One row is one encounter, or one event on the occasion of which people meet."""

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=MeetingKind,
        default=MeetingKind.MEETING,
        help_text=_("Cannot be changed later: partners mirror meetings and events apart."),
    )
    title = models.CharField(
        _("title"), max_length=300, help_text=_("In French, so that a list can be read.")
    )
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    labels = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("labels as printed"),
        default=list,
        blank=True,
        help_text=_("What stories call it, separated by commas: consultations, entretiens."),
    )
    when = PartialDateField(_("when"), help_text=DATE_HELP)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=MeetingStatus,
        default=MeetingStatus.HELD,
        help_text=_(
            "Postponed or cancelled: the date stays the one it was planned for. What was held"
            " later is a meeting of its own, held in place of this one."
        ),
    )
    level = models.CharField(_("level"), max_length=20, choices=MeetingLevel, blank=True)
    format = models.CharField(_("format"), max_length=15, choices=MeetingFormat, blank=True)
    place = models.ForeignKey(
        "actors.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where something happened is part of the record
        related_name="meetings",
    )
    host = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("host"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="hosted",
        help_text=_("The country or organisation that received."),
    )
    inviter = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("at the invitation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="invited",
    )
    topic = models.TextField(_("topic"), blank=True, help_text=_("What it was about."))
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("What came out of it, besides signed documents.")
    )
    source = models.URLField(
        _("source"), blank=True, max_length=500, help_text=_("Where it was taken from, if online.")
    )
    source_id = models.CharField(
        _("number in the source"), max_length=100, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-when_earliest", "id"]
        constraints = [
            *partial_date_constraints("meeting", "when"),
            models.CheckConstraint(name="meeting_has_a_title", condition=~models.Q(title="")),
            models.CheckConstraint(
                name="meeting_held_has_a_date",
                condition=~models.Q(status=MeetingStatus.HELD) | ~models.Q(when=""),
            ),
            models.UniqueConstraint(
                fields=["source_id"],
                condition=~models.Q(source_id=""),
                name="meeting_source_id_is_unique",
            ),
            one_of("meeting_kind_is_known", "kind", MeetingKind),
            one_of("meeting_status_is_known", "status", MeetingStatus),
            one_of("meeting_visibility_is_known", "visibility", Visibility),
        ]
        indexes = [models.Index(fields=["-when_earliest", "id"], name="meeting_when_idx")]

    def __str__(self) -> str:
        return f"{self.title} ({self.when})" if self.when else self.title

    def clean(self) -> None:
        """Refuse a meeting that was held on a day still to come."""
        super().clean()
        first = self.when_earliest  # type: ignore[attr-defined]  # a bound of the partial date
        if self.status == MeetingStatus.HELD and first and first > timezone.localdate():
            raise ValidationError({"status": _("That day is still to come: it is planned.")})


class Stop(Kept):
    """One row is a further place of a meeting or a visit, after its main one."""

    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,  # a stop is nothing without the visit
        related_name="stops",
    )
    place = models.ForeignKey(
        "actors.Place",
        verbose_name=_("place"),
        on_delete=models.PROTECT,  # where something happened is part of the record
        related_name="stops",
        help_text=_("Where else it went on, in the order of the visit."),
    )

    class Meta:
        verbose_name = _("further place")
        verbose_name_plural = _("further places")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="stop_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return str(self.place)


class Participation(Fact):
    """One row is someone at a meeting: a person, an office whose holder was there, or a name."""

    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,  # taking part is nothing without the meeting
        related_name="participations",
    )
    delegation = models.ForeignKey(
        "actors.Actor",
        verbose_name=_("delegation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an actor of record is never deleted
        related_name="delegations",
        help_text=_("The country or organisation for which they came."),
    )
    person = models.ForeignKey(
        "actors.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a person of record is never deleted
        related_name="participations",
    )
    office = models.ForeignKey(
        "actors.Office",
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # an office of record is never deleted
        related_name="participations",
        help_text=_("When only the office is printed: “his counterpart from Niger”."),
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=300,
        blank=True,
        help_text=_("What the source prints, also when nobody was recognised yet."),
    )
    person_is_inferred = models.BooleanField(
        _("person inferred"),
        default=False,
        help_text=_("Only the office is printed; the person is deduced from it."),
    )
    capacity = models.CharField(
        _("capacity"), max_length=10, choices=Capacity, default=Capacity.HEAD
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="participation_names_someone",
                condition=models.Q(person__isnull=False)
                | models.Q(office__isnull=False)
                | models.Q(delegation__isnull=False)
                | ~models.Q(name_as_written=""),
            ),
            models.CheckConstraint(
                name="participation_inferred_person_has_an_office",
                condition=models.Q(person_is_inferred=False)
                | models.Q(person__isnull=False, office__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["meeting", "delegation", "person", "office", "name_as_written"],
                name="participation_once_per_meeting",
                nulls_distinct=False,
            ),
            one_of("participation_visibility_is_known", "visibility", Visibility),
        ]

    def __str__(self) -> str:
        return str(self.person or self.office or self.name_as_written or self.delegation)


class MeetingLink(Fact):
    """One row ties a meeting to an earlier or larger one."""

    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,  # the tie goes with either end
        related_name="links",
    )
    other = models.ForeignKey(
        Meeting,
        verbose_name=_("other meeting"),
        on_delete=models.CASCADE,  # the tie goes with either end
        related_name="back_links",
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=MeetingLinkKind,
        default=MeetingLinkKind.FOLLOWS,
        help_text=_("This meeting … the other meeting."),
    )

    class Meta:
        verbose_name = _("link between meetings")
        verbose_name_plural = _("links between meetings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "other", "kind"], name="meetinglink_is_unique"
            ),
            models.CheckConstraint(
                name="meetinglink_to_another_meeting",
                condition=~models.Q(meeting=models.F("other")),
            ),
            one_of("meetinglink_visibility_is_known", "visibility", Visibility),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.get_kind_display()} {self.other}"
