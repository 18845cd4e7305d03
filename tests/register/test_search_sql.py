"""Newest first among the matches, page by page, within a budget of time; the buckets."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register.search_rows import LONG_AGO, NOW, Row, newest, plain, store

ADA, BOB, CLEO = (UUID(int=0x3F2A << 112 | 4 << 76 | n) for n in (1, 2, 3))

months = st.sampled_from(
    [
        datetime(2025, 8, 1, tzinfo=UTC),
        datetime(2024, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(1991, 12, 26, tzinfo=UTC),
        LONG_AGO,
    ]
)
instants = st.one_of(
    months,  # few values, so that many items share one instant
    st.integers(-4000, 900).map(lambda days: NOW + timedelta(days=days)),
)
rows = st.lists(
    st.builds(
        Row,
        uid=st.uuids(version=4),
        sort_at=instants,
        kind=st.sampled_from(["article", "meeting", "person"]),
        body=st.sets(st.sampled_from(["mali", "niger", "tchad"])).map(" ".join),
        names=st.just(""),
        refs=st.sets(st.sampled_from([ADA, BOB])).map(list),
    ),
    max_size=30,
    unique_by=lambda row: row.uid,
)
questions = st.fixed_dictionaries(
    {
        "q": st.sampled_from(
            [
                None,
                "mali",
                "mali & niger",
                "tchad | niger",
                "!mali",
                "rien",
                "mali <-> niger",
                f"u{ADA.hex}",
            ]
        ),
        "need": st.sampled_from([None, [], [ADA], [ADA, BOB], [CLEO]]),
        "kinds": st.sampled_from([None, ["article"], ["person", "meeting"], ["office"]]),
    }
)


@given(rows, questions)
@settings(deadline=None, max_examples=60)
def test_newest_gives_what_the_plain_statement_gives(scratch, rows, question):
    store(scratch, rows)
    expected = plain(scratch, **question)
    assert newest(scratch, **question) == expected
    assert newest(scratch, **question, lim=3) == expected[:3]


@given(rows, questions, st.integers(1, 7))
@settings(deadline=None, max_examples=40)
def test_pages_hold_everything_once_and_in_order(scratch, rows, question, lim):
    store(scratch, rows)
    read, before = [], (None, None)
    while page := newest(scratch, **question, before=before, lim=lim):
        assert len(page) <= lim
        read += page
        uid, at = page[-1]
        before = (at, uid)
    assert read == plain(scratch, **question)


def place(uid, at):
    """Where a row stands in the order; without uid it stands after all of its instant."""
    return at, uid.int if uid else -1


@given(rows, questions)
@settings(deadline=None, max_examples=40)
def test_a_search_out_of_time_says_how_far_it_came_and_goes_on_from_there(scratch, rows, question):
    store(scratch, rows)
    read, before = [], (None, None)
    while page := newest(scratch, **question, before=before, budget=0):
        *found, (uid, at) = page
        read += found if uid is None else page
        if uid is None:
            assert all(seen >= at for _, seen in found)
        assert before[0] is None or place(uid, at) < place(before[1], before[0])
        before = (at, uid)
    assert read == plain(scratch, **question)


def test_a_search_out_of_time_ends_with_a_row_without_uid(scratch):
    store(scratch, [Row(uuid4(), datetime(2025, 8, 14, 9, tzinfo=UTC)), Row(uuid4(), LONG_AGO)])
    (found,) = newest(scratch, budget=0, q="rien")
    assert found == (None, datetime(2025, 8, 1, tzinfo=UTC))
    assert newest(scratch, budget=0, q="rien", before=(found[1], None)) == []


def test_a_search_out_of_time_goes_on_past_an_item_at_the_first_instant_of_a_month(scratch):
    first = datetime(2025, 8, 1, tzinfo=UTC)
    store(scratch, [Row(uuid4(), first), Row(uuid4(), LONG_AGO)])
    assert newest(scratch, budget=0, q="rien", before=(first, None)) == []


def test_a_search_that_has_seen_everything_does_not_ask_to_go_on(scratch):
    store(scratch, [Row(uuid4(), LONG_AGO)])
    assert newest(scratch, budget=0, q="rien") == []


def test_an_empty_archive_answers_nothing(scratch):
    store(scratch, [])
    assert newest(scratch) == newest(scratch, "mali") == []


def test_items_of_one_instant_are_told_apart_by_uid(scratch):
    uids = sorted(uuid4() for _ in range(9))
    store(scratch, [Row(uid, LONG_AGO) for uid in uids])
    assert [uid for uid, _ in newest(scratch, before=(LONG_AGO, uids[4]))] == uids[3::-1]
    assert newest(scratch, before=(LONG_AGO, None)) == []


def test_before_without_uid_means_strictly_earlier(scratch):
    early, late = Row(uuid4(), LONG_AGO), Row(uuid4(), LONG_AGO + timedelta(microseconds=1))
    store(scratch, [early, late])
    assert newest(scratch, before=(late.sort_at, None)) == [(early.uid, early.sort_at)]


@pytest.mark.parametrize("lim", [0, None])
def test_no_rows_asked_for_are_no_rows(scratch, lim):
    store(scratch, [Row(uuid4())])
    assert newest(scratch, lim=lim) == []


def test_a_query_of_stop_words_alone_finds_nothing(scratch):
    store(scratch, [Row(uuid4(), body="le mali")])
    assert newest(scratch, "le & la") == []


def test_buckets_are_distinct_and_no_random_uuid(scratch):
    months = scratch.execute(
        """
        select register_month_bucket(at) from generate_series(
            '1800-01-15'::timestamptz, '2100-01-15', '1 month') at
        """
    ).fetchall()
    kinds = scratch.execute(
        "select register_kind_bucket(k) from unnest(%s::text[]) k",
        [
            [
                "article",
                "person",
                "organisation",
                "country",
                "meeting",
                "event",
                "office",
                "statement",
                "agreement",
            ]
        ],
    ).fetchall()
    buckets = [bucket for (bucket,) in months + kinds]
    assert len(set(buckets)) == len(buckets) == 300 * 12 + 1 + 9
    assert all(bucket.version != 4 for bucket in buckets)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Midway"])
def test_months_do_not_depend_on_the_time_zone_of_the_session(scratch, zone):
    ask = "select register_month_bucket(%s), register_month_start(register_month(%s))"
    at = datetime(2024, 12, 31, 23, 30, tzinfo=UTC)
    scratch.execute("select set_config('timezone', %s, false)", [zone])
    try:
        bucket, start = scratch.execute(ask, [at, at]).fetchone()
    finally:
        scratch.execute("reset timezone")
    assert bucket == UUID(int=2024 * 12 + 11)
    assert start == datetime(2024, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["fold.sql", "search.sql"])
def test_the_files_may_be_run_again(scratch, sql_files, name):
    scratch.execute((sql_files / name).read_text())
