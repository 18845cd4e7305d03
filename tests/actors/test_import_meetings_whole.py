"""The whole record of diplomatic travel, where it is at hand: it goes in, and only once."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from actors.importers.jsonl import read
from actors.importers.popolo import import_popolo
from actors.importers.report import Outcome
from actors.importers.travel import import_travel
from actors.models import Meeting, Participation

SHARED = Path("../shared/data")
FILE = SHARED / "meetings/us-diplomatic-travel.jsonl"
ROWS = 5274
FIRST = 1200  # rows, enough for the states that are gone and the namesakes, in seconds

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.exists(), reason=f"{FILE} is not here"),
]


def load(rows: int):
    with FILE.open("rb") as file:
        return import_travel(line for n, line in enumerate(read(file)) if n < rows)


def test_every_row_goes_in_and_a_second_run_changes_nothing():
    call_command("load_countries", verbosity=0)
    for name, country in (("ml-mali", "ML"), ("mr-mauritania", "MR")):
        document = json.loads((SHARED / f"people-popolo/{name}.json").read_text(encoding="utf-8"))
        import_popolo(document, country=country)

    first = load(ROWS)
    assert first.counts["meetings"] == {Outcome.CREATED: ROWS}
    assert not first.rejects
    assert load(FIRST).counts["meetings"] == {Outcome.UNCHANGED: FIRST}

    hosts = Meeting.objects.filter(kind="meeting", host=None).count()
    assert hosts / ROWS < 0.01
    recognised = Participation.objects.filter(person__isnull=False)
    konare = recognised.filter(name_as_written="President Alpha Oumar Konare").get()
    assert konare.person.name == "Alpha Oumar Konaré"
    upper_volta = Meeting.objects.get(source_id="us-visit-2539").participations.first()
    assert upper_volta.delegation.name == "Haute-Volta"


def test_nobody_is_recognised_whose_office_of_that_day_is_not_known():
    call_command("load_countries", verbosity=0)
    document = json.loads((SHARED / "people-popolo/ml-mali.json").read_text(encoding="utf-8"))
    import_popolo(document, country="ML")

    load(FIRST)

    # Before 1960 Mali had no office that the file knows, and several people bear each surname.
    early = Participation.objects.filter(
        person__isnull=False, meeting__when_latest__lt="1960-01-01"
    )
    assert not early.exists()
