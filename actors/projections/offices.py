"""What the world sees of posts and of those who held them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.models import Membership, Office, Rank, Tenure
from actors.projections.fields import CertaintyMember, EDTFMember, RefMember, is_public, public
from newsroom.register.projection import Projected, Projection, Ref

TENURES = Tenure.objects.select_related(
    "person", "office__organisation", "office__country"
).order_by("began_earliest", "attested_first", "id")
MEMBERSHIPS = Membership.objects.select_related("member", "organisation").order_by(
    "began_earliest", "id"
)
RANKS = Rank.objects.order_by("attested_first", "began_earliest", "id")


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
    certainty = CertaintyMember()


class OfficeTenure(Dated):
    """Somebody holding this office."""

    person = RefMember()
    title_as_printed = serializers.CharField()
    is_acting = serializers.BooleanField()


class PersonTenure(Dated):
    """An office held by this person."""

    office = RefMember()
    title = serializers.CharField(source="office.title")
    title_en = serializers.CharField(source="office.title_en")
    short_title = serializers.CharField(source="office.short_title")
    title_as_printed = serializers.CharField()
    level = serializers.CharField(source="office.level")
    organisation = RefMember(source="office.organisation")
    country = RefMember(source="office.country")
    is_acting = serializers.BooleanField()


class PersonRank(Dated):
    """A rank or honorific of this person."""

    title = serializers.CharField()


class MembershipMember(Dated):
    """Belonging to an organisation."""

    member = RefMember()
    organisation = RefMember()


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
        ] + [Ref(t.person.uid, "holder", t.certainty) for t in row.shown_tenures]
