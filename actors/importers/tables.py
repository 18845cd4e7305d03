"""Reads the tables of English names that come with the importers."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file, by the names in its first line."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
