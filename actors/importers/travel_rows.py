"""One line of the record of diplomatic travel, read and checked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from actors.importers.jsonl import Line
from actors.importers.rows import BadRow, Row

VISIT, TRIP = "visit by a foreign leader to the United States", "foreign travel"
LONGEST_ID, LONGEST_NAME = 100, 300  # what the columns hold


@dataclass(frozen=True)
class Journey:
    """A visit to the United States, or a trip from there. `line` is its place in the file.

    traveller: who came or went, as printed; home and host: the two countries, as printed.
    office: of the traveller, where it is not part of their name.
    """

    line: int
    source_id: str
    is_visit: bool
    start: date
    end: date
    traveller: str
    office: str
    home: str
    host: str
    place: str
    text: str

    @property
    def when(self) -> str:
        """Its days as a partial date."""
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def read(line: Line, *, today: date) -> Journey:
    """The journey that a line of the file tells of; BadRow says what is wrong with it."""
    if line.row is None:
        raise BadRow("", line.error)
    row = Row("", line.row)
    source_id = row.text("id", required=True)
    if len(source_id) > LONGEST_ID:
        raise row.bad("id", _("It is longer than %(most)s letters.") % {"most": LONGEST_ID})
    kind = row.text("kind", required=True)
    if kind not in (VISIT, TRIP):
        raise row.bad("kind", _("“%(kind)s” is neither a visit nor a trip.") % {"kind": kind[:60]})
    start, end = _day(row, "start_date"), _day(row, "end_date")
    if end < start:
        raise row.bad("end_date", _("The end lies before the beginning."))
    if start > today:
        raise row.bad("start_date", _("This day is still to come."))
    countries, people = _texts(row, "countries"), _texts(row, "people")
    if not people:
        raise row.bad("people", _("This is missing."))
    traveller = ", ".join(people)
    if len(traveller) > LONGEST_NAME:
        raise row.bad("people", _("It is longer than %(most)s letters.") % {"most": LONGEST_NAME})
    host = row.text("host_country", required=True)
    return Journey(
        line=line.number,
        source_id=source_id,
        is_visit=kind == VISIT,
        start=start,
        end=end,
        traveller=traveller,
        office=row.text("office"),
        home=next((name for name in countries if name != host), host),
        host=host,
        place=row.text("place"),
        text=row.text("text"),
    )


def _day(row: Row, name: str) -> date:
    text = row.text(name, required=True)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise row.bad(name, _("“%(text)s” is not a day.") % {"text": text[:40]})
    return day


def _texts(row: Row, name: str) -> list[str]:
    values = row.values.get(name)
    if not isinstance(values, list):
        raise row.bad(name, _("This is not a list of texts."))
    return [Row(row.place, {name: value}).text(name, required=True) for value in values]
