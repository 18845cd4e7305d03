"""Partial dates, as the rest of the archive uses them: read, put into words, compare with a day."""

from datetime import date
from typing import Literal

from actors.date_words import display, on_days
from actors.edtf import InvalidPartialDate, PartialDate, Point, ends, parse

__all__ = [
    "InvalidPartialDate",
    "PartialDate",
    "Point",
    "covers",
    "display",
    "ends",
    "on_days",
    "parse",
]


def covers(text: str, day: date) -> Literal["yes", "maybe", "no"]:
    """Say whether the day is certainly, possibly or not inside the partial date.

    An interval covers every day between its ends; a date less exact than a day, and [a..b],
    stand for one day that is not known. "yes" needs the day to lie between the latest possible
    start and the earliest possible end, nothing qualified (? ~ %), and no unknown end beyond
    it; an open end (..) has no limit. "no" means outside `earliest`–`latest`, qualified or not.
    """
    moment = parse(text)
    if moment.earliest and day < moment.earliest or moment.latest and day > moment.latest:
        return "no"
    if moment.approximate or moment.uncertain or moment.precision == "between":
        return "maybe"
    start, end = ends(moment)
    if start and end:
        certain = start.latest <= day <= end.earliest
    elif start:
        certain = day >= start.latest and (moment.text.endswith("..") or day == start.earliest)
    elif end:
        certain = day <= end.earliest and (moment.text.startswith("..") or day == end.latest)
    else:
        certain = True
    return "yes" if certain else "maybe"
