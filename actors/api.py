"""The API's addresses of persons, organisations, countries, offices, meetings and agreements."""

from datetime import date

from actors.encounter_filters import EncounterFilter
from actors.filters import (
    AgreementFilter,
    CountryFilter,
    EventFilter,
    MeetingFilter,
    OfficeFilter,
    OrganisationFilter,
    PersonFilter,
)
from actors.holders import Standing, held, holding, sources
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
from newsroom.register.api.schema import SOURCES, with_standing
from newsroom.register.api.ties import TieEndpoint
from newsroom.register.api.views import Doc, ItemEndpoint
from newsroom.register.models import Item
from newsroom.register.reading import find_by

DAY = {"type": ["string", "null"], "format": "date"}
PERSON = {"type": ["string", "null"], "format": "uuid"}
ON = {"on": {"type": "string", "format": "date", "description": "The day asked about."}}


class DatedEndpoint(ItemEndpoint):
    """Things of which some facts hold for a time; `day_lists` are the members with these."""

    answers_days = True
    day_members = ON

    def on_day(self, doc: Doc, day: date) -> Doc:
        kept = {
            name: [
                fact | {"standing": str(how), "sources": sources(fact, day)}
                for fact, how in held(doc[name], day)
            ]
            for name in self.day_lists
        }
        return doc | {"on": day.isoformat()} | kept


class PersonEndpoint(DatedEndpoint):
    """Persons."""

    projection = PersonProjection
    filterset_class = PersonFilter
    day_lists = ("tenures", "ranks", "memberships")


class OrganisationEndpoint(DatedEndpoint):
    """Organisations."""

    projection = OrganisationProjection
    filterset_class = OrganisationFilter
    day_lists = ("members", "memberships")


class CountryEndpoint(DatedEndpoint):
    """Countries; their ISO code of two letters serves as an id."""

    projection = CountryProjection
    filterset_class = CountryFilter
    day_lists = ("memberships",)

    def find(self, key: str) -> Item | None:
        if len(key) == 2 and key.isalpha():
            return find_by("country", "iso2", key.upper(), self.scope)
        return super().find(key)


class OfficeEndpoint(ItemEndpoint):
    """Offices."""

    projection = OfficeProjection
    filterset_class = OfficeFilter
    answers_days = True
    day_members = ON | {
        "holder": PERSON | {"description": "Who held it that day, if known and only one."},
        "certainty": {
            "type": "string",
            "enum": [str(standing) for standing in Standing],
            "description": (
                "attested: a source says so for that day; inferred: it lies between two days for"
                " which it is known; unknown: nobody is known for that day."
            ),
        },
        "attested_first": DAY | {"description": "First day attested of whom the answer names."},
        "attested_last": DAY | {"description": "Last day attested of whom the answer names."},
        "last_holder": PERSON | {"description": "If unknown: the last one known before."},
        "holders": {
            "type": "array",
            "items": with_standing({"$ref": "#/components/schemas/OfficeTenure"}),
            "description": "Everyone who held it that day, or may have.",
        },
        "sources": SOURCES,
    }

    def on_day(self, doc: Doc, day: date) -> Doc:
        answer = holding(doc["tenures"], day)
        return doc | {
            "on": day.isoformat(),
            "holder": answer.holder,
            "certainty": str(answer.certainty),
            "attested_first": answer.attested_first,
            "attested_last": answer.attested_last,
            "last_holder": answer.last_holder,
            "holders": [
                tenure | {"standing": str(standing), "sources": sources(tenure, day)}
                for tenure, standing in answer.candidates
            ],
            "sources": answer.sources,
        }


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
