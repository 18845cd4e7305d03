"""The picture of usage: where bars stand, and that nothing that was asked for is left out."""

from datetime import date, timedelta

import pytest

from newsroom.pulls.bars import HEIGHT, TOP, Day, bars, days_of, rounded

LAST = date(2026, 3, 30)
FIRST = LAST - timedelta(days=29)


def row(day, requests, errors=0, refused=0):
    return {"day": day, "requests": requests, "errors": errors, "refused": refused, "bytes": 10}


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, 0), (1, 1), (9, 9), (10, 10), (11, 20), (99, 100), (101, 200), (2590, 3000),
     (9001, 10_000)],
)  # fmt: skip
def test_the_upper_line_is_a_round_number(number, expected):
    assert rounded(number) == expected


def test_every_day_is_there_and_keys_are_added_up():
    days = days_of([row(LAST, 3, 1), row(LAST, 4), row(FIRST, 5)], FIRST, LAST)

    assert len(days) == 30
    assert (days[0].day, days[-1].day) == (FIRST, LAST)
    assert days[-1] == Day(LAST, 7, 1, 0, 20)
    assert sum(day.requests for day in days) == 12


def test_without_requests_there_is_no_picture():
    assert bars(days_of([], FIRST, LAST)) is None


def test_parts_stand_on_each_other_and_fill_what_was_asked_for():
    picture = bars(days_of([row(LAST, 100, 20, 10)], FIRST, LAST))

    parts = picture.bars[-1].parts
    assert [name for name, _y, _height in parts] == ["good", "error", "refused"]
    assert sum(height for *_rest, height in parts) == pytest.approx(HEIGHT)
    for (_n, above, _h), (_m, y, height) in zip(parts, parts[1:], strict=False):
        assert y + height == pytest.approx(above)
    assert parts[-1][1] == pytest.approx(TOP)


def test_one_error_among_many_requests_still_shows():
    [(_good, *_), (name, _y, height)] = (
        bars(days_of([row(LAST, 100_000, 1)], FIRST, LAST)).bars[-1].parts
    )

    assert (name, height) == ("error", 1.5)


def test_bars_stand_beside_one_another_within_the_width():
    found = bars(days_of([row(LAST, 1)], FIRST, LAST)).bars

    for one, other in zip(found, found[1:], strict=False):
        assert one.x + one.width < other.x
    assert found[0].x >= 0
    assert found[-1].x + found[-1].width <= 100
