"""Who held an office on a day: attested, inferred, unknown, or surely not."""

from datetime import date

import pytest

from actors.holders import held, holding, standing

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
