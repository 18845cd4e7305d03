"""What the world sees of persons, countries and organisations."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db.models import Model, Prefetch
from rest_framework import serializers

from actors.models import Country, Name, Organisation, Person
from actors.projections.fields import (
    CertaintyMember,
    EDTFMember,
    PlaceMember,
    RefMember,
    in_calendar,
    is_public,
    public,
    surest_first,
)
from actors.projections.grounds import ground, grounds_member
from actors.projections.offices import (
    MEMBERSHIPS,
    RANKS,
    TENURES,
    MembershipMember,
    PersonRank,
    PersonTenure,
    attested_days,
    shown_memberships,
    shown_tenures,
)
from newsroom.register.projection import Projected, Projection, Ref

NAMES = Name.objects.order_by("text", "kind", "language", "began_earliest", "id")


class NameMember(serializers.Serializer):
    """A way in which the actor is written."""

    text = serializers.CharField()
    kind = serializers.CharField()
    language = serializers.CharField()
    began = EDTFMember()
    ended = EDTFMember()
    certainty = CertaintyMember()
    evidence = grounds_member()


class IdentifierMember(serializers.Serializer):
    """The number of the actor in another catalogue."""

    scheme = serializers.CharField()
    value = serializers.CharField()


class ActorSerializer(serializers.Serializer):
    """What the three kinds of actors share."""

    name = serializers.CharField(help_text="The agency's own spelling, in French.")
    name_en = serializers.CharField(help_text="In English, if it differs.")
    summary = serializers.CharField()
    names = NameMember(many=True, source="shown_names")
    same_as = IdentifierMember(many=True, source="identifiers")
    memberships = MembershipMember(many=True, source="shown_memberships")
    evidence = grounds_member()


class PersonSerializer(ActorSerializer):
    """A person, with offices and ranks over time."""

    family_name = serializers.CharField()
    given_name = serializers.CharField()
    gender = serializers.CharField()
    born = EDTFMember()
    died = EDTFMember()
    nationality = RefMember()
    tenures = PersonTenure(many=True, source="shown_tenures")
    ranks = PersonRank(many=True, source="shown_ranks")


class CountrySerializer(ActorSerializer):
    """A state, present or former."""

    iso2 = serializers.CharField()
    iso3 = serializers.CharField()
    iso_numeric = serializers.CharField()
    former_code = serializers.CharField(help_text="ISO 3166-3, of a former country.")
    capital = PlaceMember(allow_null=True)
    began = EDTFMember()
    ended = EDTFMember()
    successors = serializers.ListField(child=serializers.UUIDField())
    predecessors = serializers.ListField(child=serializers.UUIDField())


class OrganisationSerializer(ActorSerializer):
    """A body, with its members."""

    organisation_type = serializers.CharField(source="type")
    parent = RefMember()  # type: ignore[assignment]  # a member, not the field's own parent
    country = RefMember(source="home_country")
    founded = EDTFMember()
    dissolved = EDTFMember()
    members = MembershipMember(many=True, source="shown_members")


class ActorProjection(Projection):
    """What the projections of the three kinds of actors share."""

    model: ClassVar[type[Model]]
    related: ClassVar[tuple[str, ...]] = ()
    prefetched: ClassVar[tuple[Any, ...]] = ()

    def rows(self, uids: Iterable[uuid.UUID]) -> list[Any]:
        rows: list[Any] = list(
            self.model._default_manager.filter(uid__in=uids)
            .select_related("merged_into", *self.related)
            .prefetch_related(
                Prefetch("names", NAMES),
                "identifiers",
                Prefetch("memberships", MEMBERSHIPS),
                *self.prefetched,
            )
        )
        for row in rows:
            row.shown_names = public(row.names.all())
            row.shown_memberships = shown_memberships(row.memberships.all())
            self.select(row)
        ground(fact for row in rows for fact in self.facts(row))
        return rows

    def facts(self, row: Any) -> Iterator[Any]:
        """The actor itself and every fact in its document."""
        yield row
        yield from (*row.shown_names, *row.shown_memberships)

    def select(self, row: Any) -> None:
        """Pick what the world may see of the rows that hang on this one."""

    def everything(self) -> Iterable[uuid.UUID]:
        return self.model._default_manager.values_list("uid", flat=True)

    def is_public(self, row: Any) -> bool:
        return is_public(row)

    def depart(self, row: Any, item: Projected) -> None:
        # A merge shows only if what it leads to is itself public.
        if row.merged_into_id and is_public(row.merged_into):
            item.status, item.replaced_by = "merged", row.merged_into.uid

    def describe(self, row: Any, item: Projected) -> None:
        item.name = row.name
        names = [row.name, row.name_en, *(name.text for name in row.shown_names)]
        item.names = list(dict.fromkeys(filter(None, names)))
        item.words = ("\n".join(filter(None, names)), "", row.summary)
        item.references = [
            Ref(m.organisation.uid, "member_of", m.certainty) for m in row.shown_memberships
        ]
        item.references += [
            Ref(actor.uid, rel) for actor, rel in self.related_actors(row) if is_public(actor)
        ]
        item.references = surest_first([*item.references, *self.own_references(row)])

    def related_actors(self, row: Any) -> list[tuple[Any, str]]:
        """Other actors of which the row itself says how they relate to this one."""
        return []

    def own_references(self, row: Any) -> Iterator[Ref]:
        """What else the documents of this kind refer to."""
        yield from ()


class PersonProjection(ActorProjection):
    """Persons."""

    kind = "person"
    rank = 30
    model = Person
    serializer_class = PersonSerializer
    related = ("nationality",)
    prefetched = (Prefetch("tenures", TENURES), Prefetch("ranks", RANKS))

    def select(self, row: Any) -> None:
        row.shown_tenures = shown_tenures(row.tenures.all())
        row.shown_ranks = public(row.ranks.all())

    def facts(self, row: Any) -> Iterator[Any]:
        yield from (*super().facts(row), *row.shown_tenures, *row.shown_ranks)

    def describe(self, row: Any, item: Projected) -> None:
        super().describe(row, item)
        titles = "\n".join(words for t in row.shown_tenures for words in _called(t))
        item.words = (item.words[0], titles, item.words[2])
        days = {
            one
            for tenure in row.shown_tenures
            for end in ("began", "ended")
            for one in in_calendar(end, tenure, end)
        }
        item.dates = sorted(days, key=lambda one: (one.basis, one.unit, one.start))

    def related_actors(self, row: Any) -> list[tuple[Any, str]]:
        return [(row.nationality, "nationality")]

    def own_references(self, row: Any) -> Iterator[Ref]:
        for tenure in row.shown_tenures:
            office = tenure.office
            yield Ref(office.uid, "office", tenure.certainty)
            if is_public(office.country):
                yield Ref(office.country.uid, "office_country", tenure.certainty)
            if is_public(office.organisation):
                yield Ref(office.organisation.uid, "office_organisation", tenure.certainty)


class CountryProjection(ActorProjection):
    """Countries."""

    kind = "country"
    rank = 0
    model = Country
    serializer_class = CountrySerializer
    related = ("capital__country",)
    prefetched = ("successions__successor", "precessions__predecessor")

    def select(self, row: Any) -> None:
        after = [s.successor for s in row.successions.all()]
        before = [s.predecessor for s in row.precessions.all()]
        row.successors = sorted(c.uid for c in after if is_public(c))
        row.predecessors = sorted(c.uid for c in before if is_public(c))

    def own_references(self, row: Any) -> Iterator[Ref]:
        yield from (Ref(uid, "successor") for uid in row.successors)
        yield from (Ref(uid, "predecessor") for uid in row.predecessors)


class OrganisationProjection(ActorProjection):
    """Organisations."""

    kind = "organisation"
    rank = 10
    model = Organisation
    serializer_class = OrganisationSerializer
    related = ("parent", "home_country")
    prefetched = (Prefetch("members", MEMBERSHIPS),)

    def select(self, row: Any) -> None:
        row.shown_members = shown_memberships(row.members.all())

    def facts(self, row: Any) -> Iterator[Any]:
        yield from (*super().facts(row), *row.shown_members)

    def own_references(self, row: Any) -> Iterator[Ref]:
        yield from (Ref(m.member.uid, "member", m.certainty) for m in row.shown_members)

    def related_actors(self, row: Any) -> list[tuple[Any, str]]:
        return [(row.parent, "parent"), (row.home_country, "country")]


def _called(tenure: Any) -> list[str]:
    """What the office is called: by its title, and in the wordings of those who state it."""
    printed = (day.as_printed for day in attested_days(tenure))
    return list(dict.fromkeys((tenure.office.title, tenure.title_as_printed, *printed)))
