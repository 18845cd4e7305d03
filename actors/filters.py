"""What persons, organisations, countries, offices, meetings and agreements can be asked for."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from actors.choices import (
    AgreementKind,
    Certainty,
    MeetingFormat,
    MeetingLevel,
    MeetingStatus,
    OfficeLevel,
    OrganisationType,
)
from newsroom.register.filters import (
    Code,
    ItemFilter,
    NamedFilter,
    ReferenceFilter,
    RefineFilter,
    ValuesFilter,
)
from newsroom.register.models import Reference
from newsroom.register.orders import BY_NAME, NEWEST, OLDEST, RECENTLY_CHANGED
from newsroom.register.parameters import DayField, YearField

ISO = Code("country", "iso2")
AS_OF = _("Another name of “on”.")

BY_NAME_FIRST = {"name": BY_NAME, "-updated_at": RECENTLY_CHANGED}
BY_DATE_FIRST = {"-date": NEWEST, "date": OLDEST, "-updated_at": RECENTLY_CHANGED}


class DayRefineFilter(RefineFilter):
    """The day for which a question about time is asked."""

    field_class: type[Field] = DayField


class PeriodFilter(Filter):
    """Things whose partial date may lie on or after a day, or before one (half-open).

    member: path to the member of the document with the date. sort_at is its first possible day.
    """

    field_class = DayField

    def __init__(self, member: str, lookup_expr: str, **kwargs: Any) -> None:
        super().__init__(member, lookup_expr, required=False, **kwargs)

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        if value is None:
            return qs
        midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
        dated = ~Q(**{self.field_name: None})
        if self.lookup_expr == "lt":
            return qs.filter(dated, sort_at__lt=midnight)
        # "May 2025" is sorted by 1 May, and yet may lie after the 10th.
        latest = Q(**{f"{self.field_name}__latest__gte": value.isoformat()})
        return qs.filter(dated, Q(sort_at__gte=midnight) | latest)


class YearFilter(Filter):
    """Things whose partial date may lie in a year."""

    field_class = YearField

    def __init__(self, member: str, **kwargs: Any) -> None:
        super().__init__(member, required=False, **kwargs)

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        if value is None:
            return qs
        since, before = PeriodFilter(self.field_name, "gte"), PeriodFilter(self.field_name, "lt")
        return before.filter(since.filter(qs, date(value, 1, 1)), date(value + 1, 1, 1))


class CertaintyFilter(RefineFilter):
    """The certainty of what other filters match; alone, of any reference in these relations."""

    def __init__(self, *rels: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rels = rels

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        given = self.parent.form.cleaned_data
        if not value or any(
            given.get(name)
            for name, other in self.parent.filters.items()
            if isinstance(other, ReferenceFilter)
        ):
            return qs
        found = Reference.objects.filter(
            item=OuterRef("pk"), kind=self.parent.kind, certainty__in=value
        )
        return qs.filter(Exists(found.filter(rel__in=self.rels) if self.rels else found))


class PersonFilter(NamedFilter):
    """Persons, by country, body or office, now or ever."""

    kind = "person"

    country = ReferenceFilter(
        "nationality",
        "office_country",
        code=ISO,
        help_text=_("Nationals of the country, and those who held one of its offices."),
    )
    organisation = ReferenceFilter(
        "office_organisation",
        "member_of",
        help_text=_("Members of the organisation, and those who held one of its offices."),
    )
    office = ReferenceFilter("office", help_text=_("Those who ever held the office."))
    certainty = CertaintyFilter(
        "office",
        "member_of",
        choices=Certainty.choices,
        help_text=_("On what ground an office or a membership stands."),
    )
    on = DayRefineFilter(
        help_text=_("Shows the offices, ranks and memberships of this day, and how sure they are.")
    )
    as_of = DayRefineFilter(help_text=AS_OF)


class OrganisationFilter(NamedFilter):
    """Organisations, by member, country or type."""

    kind = "organisation"

    member = ReferenceFilter("member", code=ISO, help_text=_("Those with this member, ever."))
    organisation = ReferenceFilter(
        "parent", "member_of", help_text=_("Parts and members of the organisation.")
    )
    country = ReferenceFilter(
        "country", "member", code=ISO, help_text=_("Bodies of the country, or with it as member.")
    )
    type = ValuesFilter(
        field_name="doc__organisation_type",
        choices=OrganisationType.choices,
        help_text=_("The sort of organisation."),
    )
    certainty = CertaintyFilter(
        "member",
        "member_of",
        choices=Certainty.choices,
        help_text=_("On what ground a membership stands."),
    )
    on = DayRefineFilter(help_text=_("Shows the members of this day, and how sure they are."))
    as_of = DayRefineFilter(help_text=AS_OF)


class CountryFilter(NamedFilter):
    """Countries, by organisation."""

    kind = "country"

    organisation = ReferenceFilter("member_of", help_text=_("Members of the organisation, ever."))
    certainty = CertaintyFilter(
        "member_of",
        choices=Certainty.choices,
        help_text=_("On what ground a membership stands."),
    )
    on = DayRefineFilter(help_text=_("Shows the memberships of this day, and how sure they are."))
    as_of = DayRefineFilter(help_text=AS_OF)


class OfficeFilter(ItemFilter):
    """Offices, and with `on` who held them that day."""

    kind = "office"
    orders = BY_NAME_FIRST

    country = ReferenceFilter("country", code=ISO, help_text=_("Offices of the country."))
    organisation = ReferenceFilter("organisation", help_text=_("Offices of the organisation."))
    person = ReferenceFilter("holder", help_text=_("Offices that the person ever held."))
    level = ValuesFilter(
        field_name="doc__level",
        choices=OfficeLevel.choices,
        help_text=_("Its level."),
    )
    certainty = CertaintyFilter(
        "holder",
        choices=Certainty.choices,
        help_text=_("On what ground somebody counts as its holder."),
    )
    on = DayRefineFilter(help_text=_("Adds who held the office on this day, and how sure that is."))
    as_of = DayRefineFilter(help_text=AS_OF)


class MeetingFilter(ItemFilter):
    """Meetings, by who took part, where and when."""

    kind = "meeting"
    orders = BY_DATE_FIRST

    person = ReferenceFilter("participant", help_text=_("Who took part."))
    country = ReferenceFilter(
        "delegation",
        "host",
        "inviter",
        code=ISO,
        help_text=_("The country that sent a delegation, received or invited."),
    )
    organisation = ReferenceFilter(
        "delegation",
        "host",
        "inviter",
        help_text=_("The organisation that sent a delegation, received or invited."),
    )
    office = ReferenceFilter("office", help_text=_("The office in which somebody took part."))
    place = ReferenceFilter(
        "place_country",
        "place",
        code=ISO,
        help_text=_("The country, or the place by its id, that it was held in."),
    )
    meeting = ReferenceFilter(
        "follows",
        "on_the_occasion_of",
        "part_of",
        "same_series",
        "replaces",
        help_text=_("The meeting or event it is tied to."),
    )
    status = ValuesFilter(
        field_name="doc__status", choices=MeetingStatus.choices, help_text=_("Whether it was held.")
    )
    level = ValuesFilter(
        field_name="doc__level",
        choices=MeetingLevel.choices,
        help_text=_("Of what level."),
    )
    # `format` is how an answer is written.
    meeting_format = ValuesFilter(
        field_name="doc__format", choices=MeetingFormat.choices, help_text=_("How many sides met.")
    )
    certainty = CertaintyFilter(
        "participant",
        choices=Certainty.choices,
        help_text=_(
            "Whether a text names the person, they were deduced from the office, or their being"
            " there is outside knowledge or disputed."
        ),
    )
    from_ = PeriodFilter("doc__when", "gte", help_text=_("On this day or after."))
    to = PeriodFilter("doc__when", "lt", help_text=_("Before this day."))


class EventFilter(MeetingFilter):
    """Events: ceremonies, commemorations, summits as a whole."""

    kind = "event"


class AgreementFilter(ItemFilter):
    """Agreements, by who is bound."""

    kind = "agreement"
    orders = BY_DATE_FIRST

    party = ReferenceFilter("party", code=ISO, help_text=_("The actor that is bound."))
    person = ReferenceFilter("signatory", help_text=_("Who signed."))
    country = ReferenceFilter("party", code=ISO, help_text=_("The country that is bound."))
    organisation = ReferenceFilter("party", help_text=_("The organisation that is bound."))
    meeting = ReferenceFilter("meeting", help_text=_("The meeting it came out of."))
    agreement_kind = ValuesFilter(
        field_name="doc__agreement_kind",
        choices=AgreementKind.choices,
        help_text=_("The sort of document."),
    )
    certainty = CertaintyFilter(
        "party", choices=Certainty.choices, help_text=_("On what ground a party counts as bound.")
    )
    from_ = PeriodFilter("doc__signed", "gte", help_text=_("Signed on this day or after."))
    to = PeriodFilter("doc__signed", "lt", help_text=_("Signed before this day."))
