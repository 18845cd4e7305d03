"""The chronology of who met whom: by person, country, organisation, meeting and time."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from actors.encounter_filters import EncounterFilter
from actors.pages.contacts import gatherings
from actors.pages.lists import BEFORE, SINCE
from actors.pages.pictures import timeline_of
from newsroom.register.lists import Field, ItemListPage
from newsroom.register.models import Tie
from newsroom.register.orders import NEWEST
from newsroom.register.pages import Things
from newsroom.register.reading import Scope

CERTAINTIES = [("explicit", _("named")), ("inferred", _("deduced from an office"))]


class ChronologyView(ItemListPage):
    """Encounters, page after page: as a picture and as a table."""

    template_name = "actors/chronology.html"
    filters_class, heading = EncounterFilter, _("Who met whom")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("country", _("Country (code of two letters)")),
        SINCE,
        BEFORE,
        Field("certainty", _("Ground"), "select", CERTAINTIES),
    )

    def named(self, rows: Sequence[Tie], also: list[Any], scope: Scope) -> Things:
        return super().named([], [*also, *(row.doc for row in rows)], scope)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        things = kwargs["things"]
        encounters = [row.doc for row in kwargs["rows"]]
        timeline = timeline_of(
            gatherings(encounters),
            things,
            newest_first=self.filters.order == NEWEST,
        )
        shown = [one for one in encounters if one["meeting"] in things]
        # What the page says to machines of its rows is about the meetings.
        meetings = [one.meeting for one in timeline["rows"]] if timeline else []
        return super().get_context_data(
            **kwargs | {"rows": meetings}, timeline=timeline, encounters=shown
        )
