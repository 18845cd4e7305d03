"""Where the marks of pictures stand: inside them, in order, over nothing, and always the same."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.graphics.axis import Axis
from actors.graphics.career import OPEN, Fact, career
from actors.graphics.diary import MOST, diary
from actors.graphics.meetings import ROW, course
from actors.graphics.network import TREE_NAME, TREE_ROW, WIDTH, fitted, ring, tree

DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31))
BOUNDS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))
NAMES = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=24)


@st.composite
def facts(draw):
    """A fact of which anything may be known or not."""
    began, ended = draw(st.none() | BOUNDS), draw(st.none() | BOUNDS)
    if began and ended:
        began, ended = sorted((began, ended))
    days = tuple(draw(st.lists(DAYS, max_size=4)))
    return Fact(draw(st.text(max_size=120)), "explicit", began, ended, days=days)


@given(st.lists(DAYS, min_size=1), st.integers(1, 12))
def test_years_on_an_axis_are_within_it_evenly_apart_and_no_more_than_asked(days, most):
    axis = Axis.over(days)
    ticks = axis.ticks(most)

    assert len(ticks) <= most
    assert all(0 <= tick.at <= 100 for tick in ticks)
    assert len({b.year - a.year for a, b in pairwise(ticks)}) <= 1
    assert [axis.at(day) for day in sorted(days)] == sorted(axis.at(day) for day in days)


@given(st.lists(facts(), min_size=1, max_size=8))
def test_bars_of_a_career_lie_within_it_below_their_words_and_over_no_others(known):
    drawn = career(known)
    if drawn is None:
        assert not any(fact.limits for fact in known)
        return

    edges = [drawn.bars[0].lines[0][0] - 13]
    for bar in drawn.bars:
        spans = [one for one in (bar.possible, bar.known, bar.before, bar.after) if one]
        assert all(one.x >= 0 and one.end <= 100.01 for one in spans)
        assert all(OPEN - 0.01 <= x <= 100 - OPEN + 0.01 for x in bar.dots)
        assert edges[-1] < bar.lines[0][0] <= bar.lines[-1][0] < bar.y < drawn.height
        edges.append(bar.y + 12)
    assert career(known) == drawn


@pytest.mark.parametrize(
    ("began", "ended", "is_open"),
    [
        (None, None, (True, True)),
        ((date(2020, 1, 1), date(2020, 12, 31)), None, (False, True)),
        (None, (date(2022, 1, 1), date(2022, 1, 31)), (True, False)),
        ((date(2020, 1, 1), None), (None, date(2022, 1, 1)), (False, False)),
        ((None, date(2020, 1, 1)), (date(2022, 1, 1), None), (True, True)),
    ],
)
def test_an_end_that_is_not_known_stays_open(began, ended, is_open):
    [bar] = career([Fact("ministre", "explicit", began, ended, days=(date(2021, 5, 1),))]).bars

    assert (bool(bar.before), bool(bar.after)) == is_open


@given(NAMES, st.data())
def test_neighbours_stand_within_the_picture_and_apart(names, data):
    counts = data.draw(st.lists(st.integers(1, 900), min_size=len(names), max_size=len(names)))
    round_it, below = ring(names, counts), tree(names, counts)

    for one in round_it.spokes:
        assert 0 < one.label_x < WIDTH
        assert one.radius < one.y < round_it.height - one.radius
    for side in (True, False):
        ys = [one.y for one in round_it.spokes if one.is_left == side]
        assert all(b - a >= 30 for a, b in pairwise(ys))
    assert {b.y - a.y for a, b in pairwise(below.spokes)} <= {TREE_ROW}
    assert below.spokes[-1].y < below.height
    assert all(len(one.words) <= TREE_NAME for one in below.spokes)
    assert ring(names, counts) == round_it


def test_a_name_is_cut_only_where_it_does_not_fit():
    assert fitted("Mali", 4) == "Mali"
    assert fitted("Burkina Faso", 9) == "Burkina…"


@given(st.lists(st.none() | BOUNDS, min_size=1, max_size=30), st.booleans())
def test_meetings_are_evenly_apart_and_their_times_within_the_axis(times, newest_first):
    drawn = course(times, newest_first=newest_first)

    assert {b.y - a.y for a, b in pairwise(drawn.rows)} <= {ROW}
    for bounds, row in zip(times, drawn.rows, strict=True):
        assert (row.middle is None) == (bounds is None)
        if bounds:
            assert drawn.top <= row.top <= row.middle <= row.bottom <= drawn.bottom


def test_the_newest_of_meetings_is_nearest_to_the_top():
    days = [(date(2025, 1, 1),) * 2, (date(2024, 1, 1),) * 2]
    newest, oldest = course(days).rows

    assert newest.middle < oldest.middle


@given(st.lists(st.tuples(DAYS, st.integers(0, 500)), min_size=1))
def test_a_diary_counts_each_of_its_years_whole_and_its_cells_never_touch(found):
    times = [(day, day + timedelta(days=more)) for day, more in found]
    within = [first.year for first, last in times if first.year == last.year]
    drawn = diary(times)
    if drawn is None:
        assert within == []
        return

    years = sorted(set(within), reverse=True)
    assert [line.year for line in drawn.lines] == years[:MOST]
    assert drawn.earlier == len(years[MOST:])
    for line in drawn.lines:
        assert line.count == within.count(line.year)
        assert all(a.x + a.width <= b.x + 0.02 for a, b in pairwise(line.cells))
        assert line.cells[-1].x + line.cells[-1].width <= 100.1
        assert all((cell.grade > 0) == (cell.count > 0) for cell in line.cells)


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        (date(2025, 3, 2), date(2025, 3, 2), 3),
        (date(2025, 3, 1), date(2025, 3, 31), 3),
        (date(2025, 1, 1), date(2025, 12, 31), 0),
        (date(2025, 3, 1), date(2025, 5, 31), 0),
    ],
)
def test_what_is_not_known_to_the_month_has_a_column_of_its_own(first, last, month):
    [line] = diary([(first, last)]).lines

    assert [cell.month for cell in line.cells if cell.count] == [month]
    assert [cell.x for cell in line.cells] == sorted({cell.x for cell in line.cells})


def test_no_two_cells_of_a_diary_stand_for_the_same_days():
    drawn = diary([(date(year, 5, 1),) * 2 for year in (2023, 2024)])
    months = [cell for line in drawn.lines for cell in line.cells if cell.month]

    for one, other in combinations(months, 2):
        assert one.after <= other.first or other.after <= one.first
