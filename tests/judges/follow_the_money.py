"""Asks the library of FollowTheMoney, in an environment of its own, whether entities are right."""

import json
import subprocess
import sys
from pathlib import Path

from tests.judges.place import FOLDER

# It needs ICU, and forty packages that nothing else here does.
WANTED = FOLDER / "followthemoney.txt"
# Not among the tests, whose every file is looked at.
ENVIRONMENT = FOLDER.parents[1] / ".judges"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / ".installed"
QUESTION = FOLDER / "follow_the_money_question.py"
MISSING = "missing: `python -m tests.judges` installs it where PyICU can be had"


def find_library() -> Path | None:
    """The Python that has the library; None where it is not installed."""
    is_ready = STAMP.is_file() and STAMP.read_text() == WANTED.read_text()
    return PYTHON if is_ready and PYTHON.exists() else None


def install() -> None:
    """Lay down what the lock names, by its digests."""
    if find_library():
        return
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(WANTED)]
    for command in ([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], pip):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return
    STAMP.write_text(WANTED.read_text())


def faults(library: Path, lines: bytes) -> list[str]:
    """What is wrong with the entities, one on each line: schemas, properties, values."""
    done = subprocess.run(
        [str(library), str(QUESTION)], input=lines, capture_output=True, check=True, timeout=300
    )
    return json.loads(done.stdout)
