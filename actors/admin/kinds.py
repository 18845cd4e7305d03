"""Forms and lists of persons, countries and organisations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actors.admin.actor import NamedAdmin, office_of
from actors.admin.attestation import SOURCED
from actors.admin.base import Blocks, Rows
from actors.admin.words import date_column, years
from actors.choices import ActorKind
from actors.models import (
    Country,
    Identifier,
    Membership,
    Name,
    Office,
    Organisation,
    Person,
    Rank,
    Succession,
    Tenure,
)

KNOWN_FOR = (("began", "ended"), ("attested_first", "attested_last"), ("certainty", "visibility"))
HOLDING = (("title_as_printed", "is_acting"), *KNOWN_FOR, SOURCED)
NEWSROOM: Any = (_("Publication and notes"), {"fields": [("visibility", "merged_into"), "notes"]})


class NameRows(Rows):
    model = Name
    fields = ["text", "kind", "language", "began", "ended", "certainty", "visibility"]
    verbose_name_plural = _("other names and spellings")


class IdentifierRows(Rows):
    model = Identifier
    fields = ["scheme", "value"]


class TenureBlocks(Blocks):
    model = Tenure
    related = ("person", "office")
    fields = ["office", *HOLDING]


class RankBlocks(Blocks):
    model = Rank
    fields = ["title", *KNOWN_FOR]
    classes = ["collapse"]


class MemberOfRows(Blocks):
    model = Membership
    fk_name = "member"
    related = ("member", "organisation")
    fields = ["organisation", *KNOWN_FOR]
    verbose_name, verbose_name_plural = _("membership"), _("is a member of")


class MemberRows(Blocks):
    model = Membership
    fk_name = "organisation"
    related = ("member", "organisation")
    fields = ["member", *KNOWN_FOR]
    verbose_name, verbose_name_plural = _("member"), _("members")


class OfficeRows(Rows):
    model = Office
    fk_name = "organisation"
    fields = ["title", "level", "country"]
    related = ("country",)
    show_change_link = True
    classes = ["collapse"]


class SuccessorRows(Rows):
    model = Succession
    fk_name = "predecessor"
    related = ("predecessor", "successor")
    fields = ["successor"]
    verbose_name, verbose_name_plural = _("successor"), _("successors")


class PredecessorRows(Rows):
    model = Succession
    fk_name = "successor"
    related = ("predecessor", "successor")
    fields = ["predecessor"]
    verbose_name, verbose_name_plural = _("predecessor"), _("predecessors")


class KindAdmin(NamedAdmin):
    """What the three kinds have in common."""

    readonly_fields = ["merged_into"]
    list_filter = ["visibility"]


@admin.register(Person)
class PersonAdmin(KindAdmin):
    kinds = (ActorKind.PERSON,)
    list_display = ["name", "office", "nationality", "born_column", "visibility", "updated_at"]
    list_select_related = ["nationality"]
    list_filter = ["visibility", "gender"]
    inlines = [NameRows, TenureBlocks, RankBlocks, IdentifierRows]
    fieldsets = [
        (None, {"fields": ["name", ("given_name", "family_name"), "name_en", "summary"]}),
        (_("Life"), {"fields": [("born", "died"), ("gender", "nationality")]}),
        NEWSROOM,
    ]
    choice_related = ("nationality",)
    born_column = staticmethod(date_column("born", _("born")))

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(latest_office=office_of())

    @admin.display(description=_("office"))
    def office(self, obj: Any) -> str:
        return obj.latest_office or ""

    def for_choice(self, queryset: QuerySet[Any], day: date | None = None) -> QuerySet[Any]:
        return super().for_choice(queryset, day).annotate(latest_office=office_of(day))

    def told(self, obj: Any) -> Iterable[Any]:
        return obj.latest_office, obj.nationality, years(obj.born_earliest, obj.died_latest)


@admin.register(Organisation)
class OrganisationAdmin(KindAdmin):
    kinds = (ActorKind.ORGANISATION,)
    list_display = ["name", "type", "home_country", "parent", "visibility", "updated_at"]
    list_select_related = ["home_country", "parent"]
    list_filter = ["visibility", "type"]
    inlines = [NameRows, MemberRows, MemberOfRows, OfficeRows, IdentifierRows]
    fieldsets = [
        (None, {"fields": ["name", "name_en", ("type", "home_country"), "parent", "summary"]}),
        (_("Dates"), {"fields": [("founded", "dissolved")]}),
        NEWSROOM,
    ]
    choice_related = ("home_country",)

    def told(self, obj: Any) -> Iterable[Any]:
        return obj.get_type_display().lower(), obj.home_country


@admin.register(Country)
class CountryAdmin(KindAdmin):
    kinds = (ActorKind.COUNTRY,)
    ended = "ended_latest"
    codes = ("iso2", "iso3")
    list_display = ["name", "iso2", "capital", "ended_column", "visibility", "updated_at"]
    list_select_related = ["capital"]
    search_fields = ["sort_key", "name_en", "iso2", "iso3"]
    inlines = [NameRows, MemberOfRows, SuccessorRows, PredecessorRows, IdentifierRows]
    fieldsets = [
        (None, {"fields": ["name", "name_en", "capital", "summary"]}),
        (_("Codes"), {"fields": [("iso2", "iso3"), ("iso_numeric", "former_code")]}),
        (_("Dates"), {"fields": [("began", "ended")]}),
        NEWSROOM,
    ]
    ended_column = staticmethod(date_column("ended", _("ended")))

    def told(self, obj: Any) -> Iterable[Any]:
        return obj.iso2 or obj.former_code, years(obj.began_earliest, obj.ended_latest)
