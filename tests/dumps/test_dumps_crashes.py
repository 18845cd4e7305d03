"""Wherever the making of a dump stops, nothing half is handed out, and nothing lies about."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from newsroom.dumps import making
from newsroom.dumps.making import Busy, alone, sweep
from newsroom.dumps.models import Dump
from tests.dumps.reading import made
from tests.register.register_rows import batch, put
from tests.register.scenarios import in_thread

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
REPOSITORY = Path(__file__).resolve().parents[2]
# Makes a dump in the database of the test, and is killed before the files have their name.
KILLED = """
import os, signal, sys
import django
from django.conf import settings
settings.DUMPS_ROOT, name = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = name
django.setup()
from newsroom.dumps import audiences, making
making.flush = making.described = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with making.alone():
    making.make(audiences.EVERYBODY)
"""


@pytest.fixture
def root() -> Path:
    return Path(settings.DUMPS_ROOT)


@pytest.fixture
def new(root: Path) -> Iterator[Any]:
    """The folders that have come since the test began."""
    batch(put("person"))
    before = set(root.iterdir())
    return lambda: {path for path in root.iterdir() if path not in before}


@pytest.mark.parametrize("step", ["write", "note", "manifest", "described"])
def test_a_dump_that_fails_leaves_nothing(
    new: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(making, step, fail)
    with pytest.raises(OSError, match="No space"):
        made()

    assert new() == set()
    assert not Dump.objects.exists()


@pytest.mark.parametrize("step", ["described", "flush"])
def test_a_maker_that_is_killed_leaves_nothing_that_is_handed_out(
    new: Any, root: Path, client: Any, step: str
) -> None:
    code = KILLED.replace("making.flush = making.described", f"making.{step}")
    command = [sys.executable, "-c", code, str(root), connection.settings_dict["NAME"]]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings.test"}

    done = subprocess.run(command, cwd=REPOSITORY, env=environment, check=False)

    assert done.returncode == -9
    [left] = new()
    assert left.name.startswith(".") == (step == "described")
    assert client.get("/api/v1/dumps").json()["data"] == []
    with alone():
        sweep()
    assert new() == set()


def test_only_one_makes_dumps_at_a_time() -> None:
    refused: list[bool] = []

    def attempt() -> None:
        try:
            with alone():
                refused.append(False)
        except Busy:
            refused.append(True)

    with alone():
        in_thread(attempt).join()
    in_thread(attempt).join()

    assert refused == [True, False]


def test_the_sweep_touches_nothing_but_folders_of_dumps(new: Any, root: Path) -> None:
    dump = made()
    (root / "notes").mkdir()
    (root / "00000000-0000-4000-8000-000000000000").mkdir()

    with alone():
        sweep()

    assert new() == {dump.folder, root / "notes"}
    (root / "notes").rmdir()
