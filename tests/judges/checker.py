"""Asks the Nu HTML checker of the W3C whether pages are valid HTML."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.judges.place import INSTALLED

JAR = INSTALLED / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = "missing: it needs Java, and npm to install it"
SECONDS = 300


def find_checker() -> list[str] | None:
    """The command that runs the checker; None where it, or Java, is not installed."""
    java = shutil.which("java")
    return [java, "-jar", str(JAR)] if java and JAR.is_file() else None


def faults(checker: list[str], pages: Mapping[str, bytes]) -> list[str]:
    """Errors and warnings of the checker on these pages, each after the address of its page."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (address, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_bytes(html)
            names[path.resolve().as_uri()] = address
        done = subprocess.run(
            [*checker, "--format", "json", "--stdout", "--exit-zero-always", folder],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
    messages = json.loads(done.stdout)["messages"]
    # What it says beside its errors and warnings only points to where those came from.
    judged = [m for m in messages if m["type"] != "info" or m.get("subType")]
    return [_said(message, names) for message in judged]


def _said(message: dict[str, object], names: Mapping[str, str]) -> str:
    # Local files are given as file:/tmp/… as well as file:///tmp/….
    address = str(message.get("url", "")).replace("file:/", "file:///").replace("/////", "///")
    sort = message.get("subType") or message["type"]
    extract = " ".join(str(message.get("extract", "")).split())
    return f"{names.get(address, address)}: {sort}: {message['message']} [{extract}]"
