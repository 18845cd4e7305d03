"""Two fillings of one form: what differs, who changed it, and what is put together from both."""

import pytest

from articles import conflicts
from articles.conflicts import MINE, THEIRS, Filling


def pairs(*rows: dict[str, str], part: str = "mentions", **fields: str) -> list[tuple[str, str]]:
    """A form with these fields and rows; a row with an id is stored."""
    stored = sum(1 for row in rows if row.get("id"))
    told = [*fields.items()]
    told += [(f"{part}-TOTAL_FORMS", str(len(rows))), (f"{part}-INITIAL_FORMS", str(stored))]
    told += [(f"{part}-{n}-{name}", v) for n, row in enumerate(rows) for name, v in row.items()]
    return told


def filling(*rows: dict[str, str], **fields: str) -> Filling:
    return conflicts.read(pairs(*rows, **fields))


A, B = {"id": "1", "actor": "10"}, {"id": "2", "actor": "20"}


@pytest.mark.parametrize(
    ("mine", "theirs", "base", "settled"),
    [
        ("Un", "Deux", None, None),
        ("Un", "Deux", "Zéro", None),
        ("Un", "Zéro", "Zéro", MINE),
        ("Zéro", "Deux", "Zéro", THEIRS),
    ],
)
def test_who_alone_has_changed_a_field_is_known_where_the_base_is(mine, theirs, base, settled):
    before = filling(headline=base) if base else None

    [one] = conflicts.differences(filling(headline=mine), filling(headline=theirs), before)

    assert (one.part, one.name, one.settled) == ("", "headline", settled)


def test_line_ends_and_blanks_around_a_text_are_no_difference():
    mine, theirs = filling(lead="Un\r\ndeux ", notes=""), filling(lead="Un\ndeux")

    assert conflicts.differences(mine, theirs, None) == []


def test_a_box_that_is_not_ticked_differs_from_one_that_is():
    mine, theirs = filling({**A, "is_metonym": "on"}), filling(A)

    [one] = conflicts.differences(mine, theirs, None)
    data = conflicts.resolve(theirs, mine, conflicts.differences(theirs, mine, None), {})
    unticked = conflicts.resolve(
        theirs, mine, conflicts.differences(theirs, mine, None), {one.choice: MINE}
    )

    assert (one.part, one.name) == ("mentions", "1")
    assert ("mentions-0-is_metonym", "on") in data
    assert not [name for name, _value in unticked if name.endswith("is_metonym")]


@pytest.mark.parametrize(
    ("mine", "theirs", "base", "settled"),
    [
        ([A, {"actor": "30"}], [A], [A], [MINE]),  # I added a row
        ([A], [A, B], [A], []),  # they added one: it stays
        ([{**A, "actor": "11"}], [A], [A], [MINE]),
        ([A], [{**A, "actor": "11"}], [A], [THEIRS]),
        ([{**A, "actor": "11"}], [{**A, "actor": "12"}], [A], [None]),
        ([{**A, "DELETE": "on"}], [A], [A], [MINE]),
        ([{**A, "DELETE": "on"}], [{**A, "actor": "12"}], [A], [None]),
        ([A], [], [A], [THEIRS]),  # they removed a row that I did not touch
        ([{**A, "actor": "11"}], [], [A], [None]),  # and one that I changed
        ([A, {"actor": "20"}], [A, B], [A], []),  # both added the same
    ],
)
def test_rows_are_compared_by_their_keys(mine, theirs, base, settled):
    found = conflicts.differences(filling(*mine), filling(*theirs), filling(*base))

    assert [one.settled for one in found] == settled


@pytest.mark.parametrize(
    ("mine", "theirs", "choice", "expected"),
    [
        ([A, {"actor": "30"}], [A, B], None, [A, B, {"id": "", "actor": "30"}]),
        ([{**A, "actor": "11"}], [{**A, "actor": "12"}], MINE, [{"id": "1", "actor": "11"}]),
        ([{**A, "actor": "11"}], [{**A, "actor": "12"}], THEIRS, [{"id": "1", "actor": "12"}]),
        ([{**A, "DELETE": "on"}], [{**A, "actor": "12"}], THEIRS, [{"id": "1", "actor": "12"}]),
        ([{**A, "actor": "11"}, B], [B], MINE, [B, {"id": "", "actor": "11"}]),
    ],
)
def test_what_is_put_together_can_be_posted_over_the_story_as_it_is(mine, theirs, choice, expected):
    ours, other = filling(*mine), filling(*theirs)
    found = conflicts.differences(ours, other, filling(A))
    choices = {one.choice: choice for one in found} if choice else {}

    data = conflicts.resolve(ours, other, found, choices)

    assert conflicts.read(data).rows["mentions"] == [
        {name: [value] for name, value in row.items()} for row in expected
    ]
    told = dict(data)
    assert told["mentions-TOTAL_FORMS"] == str(len(expected))
    assert told["mentions-INITIAL_FORMS"] == str(sum(1 for row in expected if row["id"]))


def test_a_removal_that_is_kept_is_posted_as_one():
    mine, theirs = filling({**A, "DELETE": "on"}, B), filling(A, B)

    data = dict(conflicts.resolve(mine, theirs, conflicts.differences(mine, theirs, theirs), {}))

    assert data["mentions-0-DELETE"] == "on"
    assert "mentions-1-DELETE" not in data


def test_what_nobody_decided_stays_as_it_is_in_the_story():
    mine, theirs = filling(headline="Un"), filling(headline="Deux")

    data = conflicts.resolve(mine, theirs, conflicts.differences(mine, theirs, None), {})

    assert dict(data)["headline"] == "Deux"


def test_what_a_form_says_about_itself_is_no_part_of_the_text():
    read = filling(headline="Un", version="3", _tab="x", csrfmiddlewaretoken="y", _save="1")

    assert read.fields == {"headline": ["Un"]}


def test_the_template_from_which_rows_are_made_is_no_row():
    assert conflicts.read([*pairs(A), ("mentions-__prefix__-actor", "")]).rows["mentions"] == [
        {"id": ["1"], "actor": ["10"]}
    ]
