"""What the world sees of documents signed or in force."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.models import Agreement, Party
from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    RefMember,
    in_calendar,
    is_public,
    midnight,
    public,
)
from actors.projections.grounds import ground, grounds_member
from newsroom.register.projection import Projected, Projection, Ref

PARTIES = Party.objects.select_related("actor", "signatory").order_by("id")


class PartyMember(serializers.Serializer):
    """An actor bound by the document."""

    actor = RefMember()
    signatory = RefMember()
    certainty = CertaintyMember()
    evidence = grounds_member()


class AgreementMember(serializers.Serializer):
    """A document, as the meeting it came out of shows it."""

    id = serializers.UUIDField(source="uid")
    kind = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    signed = EDTFMember()
    parties = PartyMember(many=True, source="shown_parties")
    evidence = grounds_member()


class AgreementSerializer(serializers.Serializer):
    """A document signed or in force."""

    title = serializers.CharField()
    title_en = serializers.CharField()
    agreement_kind = serializers.CharField(source="kind")
    signed = EDTFMember()
    in_force = EDTFMember()
    subject = serializers.CharField()
    text = serializers.CharField(help_text="The document itself, word for word, if known.")
    text_url = serializers.CharField(help_text="Where the text can be read.")
    meeting = RefMember()
    parties = PartyMember(many=True, source="shown_parties")
    evidence = grounds_member()


def select_parties(agreements: Iterable[Any]) -> None:
    """Pick the parties that the world may see."""
    for agreement in agreements:
        agreement.shown_parties = [p for p in public(agreement.parties.all()) if is_public(p.actor)]


class AgreementProjection(Projection):
    """Agreements."""

    kind = "agreement"
    rank = 50
    serializer_class = AgreementSerializer

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Agreement]:
        rows = list(
            Agreement.objects.filter(uid__in=uids)
            .select_related("meeting")
            .prefetch_related(Prefetch("parties", PARTIES))
        )
        select_parties(rows)
        ground([*rows, *(party for row in rows for party in row.shown_parties)])  # type: ignore[attr-defined]
        return rows

    def everything(self) -> Iterable[uuid.UUID]:
        return Agreement.objects.values_list("uid", flat=True)

    def is_public(self, row: Agreement) -> bool:
        return is_public(row)

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.title
        item.sort_at = midnight(row.signed_earliest or row.in_force_earliest)
        item.dates = in_calendar("happened", row, "signed")
        item.words = (row.title, row.title_en, f"{row.subject}\n{row.text}")
        item.references = [Ref(p.actor.uid, "party", p.certainty) for p in row.shown_parties] + [
            Ref(p.signatory.uid, "signatory", p.certainty)
            for p in row.shown_parties
            if is_public(p.signatory)
        ]
        if is_public(row.meeting):
            item.references.append(Ref(row.meeting.uid, "meeting"))
