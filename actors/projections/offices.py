"""What the world sees of posts and of those who held them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.models import Attestation, Membership, Office, Rank, Tenure
from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    RefMember,
    is_public,
    public,
    surest_first,
)
from actors.projections.grounds import ground, grounds_member
from newsroom.register.projection import Projected, Projection, Ref

# Days of one fact for which a document gives the source: the first one, and the newest.
DAYS_SHOWN = 40

_DAYS = Prefetch("attestations", Attestation.objects.order_by("day", "id"))
TENURES = (
    Tenure.objects.select_related("person", "office__organisation", "office__country")
    .prefetch_related(_DAYS)
    .order_by("began_earliest", "attested_first", "id")
)
MEMBERSHIPS = (
    Membership.objects.select_related("member", "organisation")
    .prefetch_related(_DAYS)
    .order_by("began_earliest", "id")
)
RANKS = Rank.objects.prefetch_related(_DAYS).order_by("attested_first", "began_earliest", "id")


class AttestedDay(serializers.Serializer):
    """A day for which a source states the fact: a story of ours, or what is named instead."""

    day = serializers.DateField()
    article = serializers.UUIDField(source="story", allow_null=True)
    evidence = serializers.UUIDField(
        allow_null=True, help_text="The sentence, among the story's evidence."
    )
    source = serializers.CharField(  # type: ignore[assignment]  # a member of the document
        help_text="Who says so, where it is no story of ours."
    )
    source_url = serializers.CharField()
    as_printed = serializers.CharField(
        help_text="How the source words it that day; empty where that was not entered."
    )


class Dated(serializers.Serializer):
    """The time a fact is known for."""

    began = EDTFMember()
    ended = EDTFMember()
    attested_first = serializers.DateField(
        help_text="First day for which a source states it.", allow_null=True
    )
    attested_last = serializers.DateField(
        help_text="Last day for which a source states it.", allow_null=True
    )
    attested = AttestedDay(
        many=True,
        help_text=(
            "Days for which the archive knows who states it, one source for each;"
            f" of more than {DAYS_SHOWN}, the first and the newest."
        ),
    )
    certainty = CertaintyMember()
    evidence = grounds_member()

    def to_representation(self, instance: Any) -> Any:
        instance.attested = attested_days(instance)
        known = super().to_representation(instance)
        # What editors entered and what sources state is one answer.
        days = [row.day for row in instance.attested]
        entered = (instance.attested_first, instance.attested_last)
        days += [day for day in entered if day]
        return known | {
            "attested_first": min(days).isoformat() if days else None,
            "attested_last": max(days).isoformat() if days else None,
        }


class TenureMember(Dated):
    """What the office and the person both show of somebody holding an office."""

    title_as_printed = serializers.CharField()
    is_acting = serializers.BooleanField()
    source = serializers.CharField(  # type: ignore[assignment]  # a member of the document
        help_text="Who says so, for the time as a whole, where it is no story of ours."
    )
    source_url = serializers.CharField()


class OfficeTenure(TenureMember):
    """Somebody holding this office."""

    person = RefMember()


class PersonTenure(TenureMember):
    """An office held by this person."""

    office = RefMember()
    title = serializers.CharField(source="office.title")
    title_en = serializers.CharField(source="office.title_en")
    short_title = serializers.CharField(source="office.short_title")
    level = serializers.CharField(source="office.level")
    organisation = RefMember(source="office.organisation")
    country = RefMember(source="office.country")


class PersonRank(Dated):
    """A rank or honorific of this person."""

    title = serializers.CharField()


class MembershipMember(Dated):
    """Belonging to an organisation."""

    member = RefMember()
    organisation = RefMember()


def attested_days(fact: Any) -> list[Attestation]:
    """Its days with a source: the first one and the newest, one source for each day.

    Of several sources of a day, the first of which the wording is known.

    A day on which it surely did not hold, by the known beginning and end, attests nothing; it
    is for editors to look at.
    """
    days: dict[Any, Attestation] = {}
    for row in fact.attestations.all():
        is_before = fact.began_earliest and row.day < fact.began_earliest
        is_after = fact.ended_latest and row.day > fact.ended_latest
        if not (is_before or is_after):
            first = days.setdefault(row.day, row)
            if row.as_printed and not first.as_printed:
                days[row.day] = row
    rows = list(days.values())
    return rows[:1] + rows[1:][-(DAYS_SHOWN - 1) :]


def shown_tenures(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Those of which the world may see the fact, the person and the office."""
    return [t for t in public(tenures) if is_public(t.person) and is_public(t.office)]


def shown_memberships(memberships: Iterable[Membership]) -> list[Membership]:
    """Those of which the world may see the fact and both ends."""
    return [m for m in public(memberships) if is_public(m.member) and is_public(m.organisation)]


def shown(serializer: type[serializers.Serializer], rows: Iterable[Any]) -> Any:
    """A list member of a document."""
    return serializer(rows, many=True).data


class OfficeSerializer(serializers.Serializer):
    """A post, whoever holds it."""

    title = serializers.CharField(help_text="In French, in full.")
    title_en = serializers.CharField()
    short_title = serializers.CharField(help_text="As printed before a name, in French.")
    level = serializers.CharField()
    organisation = RefMember()
    country = RefMember()
    wikidata = serializers.CharField()
    tenures = OfficeTenure(many=True, source="shown_tenures")


class OfficeProjection(Projection):
    """Offices, with everyone known to have held them."""

    kind = "office"
    rank = 20
    serializer_class = OfficeSerializer

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Office]:
        offices = list(
            Office.objects.filter(uid__in=uids)
            .select_related("organisation", "country")
            .prefetch_related(Prefetch("tenures", TENURES))
        )
        for office in offices:
            office.shown_tenures = shown_tenures(office.tenures.all())  # type: ignore[attr-defined]
        ground(tenure for office in offices for tenure in office.shown_tenures)  # type: ignore[attr-defined]
        return offices

    def everything(self) -> Iterable[uuid.UUID]:
        return Office.objects.values_list("uid", flat=True)

    def is_public(self, row: Office) -> bool:
        return is_public(row)

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.title
        item.words = (f"{row.title}\n{row.short_title}", row.title_en, "")
        item.references = [
            Ref(uid, rel)
            for rel, uid in (
                ("organisation", row.organisation and row.organisation.uid),
                ("country", row.country and row.country.uid),
            )
            if uid and is_public(getattr(row, rel))
        ] + surest_first(Ref(t.person.uid, "holder", t.certainty) for t in row.shown_tenures)
