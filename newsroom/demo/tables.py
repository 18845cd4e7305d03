"""Reads the files of the demo archive's data folder."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names in its first line."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> Any:
    """The content of a JSON file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def sections(name: str) -> dict[str, Any]:
    """The content of a TOML file, in which prose is easier to write than in JSON."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
