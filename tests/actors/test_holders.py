"""Who held an office on a day: attested, inferred, unknown, or surely not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.holders import held, holding, known, sources, standing

CASES = {
    # began, ended, attested_first, attested_last: (day, expected) …
    (None, None, "2025-05-11", "2025-08-14"): [
        ("2025-05-10", "unknown"),
        ("2025-05-11", "attested"),
        ("2025-06-15", "inferred"),
        ("2025-08-14", "attested"),
        ("2025-08-15", "unknown"),
    ],
    ("2020-01-01", "2021-12-31", None, None): [
        ("2019-12-31", None),
        ("2020-01-01", "attested"),
        ("2021-06-01", "attested"),
        ("2021-12-31", "attested"),
        ("2022-01-01", None),
    ],
    ("2020-01-01", None, None, None): [
        ("2019-12-31", None),
        ("2020-01-01", "attested"),
        ("2020-01-02", "unknown"),
    ],
    ("2020-01-01", None, None, "2022-03-03"): [
        ("2021-01-01", "inferred"),
        ("2022-03-03", "attested"),
        ("2022-03-04", "unknown"),
    ],
    (None, "2022-03-03", "2020-01-01", "2020-01-01"): [
        ("2019-12-31", "unknown"),
        ("2021-01-01", "inferred"),
        ("2022-03-03", "attested"),
        ("2022-03-04", None),
    ],
    ("2020", "2022", None, None): [
        ("2019-12-31", None),
        ("2020-06-01", "unknown"),
        ("2021-06-01", "attested"),
        ("2022-06-01", "unknown"),
        ("2023-01-01", None),
    ],
    ("2020", None, None, None): [("2020-12-31", "unknown"), ("2021-01-01", "unknown")],
    (None, None, None, None): [("2020-01-01", "unknown")],
}


def partial(text):
    if text is None:
        return None
    first, last = (f"{text}-01-01", f"{text}-12-31") if len(text) == 4 else (text, text)
    return {"edtf": text, "earliest": first, "latest": last}


def tenure(began=None, ended=None, first=None, last=None, person="p", certainty="explicit"):
    return {
        "began": partial(began),
        "ended": partial(ended),
        "attested_first": first,
        "attested_last": last,
        "person": person,
        "certainty": certainty,
    }


@pytest.mark.parametrize(
    ("known", "day", "expected"),
    [(known, day, expected) for known, days in CASES.items() for day, expected in days],
)
def test_how_surely_a_tenure_held(known, day, expected):
    assert standing(tenure(*known), date.fromisoformat(day)) == expected


@pytest.mark.parametrize("certainty", ["inferred", "outside", "disputed"])
def test_what_no_text_says_is_never_attested(certainty):
    doubtful = tenure("2020-01-01", "2021-12-31", certainty=certainty)

    assert standing(doubtful, date(2021, 1, 1)) == "inferred"


FORMER = tenure("2015-01-01", "2019-12-31", person="former")
CAMARA = tenure(None, None, "2025-05-11", "2025-08-14", person="camara")


@pytest.mark.parametrize(
    ("day", "certainty", "holder", "last_holder", "first"),
    [
        ("2010-01-01", "unknown", None, None, None),
        ("2018-01-01", "attested", "former", None, None),
        ("2022-01-01", "unknown", None, "former", None),
        ("2025-05-11", "attested", "camara", None, "2025-05-11"),
        ("2025-06-15", "inferred", "camara", None, "2025-05-11"),
        ("2026-01-01", "unknown", None, "camara", "2025-05-11"),
    ],
)
def test_who_held_the_office(day, certainty, holder, last_holder, first):
    answer = holding([FORMER, CAMARA], date.fromisoformat(day))

    assert (answer.certainty, answer.holder) == (certainty, holder)
    assert (answer.last_holder, answer.attested_first) == (last_holder, first)


def test_two_at_once_leave_the_holder_open_and_are_both_named():
    rival = tenure("2025-01-01", "2025-12-31", person="rival")

    answer = holding([CAMARA, rival], date(2025, 6, 15))

    assert (answer.holder, answer.certainty) == (None, "attested")
    assert [t["person"] for t, _how in answer.candidates] == ["rival", "camara"]


def test_one_person_in_two_tenures_is_one_holder():
    again = tenure("2025-01-01", "2025-12-31", person="camara")

    assert holding([CAMARA, again], date(2025, 6, 15)).holder == "camara"


def test_who_may_have_held_it_is_a_candidate_only_while_nobody_surely_did():
    after = tenure(None, None, "2026-01-01", "2026-03-01", person="after")

    assert [t["person"] for t, _ in holding([CAMARA, after], date(2026, 2, 1)).candidates] == [
        "after"
    ]
    assert {t["person"] for t, _ in holding([CAMARA, after], date(2025, 12, 1)).candidates} == {
        "camara",
        "after",
    }


def test_an_office_that_nobody_is_known_to_have_held():
    answer = holding([], date(2025, 1, 1))

    assert (answer.certainty, answer.holder, answer.last_holder) == ("unknown", None, None)


def test_the_surest_come_first():
    found = held([CAMARA, tenure("2025-01-01", "2025-12-31")], date(2025, 6, 15))

    assert [how for _tenure, how in found] == ["attested", "inferred"]


def test_any_day_that_a_source_states_is_attested():
    camara = CAMARA | {"attested": [{"day": "2025-06-15", "article": "a"}]}

    assert standing(camara, date(2025, 6, 15)) == "attested"
    assert standing(camara, date(2025, 6, 16)) == "inferred"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-05-01", ["2025-05-11"]),
        ("2025-05-11", ["2025-05-11"]),
        ("2025-06-15", ["2025-05-11", "2025-08-14"]),
        ("2026-01-01", ["2025-08-14"]),
    ],
)
def test_what_says_so_is_of_that_day_or_of_the_days_around_it(day, expected):
    stated = [{"day": d} for d in ("2025-08-14", "2025-05-11", "2024-01-01")][:2]

    told = sources(CAMARA | {"attested": stated}, date.fromisoformat(day))

    assert [one["day"] for one in told] == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("2025", None, "2025-05-11", "2025-05-11"), ("2025-05-11", "2025-05-11")),
        (("2024", None, "2025-05-11", "2025-05-11"), ("2024-12-31", "2025-05-11")),
        (("2020", "2020", None, None), None),
        (("2020", "2022", None, None), ("2020-12-31", "2022-01-01")),
        (("2020-01-01", None, None, None), ("2020-01-01", "2020-01-01")),
    ],
)
def test_between_which_days_a_tenure_surely_held(facts, expected):
    found = known(tenure(*facts))

    assert (found and tuple(day.isoformat() for day in found)) == expected


DAYS = st.dates(date(2000, 1, 1), date(2010, 12, 31))
TEXTS = st.one_of(st.none(), st.integers(2000, 2010).map(str), DAYS.map(date.isoformat))
TENURES = st.builds(
    lambda began, ended, days: (
        tenure(began, ended) | {"attested": [{"day": day.isoformat()} for day in days]}
    ),
    TEXTS,
    TEXTS,
    st.lists(DAYS, max_size=4),
)


def outer(facts):
    """The first and last day on which it may have held."""
    low = facts["began"]["earliest"] if facts["began"] else "0001-01-01"
    high = facts["ended"]["latest"] if facts["ended"] else "9999-12-31"
    return date.fromisoformat(low), date.fromisoformat(high)


@given(TENURES, DAYS)
def test_nothing_is_said_to_have_held_outside_of_its_known_dates(facts, day):
    low, high = outer(facts)
    if not low <= day <= high:
        assert standing(facts, day) is None


@given(TENURES, DAYS)
def test_one_more_attested_day_never_makes_less_known(facts, day):
    more = facts | {"attested": [*facts["attested"], {"day": day.isoformat()}]}
    before, after = known(facts), known(more)
    low, high = outer(facts)

    if low <= day <= high:
        assert after is not None
        assert after[0] <= day <= after[1]
    else:
        assert after == before
    if before:
        assert after is not None
        assert after[0] <= before[0]
        assert before[1] <= after[1]
    order = ["attested", "inferred", "unknown", None]
    for other in (date(2003, 3, 3), day):
        known_before = order.index(standing(facts, other))
        assert order.index(standing(more, other)) <= known_before


@given(TENURES, DAYS)
def test_the_order_in_which_days_are_attested_says_nothing(facts, day):
    turned = facts | {"attested": facts["attested"][::-1]}

    assert standing(facts, day) == standing(turned, day)
    assert sources(facts, day) == sources(turned, day)
