"""What encounters can be asked for: who met whom."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from actors.filters import ISO, PeriodFilter
from newsroom.register.filters import Code, StrictFilterSet, ValuesFilter
from newsroom.register.models import Tie
from newsroom.register.orders import NEWEST, OLDEST
from newsroom.register.parameters import TargetsField


class FacetFilter(Filter):
    """Ties of a thing: repeated = all of them, comma = any of them."""

    field_class = TargetsField

    def __init__(self, *, code: Code | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, code=bool(code), **kwargs)
        self.code = code

    def filter(self, qs: QuerySet, value: list[list[Any]]) -> QuerySet:
        for alternatives in value or ():
            qs = qs.filter(facets__overlap=self.parent.uids(self.code, alternatives))
        return qs


class MeetingOfTieFilter(FacetFilter):
    """Ties that one meeting made."""

    def filter(self, qs: QuerySet, value: list[list[Any]]) -> QuerySet:
        for alternatives in value or ():
            qs = qs.filter(item__in=self.parent.uids(None, alternatives))
        return qs


class EncounterFilter(StrictFilterSet):
    """Who met whom: each two people of different delegations at one meeting that was held."""

    orders = {"-date": NEWEST, "date": OLDEST}

    person = FacetFilter(help_text=_("One of the two; given twice, both."))
    country = FacetFilter(code=ISO, help_text=_("Whom one of the two stood for."))
    organisation = FacetFilter(help_text=_("Whom one of the two stood for."))
    meeting = MeetingOfTieFilter(help_text=_("The meeting at which they met."))
    certainty = ValuesFilter(
        field_name="certainty",
        choices=[("explicit", ""), ("inferred", "")],
        help_text=_("Inferred: one of the two was deduced from an office."),
    )
    from_ = PeriodFilter("item__doc__when", "gte", help_text=_("On this day or after."))
    to = PeriodFilter("item__doc__when", "lt", help_text=_("Before this day."))

    def visible(self) -> QuerySet[Tie]:
        return Tie.objects.visible(self.scope)
