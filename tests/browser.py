"""Finds Chromium on this machine, or tries to install it: python -m tests.browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

MISSING = "no Chromium on this machine: install one, or set CHROMIUM to its path"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOADED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_browser() -> Path | None:
    """Return the program named by CHROMIUM, one on PATH, or Playwright's own download."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named)
    for program in PROGRAMS:
        if found := shutil.which(program):
            return Path(found)
    for folder in (".cache/ms-playwright", "Library/Caches/ms-playwright"):
        for pattern in DOWNLOADED:
            if downloads := sorted((Path.home() / folder).glob(pattern)):
                return downloads[-1]
    return None


def install_browser() -> None:
    """Try Debian's package as root, then Playwright's download; tells what it does."""
    print("tests: looking for Chromium, which some tests need", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
        if find_browser():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not find_browser():
        install_browser()
    # Never a failure here: the tests that need it say so themselves.
    print(f"tests: browser {find_browser() or 'missing, its tests are skipped'}")
