"""Runs the reference client as a partner does, and compares its copy with the archive."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsroom.client import newsroom_mirror
from newsroom.partners.access import ANONYMOUS, Access
from newsroom.register.models import Item

CLIENT = Path(newsroom_mirror.__file__)


def command(*arguments: Any, python: str = sys.executable) -> list[str]:
    """The client's command line: no package, nothing of its surroundings."""
    return [python, "-I", str(CLIENT), *map(str, arguments)]


def sync(url: str, db: Path, *more: Any) -> list[str]:
    """The command that brings a copy abreast, quick to try again."""
    return command("sync", url, "--db", db, "--pause", "0.02", *more)


def run(line: list[str], timeout: float = 120, **environment: str) -> Any:
    """Run it to its end."""
    return subprocess.run(
        line,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def caught_up(url: str, db: Path, *more: Any, **options: Any) -> Any:
    """Bring a copy abreast; it must work."""
    done = run(sync(url, db, *more), **options)
    assert done.returncode == 0, done.stderr[-2000:]
    return done


def held(db: Path) -> dict[str, Any]:
    """What the copy shows: id → document."""
    return {row[0]: json.loads(row[1]) for row in ask(db, "select id, doc from items")}


def ask(db: Path, query: str) -> list[Any]:
    connection = sqlite3.connect(db, timeout=60)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def shown(access: Access = ANONYMOUS) -> dict[str, Any]:
    """What the archive shows with this access."""
    items = Item.objects.visible(access.labels)
    return {str(item.uid): access.shown(item.doc) for item in items}
