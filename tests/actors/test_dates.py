"""Reading partial dates: bounds, canonical text, refusals, and whether a day is covered."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from actors.dates import InvalidPartialDate, covers, parse

READ = [
    # text, earliest, latest, precision, qualifiers found
    ("2025", "2025-01-01", "2025-12-31", "year", ""),
    ("0001", "0001-01-01", "0001-12-31", "year", ""),
    ("9999", "9999-01-01", "9999-12-31", "year", ""),
    ("2025-05", "2025-05-01", "2025-05-31", "month", ""),
    ("2025-02", "2025-02-01", "2025-02-28", "month", ""),
    ("2024-02", "2024-02-01", "2024-02-29", "month", ""),
    ("1900-02", "1900-02-01", "1900-02-28", "month", ""),
    ("9999-12", "9999-12-01", "9999-12-31", "month", ""),
    ("2025-08-14", "2025-08-14", "2025-08-14", "day", ""),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", ""),
    ("2025-08-14T10:30:00Z", "2025-08-14", "2025-08-14", "time", ""),
    ("2025-08-14T10:30Z", "2025-08-14", "2025-08-14", "time", ""),
    ("2025-08-14T00:30:00+02:00", "2025-08-14", "2025-08-14", "time", ""),
    ("2025-08-14T23:30:00-11:00", "2025-08-14", "2025-08-14", "time", ""),
    ("2025-08-14T10:30:00+04", "2025-08-14", "2025-08-14", "time", ""),
    ("2025-08-14T10:30:00", "2025-08-14", "2025-08-14", "time", ""),
    ("2025?", "2025-01-01", "2025-12-31", "year", "?"),
    ("2025~", "2025-01-01", "2025-12-31", "year", "~"),
    ("2025%", "2025-01-01", "2025-12-31", "year", "~?"),
    ("2025-05~", "2025-05-01", "2025-05-31", "month", "~"),
    ("2025-08-14?", "2025-08-14", "2025-08-14", "day", "?"),
    ("201X", "2010-01-01", "2019-12-31", "decade", ""),
    ("201X?", "2010-01-01", "2019-12-31", "decade", "?"),
    ("20XX", "2000-01-01", "2099-12-31", "century", ""),
    ("99XX", "9900-01-01", "9999-12-31", "century", ""),
    ("2025-XX", "2025-01-01", "2025-12-31", "year", ""),
    ("2025-XX-XX", "2025-01-01", "2025-12-31", "year", ""),
    ("2024-02-XX", "2024-02-01", "2024-02-29", "month", ""),
    ("2024-21", "2024-03-01", "2024-05-31", "season", ""),
    ("2024-22", "2024-06-01", "2024-08-31", "season", ""),
    ("2024-23", "2024-09-01", "2024-11-30", "season", ""),
    ("2024-24", "2024-12-01", "2025-02-28", "season", ""),
    ("2023-24", "2023-12-01", "2024-02-29", "season", ""),
    ("2024-22~", "2024-06-01", "2024-08-31", "season", "~"),
    ("2025-05-03/2025-05-05", "2025-05-03", "2025-05-05", "interval", ""),
    ("2025-05-03/2025-05-03", "2025-05-03", "2025-05-03", "interval", ""),
    ("2024/2025", "2024-01-01", "2025-12-31", "interval", ""),
    ("2025-05-11/2025-08", "2025-05-11", "2025-08-31", "interval", ""),
    ("2025-05/2025-05-03", "2025-05-01", "2025-05-03", "interval", ""),
    ("2025-05-11/2025-05", "2025-05-11", "2025-05-31", "interval", ""),
    ("2025-05/2025", "2025-05-01", "2025-12-31", "interval", ""),
    ("2024-22/2024-24", "2024-06-01", "2025-02-28", "interval", ""),
    ("199X/2004-06", "1990-01-01", "2004-06-30", "interval", ""),
    ("2024~/2025?", "2024-01-01", "2025-12-31", "interval", "~?"),
    ("2025-05-11/..", "2025-05-11", None, "interval", ""),
    ("2025-05-11/", "2025-05-11", None, "interval", ""),
    ("../2025-05-11", None, "2025-05-11", "interval", ""),
    ("/2025-05-11", None, "2025-05-11", "interval", ""),
    ("/2025-05~", None, "2025-05-31", "interval", "~"),
    ("../..", None, None, "interval", ""),
    ("[2025-05-03..2025-05-05]", "2025-05-03", "2025-05-05", "between", ""),
    ("[2025-05..2025-08?]", "2025-05-01", "2025-08-31", "between", "?"),
    ("[..2025-05-05]", None, "2025-05-05", "between", ""),
    ("[2025..]", "2025-01-01", None, "between", ""),
]

WRITTEN_OTHERWISE = [
    (" 2025-08-14 ", "2025-08-14"),
    ("201x", "201X"),
    ("2025-05-xx", "2025-05-XX"),
    ("2025-08-14t10:30z", "2025-08-14T10:30Z"),
    ("2025-05-03 / 2025-05-05", "2025-05-03/2025-05-05"),
    (" .. / 2025", "../2025"),
    ("[2025-05-03 .. 2025-05-05]", "[2025-05-03..2025-05-05]"),
]

NOT_A_DATE = "is not a date"
NOT_IN_CALENDAR = "is not in the calendar"
LONG_YEAR = "a year has four digits"
REFUSED = [
    ("", NOT_A_DATE),
    ("soon", NOT_A_DATE),
    ("14/08/2025", NOT_A_DATE),
    ("14 August 2025", NOT_A_DATE),
    ("2025-8-4", NOT_A_DATE),
    ("20250814", LONG_YEAR),
    ("225", NOT_A_DATE),
    ("２０２５", NOT_A_DATE),
    ("2025-08-14\n2026", NOT_A_DATE),
    ("2025-08-14T10Z", NOT_A_DATE),
    ("2025-08-14T24:00Z", NOT_A_DATE),
    ("2025-08-14T10:61Z", NOT_A_DATE),
    ("2025-08-14T10:30+25:00", NOT_A_DATE),
    ("2025-08-14T10:30Z?", NOT_A_DATE),
    ("2025-02-30T10:30Z", NOT_IN_CALENDAR),
    ("2025-02-30", NOT_IN_CALENDAR),
    ("2025-02-29", NOT_IN_CALENDAR),
    ("1900-02-29", NOT_IN_CALENDAR),
    ("2025-00", NOT_IN_CALENDAR),
    ("2025-13", NOT_IN_CALENDAR),
    ("2025-25", NOT_IN_CALENDAR),
    ("2025-04-00", NOT_IN_CALENDAR),
    ("2025-21-03", NOT_IN_CALENDAR),
    ("0000", NOT_IN_CALENDAR),
    ("000X", NOT_IN_CALENDAR),
    ("9999-24", NOT_IN_CALENDAR),
    ("-0044", LONG_YEAR),
    ("12025", LONG_YEAR),
    ("Y12025", LONG_YEAR),
    ("Y17E7", LONG_YEAR),
    ("2XXX", NOT_A_DATE),
    ("201X-05", NOT_A_DATE),
    ("2025-XX-11", NOT_A_DATE),
    ("2025-1X", NOT_A_DATE),
    ("2025-05-3X", NOT_A_DATE),
    ("?2025", NOT_A_DATE),
    ("2025??", NOT_A_DATE),
    ("{2024,2025}", NOT_A_DATE),
    ("[2024,2025]", NOT_A_DATE),
    ("2025/05", NOT_A_DATE),
    ("2024/2025/2026", NOT_A_DATE),
    ("2025-08-14T10:30Z/2025-08-15", NOT_A_DATE),
    ("2025/2024", "ends before it starts"),
    ("2025-05-11/2025-05-10", "ends before it starts"),
    ("2025-05/2025-04-30", "ends before it starts"),
    ("[2025..2024]", "ends before it starts"),
    ("/", "has no date in it"),
    ("../", "has no date in it"),
    ("/..", "has no date in it"),
    ("[..]", "has no date in it"),
]

COVERED = [
    # text, day, answer
    ("2025-05-04", "2025-05-04", "yes"),
    ("2025-05-04T10:30Z", "2025-05-04", "yes"),
    ("2025-05-04", "2025-05-05", "no"),
    ("2025-05-04~", "2025-05-04", "maybe"),
    ("2025-05-04~", "2025-05-05", "no"),
    ("2025-05", "2025-05-04", "maybe"),
    ("2025-05", "2025-06-01", "no"),
    ("2025-05-03/2025-05-05", "2025-05-03", "yes"),
    ("2025-05-03/2025-05-05", "2025-05-05", "yes"),
    ("2025-05-03/2025-05-05", "2025-05-06", "no"),
    ("2025-05-03/2025-05-05?", "2025-05-04", "maybe"),
    ("[2025-05-03..2025-05-05]", "2025-05-04", "maybe"),
    ("[..2025-05-05]", "2025-05-05", "maybe"),
    ("2025-05/2025-08", "2025-05-30", "maybe"),
    ("2025-05/2025-08", "2025-05-31", "yes"),
    ("2025-05/2025-08", "2025-08-01", "yes"),
    ("2025-05/2025-08", "2025-08-02", "maybe"),
    ("2025/2025", "2025-05-04", "maybe"),
    ("2025-05-11/..", "2025-05-10", "no"),
    ("2025-05-11/..", "2031-01-01", "yes"),
    ("2025-05/..", "2025-05-04", "maybe"),
    ("2025-05-11/", "2025-05-11", "yes"),
    ("2025-05-11/", "2025-05-12", "maybe"),
    ("2025-05/", "2025-05-31", "maybe"),
    ("../2025-05-11", "1960-01-01", "yes"),
    ("../2025-05-11", "2025-05-12", "no"),
    ("../2025-05", "2025-05-01", "yes"),
    ("../2025-05", "2025-05-02", "maybe"),
    ("/2025-05-11", "2025-05-11", "yes"),
    ("/2025-05-11", "2025-05-10", "maybe"),
    ("../..", "2025-05-11", "yes"),
]


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "qualifiers"), READ)
def test_text_gives_bounds_precision_and_qualifiers(text, earliest, latest, precision, qualifiers):
    moment = parse(text)
    assert (moment.earliest, moment.latest) == (day(earliest), day(latest))
    assert moment.precision == precision
    assert (moment.approximate, moment.uncertain) == ("~" in qualifiers, "?" in qualifiers)
    assert moment.text == text


@pytest.mark.parametrize(("written", "canonical"), WRITTEN_OTHERWISE)
def test_small_letters_and_spaces_are_put_right(written, canonical):
    assert parse(written) == parse(canonical)
    assert parse(written).text == canonical


@pytest.mark.parametrize("typed", ["hier", "2025-08-14/hier", "[hier..2025]"])
def test_what_is_refused_is_quoted_as_it_was_typed(typed):
    with translation.override("en"), pytest.raises(InvalidPartialDate, match="“hier”"):
        parse(typed)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_anything_else_is_refused_with_a_reason(text, reason):
    with translation.override("en"), pytest.raises(InvalidPartialDate, match=reason):
        parse(text)


@pytest.mark.parametrize(("text", "asked", "answer"), COVERED)
def test_day_is_covered_certainly_possibly_or_not(text, asked, answer):
    assert covers(text, day(asked)) == answer


days = st.dates()
points = st.one_of(
    days.map(str),
    days.map(lambda moment: str(moment)[:7]),
    days.map(lambda moment: str(moment)[:4]),
)
qualified_points = st.builds(str.__add__, points, st.sampled_from(["", "?", "~", "%"]))


@given(days)
def test_any_day_is_its_own_bounds(moment):
    read = parse(moment.isoformat())
    assert (read.earliest, read.latest, read.precision) == (moment, moment, "day")


@given(days)
def test_any_month_runs_from_its_first_to_its_last_day(moment):
    read = parse(moment.isoformat()[:7])
    assert read.earliest == moment.replace(day=1)
    last = read.latest
    assert last.replace(day=1) == read.earliest
    assert last == date.max or (last + timedelta(days=1)).day == 1


@given(qualified_points, qualified_points)
def test_interval_is_refused_or_has_its_bounds_in_order(start, end):
    impossible = parse(end).latest < parse(start).earliest
    for text in (f"{start}/{end}", f"[{start}..{end}]"):
        if impossible:
            with pytest.raises(InvalidPartialDate):
                parse(text)
            continue
        read = parse(text)
        assert read.earliest <= read.latest
        assert (read.earliest, read.latest) == (parse(start).earliest, parse(end).latest)


@given(st.one_of(qualified_points, st.text(alphabet="0123456789X-/.?~%[]TZ:+ x", max_size=24)))
def test_canonical_text_reads_back_to_the_same_or_the_text_is_refused(text):
    try:
        read = parse(text)
    except InvalidPartialDate:
        return
    assert parse(read.text) == read
    assert len(read.text) <= len(text)


@given(qualified_points, days)
def test_day_outside_the_bounds_is_never_covered(text, asked):
    read = parse(text)
    inside = read.earliest <= asked <= read.latest
    assert (covers(text, asked) != "no") == inside
