"""What the world sees of meetings and events, and who met whom."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.choices import Capacity, Certainty, MeetingFormat, MeetingKind, MeetingStatus
from actors.models import Agreement, Meeting, MeetingLink, Participation, Stop
from actors.projections.agreements import PARTIES, AgreementMember, select_parties
from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    PlaceWithinMember,
    RefMember,
    in_calendar,
    is_public,
    midnight,
    public,
    surest_first,
)
from actors.projections.grounds import ground, grounds_member
from newsroom.register.projection import Pair, Projected, Projection, Ref

STOPS = Stop.objects.select_related("place__country", "place__within__country").order_by("id")


class ParticipantMember(serializers.Serializer):
    """Someone at the meeting."""

    delegation = RefMember()
    person = RefMember()
    office = RefMember()
    name_as_written = serializers.CharField()
    capacity = serializers.CharField()
    certainty = CertaintyMember()
    person_is_inferred = serializers.BooleanField(
        help_text="Only the office is printed; the person is deduced from who held it."
    )
    evidence = grounds_member()


class LinkMember(serializers.Serializer):
    """A tie to another meeting or event."""

    kind = serializers.CharField()
    meeting = RefMember(source="other")
    certainty = CertaintyMember()
    evidence = grounds_member()


class MeetingSerializer(serializers.Serializer):
    """One encounter, or one event on the occasion of which people meet."""

    title = serializers.CharField()
    title_en = serializers.CharField()
    labels = serializers.ListField(
        child=serializers.CharField(), help_text="What stories call it, as printed."
    )
    when = EDTFMember()
    status = serializers.CharField()
    level = serializers.CharField()
    format = serializers.CharField()
    place = PlaceWithinMember(allow_null=True)
    other_places = PlaceWithinMember(many=True, help_text="Where else it went on, in order.")
    host = RefMember()
    inviter = RefMember()
    topic = serializers.CharField()
    outcome = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a member of the document
    participants = ParticipantMember(many=True, source="shown_participations")
    links = LinkMember(many=True, source="shown_links")
    agreements = AgreementMember(many=True, source="shown_agreements")
    evidence = grounds_member()


class EncounterMember(serializers.Serializer):
    """Two people who met."""

    people = serializers.ListField(child=serializers.UUIDField(), min_length=2, max_length=2)
    delegations = serializers.ListField(child=serializers.UUIDField(allow_null=True))
    meeting = serializers.UUIDField()
    when = serializers.CharField(help_text="EDTF date of the meeting.")
    certainty = serializers.ChoiceField(
        choices=["explicit", "inferred"],
        help_text="inferred: one of the two was deduced from an office.",
    )


class MeetingProjection(Projection):
    """Meetings: encounters between delegations."""

    kind = "meeting"
    rank = 41
    serializer_class = MeetingSerializer

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Meeting]:
        rows = list(
            Meeting.objects.filter(uid__in=uids, kind=self.kind)
            .select_related("place__country", "place__within__country", "host", "inviter")
            .prefetch_related(
                Prefetch("stops", STOPS),
                Prefetch(
                    "participations",
                    Participation.objects.select_related("person", "delegation", "office").order_by(
                        "id"
                    ),
                ),
                Prefetch("links", MeetingLink.objects.select_related("other").order_by("id")),
                Prefetch(
                    "agreements",
                    Agreement.objects.order_by("id").prefetch_related(Prefetch("parties", PARTIES)),
                ),
            )
        )
        for row in rows:
            row.other_places = [stop.place for stop in row.stops.all()]  # type: ignore[attr-defined]
            row.shown_participations = [  # type: ignore[attr-defined]
                p for p in public(row.participations.all()) if _is_shown(p)
            ]
            row.shown_links = [  # type: ignore[attr-defined]
                link for link in public(row.links.all()) if is_public(link.other)
            ]
            row.shown_agreements = public(row.agreements.all())  # type: ignore[attr-defined]
            select_parties(row.shown_agreements)  # type: ignore[attr-defined]
        ground(fact for row in rows for fact in _facts(row))
        return rows

    def everything(self) -> Iterable[uuid.UUID]:
        return Meeting.objects.filter(kind=self.kind).values_list("uid", flat=True)

    def is_public(self, row: Meeting) -> bool:
        return is_public(row)

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.title
        item.sort_at = midnight(row.when_earliest or row.when_latest)
        item.words = (
            row.title,
            "\n".join([row.title_en, *row.labels]),
            "\n".join([row.topic, row.outcome, *_place_words(row)]),
        )
        item.references = _references(row)
        item.dates = in_calendar("happened", row, "when")
        if row.kind == MeetingKind.MEETING and row.status == MeetingStatus.HELD:
            item.pairs = _pairs(row)


class EventProjection(MeetingProjection):
    """Events: ceremonies, commemorations, summits as a whole. Nobody met anybody by them."""

    kind = "event"
    rank = 40


def _facts(row: Any) -> Iterator[Any]:
    """The meeting itself and every fact in its document."""
    yield row
    yield from (*row.shown_participations, *row.shown_links)
    for agreement in row.shown_agreements:
        yield from (agreement, *agreement.shown_parties)


def _is_shown(participation: Participation) -> bool:
    """A person whom the world may not see does not show as an anonymous participant either."""
    if participation.person_id and not is_public(participation.person):
        return False
    return any(
        [
            is_public(participation.person),
            is_public(participation.office),
            is_public(participation.delegation),
            participation.name_as_written,
        ]
    )


def _places(row: Any) -> list[Any]:
    return [place for place in (row.place, *row.other_places) if place]


def _place_words(row: Any) -> list[str]:
    """The names of its places and of what these lie within, under which it can be found."""
    places = _places(row)
    places += [place.within for place in places if place.within]
    return [name for place in places for name in (place.name, place.name_en, *place.other_names)]


def _references(row: Any) -> list[Ref]:
    found: list[Ref] = []
    for p in row.shown_participations:
        there = _there(p)
        if is_public(p.person):
            named = Certainty.INFERRED if p.person_is_inferred else there
            found.append(Ref(p.person.uid, "participant", named))
        if is_public(p.delegation):
            found.append(Ref(p.delegation.uid, "delegation", there))
        if is_public(p.office):
            found.append(Ref(p.office.uid, "office", there))
    found = surest_first(found)
    if is_public(row.host):
        found.append(Ref(row.host.uid, "host"))
    if is_public(row.inviter):
        found.append(Ref(row.inviter.uid, "inviter"))
    places = {place.uid for place in _places(row)}
    places |= {place.within.uid for place in _places(row) if place.within}
    found += [Ref(uid, "place") for uid in sorted(places)]
    countries = {place.country.uid for place in _places(row) if is_public(place.country)}
    found += [Ref(uid, "place_country") for uid in sorted(countries)]
    found += surest_first(
        Ref(link.other.uid, link.kind, link.certainty) for link in row.shown_links
    )
    return found


def _there(participation: Participation) -> str:
    """On what ground somebody counts as having been there.

    That a host must have been in the room is not a guess about who it was.
    """
    doubts = (Certainty.OUTSIDE, Certainty.DISPUTED)
    return participation.certainty if participation.certainty in doubts else Certainty.EXPLICIT


def _pairs(row: Any) -> list[Pair]:
    """Each two people of different delegations; with no delegation known, each two people.

    Where some received the others, each guest met each host: that guests who came together met
    one another too is not said. At a multilateral meeting everyone meets everyone.
    """
    present = [
        p
        for p in row.shown_participations
        if is_public(p.person) and p.capacity != Capacity.OBSERVER
    ]
    received = row.format != MeetingFormat.MULTILATERAL and any(
        p.capacity == Capacity.HOST for p in present
    )
    pairs: dict[tuple[uuid.UUID, ...], Pair] = {}
    for one, other in combinations(present, 2):
        if one.person_id == other.person_id or _same_side(one, other):
            continue
        if received and (one.capacity == Capacity.HOST) == (other.capacity == Capacity.HOST):
            continue
        certainty = "inferred" if one.person_is_inferred or other.person_is_inferred else "explicit"
        sides = [p.delegation.uid if is_public(p.delegation) else None for p in (one, other)]
        key = tuple(sorted((one.person.uid, other.person.uid)))
        if key in pairs and pairs[key].certainty == "explicit":
            continue
        pairs[key] = Pair(
            left=one.person.uid,
            right=other.person.uid,
            facets=tuple(side for side in sides if side),
            certainty=certainty,
            doc={
                "people": [str(one.person.uid), str(other.person.uid)],
                "delegations": [side and str(side) for side in sides],
                "meeting": str(row.uid),
                "when": row.when,
                "certainty": certainty,
            },
        )
    return list(pairs.values())


def _same_side(one: Participation, other: Participation) -> bool:
    return one.delegation_id is not None and one.delegation_id == other.delegation_id
