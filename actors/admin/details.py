"""Lists of the rows that are entered inside their records: names, tenures, participations."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actors.admin.attestation import AttestationRows
from actors.admin.base import PartAdmin
from actors.admin.faults import NamedValues
from actors.admin.kinds import HOLDING, KNOWN_FOR
from actors.admin.words import date_column
from actors.models import (
    Identifier,
    MeetingLink,
    Membership,
    Name,
    Participation,
    Party,
    Rank,
    Stop,
    Succession,
    Tenure,
)

FACT = ("certainty", "visibility")


@admin.register(Name)
class NameAdmin(PartAdmin):
    list_display = ["text", "actor", "kind", "language", "began_column", "ended_column"]
    list_select_related = ["actor"]
    list_filter = ["kind", ("language", NamedValues), *FACT]
    search_fields = ["folded", "actor__sort_key"]
    fields = ["actor", "text", ("kind", "language"), ("began", "ended"), FACT]
    choice_related = ("actor",)
    began_column = staticmethod(date_column("began", _("borne since")))
    ended_column = staticmethod(date_column("ended", _("borne until")))

    def choice_label(self, obj: Name) -> str:
        return f"{obj.text} · {obj.actor}"


@admin.register(Identifier)
class IdentifierAdmin(PartAdmin):
    list_display = ["scheme", "value", "actor"]
    list_select_related = ["actor"]
    list_filter = ["scheme"]
    search_fields = ["value", "actor__sort_key"]
    fields = ["actor", ("scheme", "value")]


@admin.register(Tenure)
class TenureAdmin(PartAdmin):
    list_display = ["person", "office", "began_column", "ended_column", "attested_last"]
    list_select_related = ["person", "office"]
    list_filter = ["is_acting", *FACT]
    search_fields = ["person__sort_key", "office__sort_key"]
    fields = [("person", "office"), *HOLDING]
    inlines = [AttestationRows]
    choice_related = ("person", "office")
    began_column = staticmethod(date_column("began", _("began")))
    ended_column = staticmethod(date_column("ended", _("ended")))


@admin.register(Rank)
class RankAdmin(PartAdmin):
    list_display = ["title", "person", "attested_last"]
    list_select_related = ["person"]
    list_filter = FACT
    search_fields = ["title", "person__sort_key"]
    fields = ["person", "title", *KNOWN_FOR]
    inlines = [AttestationRows]
    choice_related = ("person",)

    def choice_label(self, obj: Rank) -> str:
        return f"{obj.title} · {obj.person}"


@admin.register(Membership)
class MembershipAdmin(PartAdmin):
    list_display = ["member", "organisation", "began_column", "ended_column", "visibility"]
    list_select_related = ["member", "organisation"]
    list_filter = FACT
    search_fields = ["member__sort_key", "organisation__sort_key"]
    fields = [("member", "organisation"), *KNOWN_FOR]
    inlines = [AttestationRows]
    choice_related = ("member", "organisation")
    began_column = staticmethod(date_column("began", _("began")))
    ended_column = staticmethod(date_column("ended", _("ended")))


@admin.register(Participation)
class ParticipationAdmin(PartAdmin):
    list_display = ["__str__", "delegation", "capacity", "meeting", "certainty"]
    list_select_related = ["person", "office", "delegation", "meeting"]
    list_filter = ["capacity", "person_is_inferred", *FACT]
    search_fields = [
        "person__sort_key",
        "office__sort_key",
        "delegation__sort_key",
        "name_as_written",
        "meeting__title",
    ]
    fields = [
        "meeting",
        ("delegation", "capacity"),
        ("person", "office"),
        ("name_as_written", "person_is_inferred"),
        FACT,
    ]
    choice_related = ("person", "office", "delegation", "meeting")

    def choice_label(self, obj: Participation) -> str:
        return f"{obj} · {obj.meeting}"


@admin.register(MeetingLink)
class MeetingLinkAdmin(PartAdmin):
    list_display = ["meeting", "kind", "other", "certainty"]
    list_select_related = ["meeting", "other"]
    list_filter = ["kind", *FACT]
    search_fields = ["meeting__title", "other__title"]
    fields = ["meeting", "kind", "other", FACT]
    choice_related = ("meeting", "other")


@admin.register(Stop)
class StopAdmin(PartAdmin):
    list_display = ["place", "meeting"]
    list_select_related = ["place", "meeting"]
    search_fields = ["place__name", "meeting__title"]
    fields = ["meeting", "place"]
    choice_related = ("place", "meeting")


@admin.register(Party)
class PartyAdmin(PartAdmin):
    list_display = ["actor", "agreement", "signatory", "certainty"]
    list_select_related = ["actor", "agreement", "signatory"]
    list_filter = FACT
    search_fields = ["actor__sort_key", "agreement__title"]
    fields = ["agreement", ("actor", "signatory"), FACT]
    choice_related = ("actor", "agreement")

    def choice_label(self, obj: Party) -> str:
        return f"{obj.actor} · {obj.agreement}"


@admin.register(Succession)
class SuccessionAdmin(PartAdmin):
    list_display = ["predecessor", "successor"]
    list_select_related = ["predecessor", "successor"]
    search_fields = ["predecessor__sort_key", "successor__sort_key"]
    fields = ["predecessor", "successor"]
