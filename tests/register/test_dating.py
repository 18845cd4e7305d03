"""The calendar counts exactly what stands in it, whatever comes, goes and moves."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.models import Meeting
from articles.services import withdraw
from newsroom.register.dates import DateCount, ItemDate
from newsroom.register.dating import Span, around, cells, dated, numbers
from newsroom.register.projection import Dated
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, MeetingFactory

DAYS = st.dates(date(1000, 1, 1), date(8999, 12, 31))


def shown(dates: list[Dated]) -> list[str]:
    return [f"{one.unit} {one.start}" for one in dates]


@pytest.mark.parametrize(
    ("earliest", "latest", "daily", "expected"),
    [
        ("2025-05-11", "2025-05-11", False, ["day 2025-05-11"]),
        ("2025-05-30", "2025-06-01", True, ["day 2025-05-30", "day 2025-05-31", "day 2025-06-01"]),
        ("2025-05-10", "2025-05-12", False, ["month 2025-05-01"]),
        ("2025-05-01", "2025-05-31", False, ["month 2025-05-01"]),
        ("2025-05-30", "2025-06-01", False, ["year 2025-01-01"]),
        ("2025-01-01", "2025-12-31", True, ["year 2025-01-01"]),
        ("2024-12-31", "2025-01-01", False, []),
        ("2020-01-01", "2029-12-31", False, []),
    ],
)
def test_what_is_not_known_to_the_day_stands_in_its_month_or_year(
    earliest, latest, daily, expected
):
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)

    assert shown(dated("happened", first, last, daily=daily)) == expected


def test_an_open_date_stands_nowhere():
    assert dated("happened", date(2025, 5, 11), None, daily=True) == []


@given(first=DAYS, length=st.integers(0, 400), daily=st.booleans())
def test_each_thing_counts_once_in_a_year_and_in_a_month(first, length, daily):
    dates = dated("happened", first, first + timedelta(days=length), daily=daily)
    rows = [("x", "meeting", one.basis, str(one.unit), one.start) for one in dates]

    found = cells(rows)  # type: ignore[arg-type]

    assert set(found.values()) <= {1}
    months = {start.replace(month=1) for _b, _k, unit, start in found if unit == "month"}
    assert months <= {start for _b, _k, unit, start in found if unit == "year"}
    assert len([1 for cell in found if cell[2] == "day"]) == (
        length + 1 if length == 0 or (daily and length < 31) else 0
    )


def sums() -> Counter:
    return Counter(
        {(one.basis, one.kind, one.unit, one.start): one.number for one in DateCount.objects.all()}
    )


def recounted() -> Counter:
    return cells(ItemDate.objects.values_list("item", "kind", "basis", "unit", "start"))


@pytest.mark.django_db
def test_sums_follow_what_comes_moves_and_goes():
    meetings = [
        MeetingFactory(public=True, when=when)
        for when in (
            "2025-05-11",
            "2025-05",
            "2025",
            "2025-05-10/2025-05-12",
            "2025-05-11~",
            "../2025",
        )
    ]
    stories = [ArticleFactory(published=True, event_date="2025-05-11") for _ in range(3)]
    sequence_all()
    assert +sums() == recounted()
    assert sums()["happened", "meeting", "day", date(2025, 5, 11)] == 2
    assert sums()["happened", "meeting", "month", date(2025, 5, 1)] == 4
    assert sums()["happened", "meeting", "month_only", date(2025, 5, 1)] == 2
    assert sums()["happened", "meeting", "year_only", date(2025, 1, 1)] == 1

    meetings[0].when = "2026-01-01"
    meetings[0].save()
    meetings[1].visibility = "private"
    meetings[1].save()
    withdraw(stories[0], by=None, reason="La rencontre n’a pas eu lieu.")
    sequence_all()

    assert +sums() == recounted()
    assert sums()["happened", "meeting", "month", date(2025, 5, 1)] == 2
    assert sums()["happened", "article", "day", date(2025, 5, 11)] == 2
    assert sums()["published", "article", "year", date(2025, 1, 1)] == 2


@pytest.mark.django_db
def test_what_is_withdrawn_is_not_counted_before_the_register_has_caught_up():
    story, _other = (ArticleFactory(published=True) for _ in range(2))
    sequence_all()
    withdraw(story, by=None, reason="La rencontre n’a pas eu lieu.")

    year = numbers("published", ["year"], ["article"], Span())

    assert year == {("published", "article", "year", date(2025, 1, 1)): 1}


@pytest.mark.django_db
def test_a_story_is_published_on_the_day_of_the_newsroom(settings):
    settings.NEWSROOM_TIME_ZONE = "Asia/Tokyo"
    story = ArticleFactory(published=True)  # at 18:30 in UTC
    sequence_all()

    assert ItemDate.objects.get(item=story.uid, basis="published").start == date(2025, 8, 15)


@pytest.mark.django_db
def test_nearest_days_are_those_on_which_something_stands():
    for when in ("2025-05-11", "2025-05-20", "2025-06-01"):
        MeetingFactory(public=True, when=when)
    gone = MeetingFactory(public=True, when="2025-05-19")
    sequence_all()
    Meeting.objects.filter(pk=gone.pk).update(visibility="private")
    sequence_all()

    before, after = around(["published", "happened"], "day", date(2025, 5, 20))

    assert (before, after) == (date(2025, 5, 11), date(2025, 6, 1))
