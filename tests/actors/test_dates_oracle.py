"""Reading of partial dates compared with the edtf package, an independent reader of EDTF."""

import warnings
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.dates import InvalidPartialDate, parse

with warnings.catch_warnings():
    # Its grammar draws diagnostics from newer pyparsing as it is built.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

# Where the two differ and ours stands: text, our bounds, theirs (None: refused), reason.
DISAGREEMENTS = [
    ("2025-02-29", None, ("2025-02-29", "2025-02-29"), "the day does not exist"),
    ("2025/2024", None, ("2025-01-01", "2024-12-31"), "the end is before the start"),
    ("Y12025", None, ("12025-01-01", "12025-12-31"), "Postgres has it, Python's date has not"),
    ("XXXX", None, ("0000-01-01", "9999-12-31"), "level 2, and says nothing"),
    ("2025-XX-11", None, ("2025-01-11", "2025-12-11"), "level 2"),
    ("2025-25", None, ("2025-03-01", "2025-05-31"), "level 2"),
    (
        "2024-24",
        ("2024-12-01", "2025-02-28"),
        ("2024-12-01", "2024-12-31"),
        "a winter does not end with December",
    ),
    (
        "2025-05-11/",
        ("2025-05-11", None),
        ("2025-05-11", "2035-05-11"),
        "an unknown end is not ten years later",
    ),
    (
        "/2025-05-11",
        (None, "2025-05-11"),
        ("2015-05-11", "2025-05-11"),
        "an unknown start is not ten years earlier",
    ),
    ("2024-22~", ("2024-06-01", "2024-08-31"), None, "a season may be approximate"),
    ("2025-08-14T10:30Z", ("2025-08-14", "2025-08-14"), None, "seconds may be left out"),
]


def ours(text):
    try:
        moment = parse(text)
    except InvalidPartialDate:
        return None
    return tuple(bound and bound.isoformat() for bound in (moment.earliest, moment.latest))


def theirs(text):
    try:
        moment = parse_edtf(text)
    except EDTFParseException:
        return None
    return tuple(
        None if bound in (inf, -inf) else f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"
        for bound in (moment.lower_strict(), moment.upper_strict())
    )


days = st.dates().map(date.isoformat)
months = days.map(lambda text: text[:7])
years = days.map(lambda text: text[:4])
qualifiers = st.sampled_from(["", "?", "~", "%"])
unqualified = st.one_of(days, months, years)
qualified = st.builds(str.__add__, unqualified, qualifiers)
# The last season is among the disagreements, and so are the years 0000 to 0009.
seasons = st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23"]))
decades = st.integers(1, 999).map("{:03}X".format)
centuries = st.integers(1, 99).map("{:02}XX".format)
unspecified = st.one_of(decades, centuries, years.map("{}-XX".format), months.map("{}-XX".format))
times = st.builds(
    "{}T{}{}".format,
    days,
    st.times().map(lambda time: time.strftime("%H:%M:%S")),
    st.sampled_from(["", "Z", "+02:00", "-11:00"]),
)
closed = st.tuples(unqualified, unqualified).map(
    lambda pair: "/".join(sorted(pair, key=lambda text: parse(text).earliest))
)
half_open = st.one_of(qualified.map("{}/..".format), qualified.map("../{}".format))


@given(st.one_of(qualified, seasons, unspecified, times, closed, half_open))
def test_bounds_agree_with_the_edtf_package(text):
    assert ours(text) is not None
    assert ours(text) == theirs(text)


@pytest.mark.parametrize(("text", "our_bounds", "their_bounds", "reason"), DISAGREEMENTS)
def test_every_listed_disagreement_is_still_one(text, our_bounds, their_bounds, reason):
    assert our_bounds != their_bounds, reason
    assert ours(text) == our_bounds
    assert theirs(text) == their_bounds
