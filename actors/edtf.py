"""Read partial dates written in EDTF (ISO 8601-2:2019), levels 0 and 1, into bounds of days."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext as _

Precision = Literal[
    "time", "day", "month", "season", "year", "decade", "century", "interval", "between"
]

OPEN = ".."
UNKNOWN = ""
ALWAYS = "../.."

_POINT = re.compile(
    r"(?:(?P<years>[0-9]{3}X|[0-9]{2}XX)"
    r"|(?P<year>[0-9]{4})(?:-XX(?:-XX)?|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?)?)"
    r"(?P<qualifier>[?~%]?)"
)
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_BETWEEN = re.compile(r"\[(?P<start>[^.,]*)\.\.(?P<end>[^.,]*)\]")
# The letters of the notation may be typed small; other words are quoted back as they were typed.
_LETTERS = re.compile(r"(?:^|(?<=[0-9x-]))[txzy]+")
_LONG_YEAR = re.compile(r"Y-?[0-9Ee]+|-[0-9]{4,}.*|[0-9]{5,}(?:-.*)?")

# The standard leaves the months of a season open. These are the meteorological seasons of the
# northern hemisphere; a winter is named after the year in which it begins.
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


class InvalidPartialDate(ValueError):
    """The text is not a partial date; the message says why, in words for an editor."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What an EDTF text says about days.

    `text` is the canonical spelling. `earliest` and `latest` are the first and last possible
    day, both included; None stands for an open or unknown end and for nothing else.
    `precision` is the finest unit that is known ("2025-XX" is known to the year); it is
    "interval" for a/b, and "between" for [a..b], one day that is not known more closely.
    `approximate` (~ or %) and `uncertain` (? or %) do not widen the bounds.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Point(PartialDate):
    """A partial date that is one day, month, season, year or more: it has both its bounds."""

    earliest: date
    latest: date


@lru_cache(maxsize=4096)
def parse(text: str) -> PartialDate:
    """Read an EDTF text; raise InvalidPartialDate for anything else, the empty text included.

    Read are levels 0 and 1 of the standard for the years 0001 to 9999, and of level 2 the one
    form [a..b], [..b], [a..]: some day between, not after, not before. Seasons and unspecified
    digits may stand in intervals. A time may leave out its seconds or its zone; its day is the
    day as written, in its own zone.
    """
    canonical = re.sub(r"\s*(/|\.\.)\s*", r"\1", text.strip())
    canonical = _LETTERS.sub(lambda letters: letters[0].upper(), canonical)
    if between := _BETWEEN.fullmatch(canonical):
        return _range(canonical, "between", between["start"], between["end"])
    if "/" in canonical:
        start, _slash, end = canonical.partition("/")
        return _range(canonical, "interval", start, end)
    if time := _TIME.fullmatch(canonical):
        day = _point(time["day"]).earliest
        return Point(canonical, day, day, "time")
    return _point(canonical)


def ends(moment: PartialDate) -> tuple[Point | None, Point | None]:
    """Start and end of an interval or a between, None where open or unknown; else itself twice."""
    if isinstance(moment, Point):
        return moment, moment
    separator = "/" if moment.precision == "interval" else ".."
    start, _separator, end = moment.text.strip("[]").partition(separator)
    return _end(start), _end(end)


def _range(text: str, precision: Precision, start_text: str, end_text: str) -> PartialDate:
    start, end = _end(start_text), _end(end_text)
    known = [point for point in (start, end) if point]
    if not known and text != ALWAYS:
        raise InvalidPartialDate(_("“%(text)s” has no date in it.") % {"text": text})
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and latest < earliest:
        raise InvalidPartialDate(_("“%(text)s” ends before it starts.") % {"text": text})
    return PartialDate(
        text,
        earliest,
        latest,
        precision,
        approximate=any(point.approximate for point in known),
        uncertain=any(point.uncertain for point in known),
    )


def _end(text: str) -> Point | None:
    return None if text in (OPEN, UNKNOWN) else _point(text)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise InvalidPartialDate(_refusal(text))
    years, year, month, day, qualifier = match.groups()
    try:
        earliest, latest, precision = _decades(years) if years else _bounds(year, month, day)
    except (ValueError, KeyError):
        message = _("“%(text)s” is not in the calendar of the years 0001 to 9999.")
        raise InvalidPartialDate(message % {"text": text}) from None
    return Point(
        text,
        earliest,
        latest,
        precision,
        approximate=qualifier in ("~", "%"),
        uncertain=qualifier in ("?", "%"),
    )


def _decades(years: str) -> tuple[date, date, Precision]:
    first, last = int(years.replace("X", "0")), int(years.replace("X", "9"))
    return date(first, 1, 1), date(last, 12, 31), "century" if "XX" in years else "decade"


def _bounds(
    year_text: str, month_text: str | None, day_text: str | None
) -> tuple[date, date, Precision]:
    """First day, last day and precision; ValueError or KeyError if the calendar has none."""
    year = int(year_text)
    if not month_text:
        return date(year, 1, 1), date(year, 12, 31), "year"
    month = int(month_text)
    if month > 12:
        if day_text:
            raise ValueError("a season has no days")
        return _season_bounds(year, _SEASON_FIRST_MONTH[month])
    if day_text in (None, "XX"):
        return *_month_bounds(year, month), "month"
    exact = date(year, month, int(day_text))
    return exact, exact, "day"


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, first.replace(day=monthrange(year, month)[1])


def _season_bounds(year: int, first_month: int) -> tuple[date, date, Precision]:
    first = date(year, first_month, 1)
    years, last_month = divmod(first_month + 1, 12)
    return first, _month_bounds(year + years, last_month + 1)[1], "season"


def _refusal(text: str) -> str:
    if _LONG_YEAR.fullmatch(text):
        message = _("“%(text)s”: a year has four digits and lies between 0001 and 9999.")
    else:
        message = _(
            "“%(text)s” is not a date. Write for instance 2025, 2025-08, 2025-08-14, 2025~ (about"
            " 2025), 2025? (perhaps 2025), 201X (the 2010s), 2025-22 (summer), or"
            " 2025-05-03/2025-05-05 (from, to); .. stands for an open end."
        )
    return message % {"text": text}
