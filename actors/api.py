"""The API's addresses of persons, organisations, countries, offices, meetings and agreements."""

from datetime import date
from typing import Any

from actors.filters import (
    AgreementFilter,
    CountryFilter,
    EncounterFilter,
    EventFilter,
    MeetingFilter,
    OfficeFilter,
    OrganisationFilter,
    PersonFilter,
)
from actors.holders import held, holding
from actors.projections import (
    AgreementProjection,
    CountryProjection,
    EventProjection,
    MeetingProjection,
    OfficeProjection,
    OrganisationProjection,
    PersonProjection,
)
from actors.projections.meetings import EncounterMember
from newsroom.register.api.views import Doc, ItemEndpoint, TieEndpoint
from newsroom.register.models import Item
from newsroom.register.reading import find_by


def with_holder(doc: Doc, day: date) -> Doc:
    """The office, with who held it that day."""
    answer = holding(doc["tenures"], day)
    return doc | {
        "on": day.isoformat(),
        "holder": answer.holder,
        "certainty": str(answer.certainty),
        "attested_first": answer.attested_first,
        "attested_last": answer.attested_last,
        "last_holder": answer.last_holder,
        "holders": [tenure | {"standing": str(standing)} for tenure, standing in answer.candidates],
    }


def only_on(*members: str) -> Any:
    """Keeps, of the facts with a time in these members, those that held or may have that day."""

    def on_day(doc: Doc, day: date) -> Doc:
        kept = {
            name: [fact | {"standing": str(how)} for fact, how in held(doc[name], day)]
            for name in members
        }
        return doc | {"on": day.isoformat()} | kept

    return staticmethod(on_day)


class PersonEndpoint(ItemEndpoint):
    """Persons."""

    projection = PersonProjection
    filterset_class = PersonFilter
    on_day = only_on("tenures", "ranks", "memberships")
    day_members = ("on",)


class OrganisationEndpoint(ItemEndpoint):
    """Organisations."""

    projection = OrganisationProjection
    filterset_class = OrganisationFilter
    on_day = only_on("members", "memberships")
    day_members = ("on",)


class CountryEndpoint(ItemEndpoint):
    """Countries; their ISO code of two letters serves as an id."""

    projection = CountryProjection
    filterset_class = CountryFilter
    on_day = only_on("memberships")
    day_members = ("on",)

    def find(self, key: str) -> Item | None:
        if len(key) == 2 and key.isalpha():
            return find_by("country", "iso2", key.upper(), self.scope)
        return super().find(key)


class OfficeEndpoint(ItemEndpoint):
    """Offices."""

    projection = OfficeProjection
    filterset_class = OfficeFilter
    on_day = staticmethod(with_holder)
    day_members = (
        "on",
        "holder",
        "certainty",
        "attested_first",
        "attested_last",
        "last_holder",
        "holders",
    )


class MeetingEndpoint(ItemEndpoint):
    """Meetings."""

    projection = MeetingProjection
    filterset_class = MeetingFilter


class EventEndpoint(ItemEndpoint):
    """Events on the occasion of which people meet."""

    projection = EventProjection
    filterset_class = EventFilter


class AgreementEndpoint(ItemEndpoint):
    """Documents signed or in force."""

    projection = AgreementProjection
    filterset_class = AgreementFilter


class EncounterEndpoint(TieEndpoint):
    """Who met whom."""

    tie_serializer = EncounterMember
    filterset_class = EncounterFilter
