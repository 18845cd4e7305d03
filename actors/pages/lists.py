"""The lists of persons, organisations, countries, offices, meetings, events and agreements."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from actors.choices import (
    AgreementKind,
    MeetingFormat,
    MeetingStatus,
    OfficeLevel,
    OrganisationType,
)
from actors.filters import (
    AgreementFilter,
    CountryFilter,
    EventFilter,
    MeetingFilter,
    OfficeFilter,
    OrganisationFilter,
    PersonFilter,
)
from actors.pages.details import ROW_NAMES
from newsroom.register.lists import Field, ItemListPage
from newsroom.register.pages import called, document

WORDS = Field("q", _("Words"), "search")
SINCE, BEFORE = Field("from", _("Since"), "date"), Field("to", _("Before"), "date")


class PersonListView(ItemListPage):
    filters_class, heading, has_initials = PersonFilter, _("People"), True
    fields = (WORDS,)


class OrganisationListView(ItemListPage):
    filters_class, heading, has_initials = OrganisationFilter, _("Organisations"), True
    fields = (WORDS, Field("type", _("Type"), "select", OrganisationType.choices))


class CountryListView(ItemListPage):
    filters_class, heading, has_initials = CountryFilter, _("Countries"), True
    fields = (WORDS,)


class OfficeListView(ItemListPage):
    filters_class, heading, has_initials = OfficeFilter, _("Offices"), True
    fields = (WORDS, Field("level", _("Level"), "select", OfficeLevel.choices))
    row_names = ROW_NAMES


class MeetingListView(ItemListPage):
    filters_class, heading = MeetingFilter, _("Meetings")
    fields: ClassVar[tuple[Field, ...]] = (
        WORDS,
        SINCE,
        BEFORE,
        Field("meeting_format", _("Format"), "select", MeetingFormat.choices),
        Field("status", _("Status"), "select", MeetingStatus.choices),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = _places(document(row) for row in kwargs["rows"])
        conditions = [
            replace(one, words=names.get(one.value.lower(), one.words))
            for one in kwargs["conditions"]
        ]
        return super().get_context_data(**kwargs | {"conditions": conditions})


def _places(docs: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The names of the places in documents, by their ids: places have no pages of their own."""
    found = [place for doc in docs for place in (doc["place"], *doc["other_places"]) if place]
    found += [place["within"] for place in found if place["within"]]
    return {place["id"]: called(place) for place in found}


class EventListView(ItemListPage):
    filters_class, heading = EventFilter, _("Events")
    fields = (WORDS, SINCE, BEFORE)


class AgreementListView(ItemListPage):
    filters_class, heading = AgreementFilter, _("Signed documents")
    fields = (
        WORDS,
        SINCE,
        BEFORE,
        Field("agreement_kind", _("Kind"), "select", AgreementKind.choices),
    )
