"""Imports the open data on people and meetings twice: how long it takes, and what changes."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from actors.choices import Visibility
from actors.importers import jsonl
from actors.importers.popolo import import_popolo, size
from actors.importers.report import Outcome, Report
from actors.importers.travel import import_travel
from actors.spellings.index import refresh
from newsroom.bench.report import table
from newsroom.demo import countries
from newsroom.register.sequencer import sequence_all

PEOPLE = Path("data") / "people-popolo"
MEETINGS = Path("data") / "meetings" / "us-diplomatic-travel.jsonl"


@dataclass(frozen=True)
class Imported:
    """One file, imported twice. unresolved: strings that stand for nothing on record, each time
    that one stands. seconds: of the import and of the spellings that it makes. again: records
    that the second run changed. items: what the second run changed in the register."""

    name: str
    rows: int
    rejected: int
    unresolved: int
    seconds: float
    register_seconds: float
    again: int
    again_seconds: float
    items: int


def measure(shared: Path, say: Callable[[str], object]) -> list[Imported]:
    """Load the countries, then import each file of `shared`, one after the other, twice."""
    countries.load(lambda _rows: None)
    sequence_all()
    found = []
    for path in files(shared):
        say(path.name)
        found.append(_measured(path))
    return found


def files(shared: Path) -> list[Path]:
    """The files of people, then that of meetings, in which people are recognised."""
    return [*sorted((shared / PEOPLE).glob("??-*.json")), shared / MEETINGS]


def as_text(rows: Iterable[Imported]) -> str:
    """The figures as a table of plain text."""
    return "\n".join(table(_HEAD, map(_cells, rows)))


_HEAD = ("file", "rows", "rejected", "unresolved", "s", "register s", "again s", "changed")


def _cells(row: Imported) -> list[str]:
    counts = (row.rows, row.rejected, row.unresolved)
    taken = (row.seconds, row.register_seconds, row.again_seconds)
    numbers = [*(f"{count:,}" for count in counts), *(f"{seconds:.1f}" for seconds in taken)]
    return [row.name, *numbers, f"{row.again + row.items:,}"]


def _measured(path: Path) -> Imported:
    began = time.perf_counter()
    rows, report = _import(path)
    imported = time.perf_counter()
    sequence_all()
    sequenced = time.perf_counter()
    _rows, second = _import(path)
    again = time.perf_counter()
    unresolved: Any = getattr(report, "unresolved", None)
    return Imported(
        name=path.name,
        rows=rows,
        rejected=report.total(Outcome.REJECTED),
        unresolved=sum(case.count for case in unresolved.cases.values()) if unresolved else 0,
        seconds=imported - began,
        register_seconds=sequenced - imported,
        again=second.total(Outcome.CREATED) + second.total(Outcome.UPDATED),
        again_seconds=again - sequenced,
        items=sequence_all(),
    )


@transaction.atomic
def _import(path: Path) -> tuple[int, Report]:
    """How many rows the file has, and what became of them."""
    report: Report
    if path.suffix == ".json":
        document = json.loads(path.read_text("utf-8"))
        rows = size(document)
        report = import_popolo(document, visibility=Visibility.PUBLIC)
    else:
        with path.open("rb") as file:
            report = import_travel(jsonl.read(file), visibility=Visibility.HELD)
        with path.open("rb") as file:
            rows = sum(1 for _line in file)
    refresh()
    return rows, report
