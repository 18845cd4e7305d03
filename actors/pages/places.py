"""The map of meetings: where they were held, by year, country, person and organisation."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from actors.filters import MeetingFilter, YearFilter
from actors.pages.lists import MeetingListView
from actors.pages.pictures import PLACES, map_of, places_of
from actors.pages.seen import READ, seen
from newsroom.register.lists import Field
from newsroom.register.models import Item
from newsroom.register.pages import Things
from newsroom.register.reading import Scope


class MapFilter(MeetingFilter):
    """Meetings as the list has them, and by year; a map has no words to search in."""

    q = None
    year = YearFilter("doc__when", help_text=_("In this year, as far as is known."))


class MapView(MeetingListView):
    """Places of the newest meetings that answer, on a map and as a table; then the meetings."""

    template_name = "actors/map.html"
    filters_class, heading = MapFilter, _("Where they met")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("year", _("Year"), "number"),
        Field("country", _("Country (code of two letters)")),
    )

    def named(self, rows: Sequence[Item], also: list[Any], scope: Scope) -> Things:
        self.meetings = seen(self.filters.qs)
        self.places = places_of(self.meetings)
        countries = [one.place["country"] for one in self.places[:PLACES]]
        return super().named(rows, [*also, countries], scope)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            map=map_of(self.places),
            asked=self.narrowing(self.filters.data),
            read=READ if len(self.meetings) == READ else 0,
        )

    def narrowing(self, data: QueryDict) -> str:
        """What else a list of the meetings at one place is to be asked, from “&” on."""
        rest = data.copy()
        for name in ("place", "order", "cursor"):
            rest.pop(name, None)
        if year := rest.pop("year", None):
            rest["from"], rest["to"] = f"{year[0]}-01-01", f"{int(year[0]) + 1}-01-01"
        return f"&{rest.urlencode()}" if rest else ""
