"""The calendar of the archive: its years, one year, one month."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from babel.dates import format_date, get_day_names
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext_lazy

from actors.pages.details import ROW_NAMES
from newsroom.register.dates import Unit
from newsroom.register.dating import Cell, Span, around, is_counted, numbers, standing
from newsroom.register.lists import given, refuse
from newsroom.register.models import Item
from newsroom.register.pages import Page, named_in, rows_name
from newsroom.register.parameters import LAST_YEAR, DayField
from newsroom.register.reading import scope_of

SHOWN = 60
# What a calendar counts, in this order: by the day of publication, and by that of the fact.
KINDS = {"published": ("article",), "happened": ("article", "meeting", "event", "agreement")}
COUNTED = {
    "article": ngettext_lazy("%(number)d story", "%(number)d stories", "number"),
    "meeting": ngettext_lazy("%(number)d meeting", "%(number)d meetings", "number"),
    "event": ngettext_lazy("%(number)d event", "%(number)d events", "number"),
    "agreement": ngettext_lazy("%(number)d document", "%(number)d documents", "number"),
}
JUMP = "day"
FACTS = "happened"


@dataclass(frozen=True)
class Entry:
    """A year, month or day of the calendar, and how many things of each kind stand there."""

    name: str
    address: str
    numbers: dict[str, int]
    start: date

    @property
    def total(self) -> int:
        """How many things of all kinds."""
        return sum(self.numbers.values())

    @property
    def words(self) -> str:
        """The numbers with what they count."""
        return ", ".join(str(COUNTED[k] % {"number": n}) for k, n in self.numbers.items() if n)


class CalendarPage(Page):
    """What the pages of the calendar share. `basis`: by which day things stand in it."""

    basis: ClassVar[str] = "published"

    def of(self, cells: dict[Cell, int], unit: str, start: date) -> dict[str, int]:
        """How many things of each kind stand there."""
        return {kind: cells.get((self.basis, kind, unit, start), 0) for kind in KINDS[self.basis]}

    def show(self, *when: int, **context: Any) -> Any:
        """The page of a year, a month or all years, with the way to the other calendar."""
        return self.render_to_response(
            self.get_context_data(
                basis=self.basis,
                canonical=self.request.build_absolute_uri(self.request.path),
                jump=JUMP,
                tabs={basis: self.tab(basis, *when) for basis in KINDS},
                **context,
            )
        )

    def tab(self, basis: str, *when: int) -> str:
        """The same time in a calendar; all of its years where it has nothing then."""
        if basis != self.basis and when:
            unit = Unit.YEAR if len(when) == 1 else Unit.MONTH
            if not is_counted(basis, unit, date(when[0], (*when, 1)[1], 1)):
                return address(basis)
        return address(basis, *when)


class ArchiveView(CalendarPage):
    """The years, and the way to any day."""

    template_name = "newsroom/archive.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        data = given(request)
        unknown = gettext("There is no such parameter here.")
        if errors := [(name, unknown) for name in data if name != JUMP]:
            return refuse(request, errors)
        if JUMP in data:
            try:
                day = DayField().clean(data[JUMP])
            except ValidationError as error:
                return refuse(request, [(JUMP, message) for message in error.messages])
            return HttpResponseRedirect(day_address(day))
        cells = numbers(self.basis, [Unit.YEAR], KINDS[self.basis], Span())
        years = sorted({start for _basis, _kind, _unit, start in cells}, reverse=True)
        return self.show(
            years=[
                Entry(str(y.year), address(self.basis, y.year), self.of(cells, Unit.YEAR, y), y)
                for y in years
            ],
        )


class YearView(CalendarPage):
    """The months of a year, and how many things are known to the year alone."""

    template_name = "newsroom/archive_year.html"

    def get(self, request: HttpRequest, year: int, *args: Any, **kwargs: Any) -> Any:
        first = first_of(year, 1)
        units = [Unit.YEAR, Unit.MONTH, Unit.YEAR_ONLY]
        span = Span(first, date(year + 1, 1, 1))
        cells = numbers(self.basis, units, KINDS[self.basis], span)
        whole = Entry(str(year), address(self.basis, year), self.of(cells, Unit.YEAR, first), first)
        if not whole.total:
            raise Http404
        months = [
            Entry(
                in_words(start, "LLLL"),
                address(self.basis, year, start.month),
                self.of(cells, Unit.MONTH, start),
                start,
            )
            for start in (date(year, number, 1) for number in range(1, 13))
        ]
        before, after = around([self.basis], Unit.YEAR, first)
        return self.show(
            year,
            whole=whole,
            months=months,
            rest=Entry("", "", self.of(cells, Unit.YEAR_ONLY, first), first),
            before=before and (str(before.year), address(self.basis, before.year)),
            after=after and (str(after.year), address(self.basis, after.year)),
        )


class MonthView(CalendarPage):
    """A month as a calendar, and what is known to the month alone."""

    template_name = "newsroom/archive_month.html"

    def get(self, request: HttpRequest, year: int, month: int, *args: Any, **kwargs: Any) -> Any:
        first = first_of(year, month)
        units = [Unit.MONTH, Unit.DAY, Unit.MONTH_ONLY]
        until = (first + timedelta(days=31)).replace(day=1)
        cells = numbers(self.basis, units, KINDS[self.basis], Span(first, until))
        whole = self.entry(first, self.of(cells, Unit.MONTH, first))
        if not whole.total:
            raise Http404
        rest = self.of(cells, Unit.MONTH_ONLY, first)
        rows = self.rows(first) if sum(rest.values()) else []
        before, after = around([self.basis], Unit.MONTH, first)
        locale = get_language() or "fr"
        names = get_day_names("wide", "stand-alone", locale), get_day_names("narrow", locale=locale)
        return self.show(
            year,
            month,
            whole=whole,
            year=year,
            year_address=address(self.basis, year),
            week=[(names[0][number], names[1][number]) for number in range(7)],
            weeks=[
                [self.day(day, cells) if day.month == month else None for day in week]
                for week in calendar.Calendar().monthdatescalendar(year, month)
            ],
            rest=Entry("", "", rest, first),
            rows=rows,
            things=named_in(rows_name(rows, ROW_NAMES), rows, scope_of(request)),
            before=before and self.step(before),
            after=after and self.step(after),
        )

    def step(self, start: date) -> tuple[str, str]:
        """Another month, in words, and its address."""
        return in_words(start, "LLLL y"), address(self.basis, start.year, start.month)

    def entry(self, start: date, found: dict[str, int]) -> Entry:
        """A month of the calendar."""
        return Entry(*self.step(start), found, start)

    def day(self, day: date, cells: dict[Cell, int]) -> Entry:
        """A day of the calendar."""
        return Entry(str(day.day), day_address(day), self.of(cells, Unit.DAY, day), day)

    def rows(self, first: date) -> list[Item]:
        """What stands in the month, on no day of it that is known."""
        items = Item.objects.visible(scope_of(self.request))
        found = items.filter(
            uid__in=standing([self.basis], Unit.MONTH, first, SHOWN), kind__in=KINDS[self.basis]
        )
        return list(found.order_by("kind", "-sort_at", "-uid"))


def first_of(year: int, month: int) -> date:
    """The first day of a month; there is no page of a month that no date can be in."""
    if year > LAST_YEAR or not 1 <= month <= 12:
        raise Http404
    return date(year, month, 1)


def address(basis: str, year: int | None = None, month: int | None = None) -> str:
    """The page of all years, a year or a month, in the calendar by publication or by fact."""
    name = "archive" if basis == "published" else "archive_facts"
    if year is None:
        return reverse(name)
    if month is None:
        return reverse(f"{name}_year", kwargs={"year": year})
    return reverse(f"{name}_month", kwargs={"year": year, "month": month})


def day_address(day: date) -> str:
    """The page of a day."""
    return reverse("archive_day", kwargs={"year": day.year, "month": day.month, "day": day.day})


def in_words(day: date, pattern: str) -> str:
    """A day, or its month, in the language of the page."""
    return format_date(day, pattern, locale=get_language() or "fr")
