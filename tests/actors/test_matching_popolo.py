"""People of open data are found by a spelling that the record does not have."""

import pytest

from newsroom.bench.recall import Recall, measure, measure_main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("salt", ["one", "two"])
def test_a_spelling_held_out_leads_to_its_bearer(shared, salt, capsys):
    rows = {row.name: row for row in measure(shared, salt, share=3)}
    with capsys.disabled():
        for row in rows.values():
            print(f"\n{row.name}: {row.asked} asked, recall@5 {row.at_five:.3f},", end=" ")
            print(f"precision {row.precision:.3f} of {row.recognised}", end="")

    assert rows["all, Latin"].asked > 200
    assert rows["all, Latin"].at_five >= 0.97
    assert rows["all, Cyrillic"].at_five >= 0.97
    assert rows["all, Arabic"].at_five >= 0.5
    everybody = total(row for name, row in rows.items() if name.count(",") == 1 and "all" in name)
    assert everybody.precision >= 0.95
    assert everybody.recognised > 0.6 * everybody.asked


def test_whoever_is_on_record_under_one_name_is_found_by_those_of_other_sources(shared, capsys):
    rows = {row.name.removeprefix("all, main name alone, "): row for row in measure_main(shared)}
    with capsys.disabled():
        for row in rows.values():
            print(f"\n{row.name}: {row.asked} asked, recall@5 {row.at_five:.3f},", end=" ")
            print(f"first {row.at_one:.3f}, precision {row.precision:.3f}", end="")

    both = [rows["Latin"], rows["Cyrillic"]]
    asked = sum(row.asked for row in both)
    assert asked > 1500
    assert all(row.at_five >= 0.97 for row in both)
    assert sum(row.first for row in both) >= 0.95 * asked
    assert total(both).precision >= 0.995


def total(rows) -> Recall:
    found = Recall("total")
    for row in rows:
        found.asked += row.asked
        found.recognised += row.recognised
        found.right += row.right
    return found
