"""What every test may ask for: the shared material, and a browser; both skip when missing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.browser import MISSING, find_browser

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        raise pytest.UsageError(
            "The tests need a real Postgres: run `make test`, or"
            " `.venv/bin/python -m newsroom.postgres run -- .venv/bin/python -m pytest ...`"
        )


@pytest.fixture(autouse=True)
def mirror_is_closed() -> Iterator[None]:
    """Django closes the connections it wraps in a transaction; a mirror's is not among them."""
    yield
    connections["public"].close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with material that is not part of the repository (`../shared`)."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine; without one the test is skipped, in CI it fails."""
    found = find_browser()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    arguments = {**browser_type_launch_args, "executable_path": str(found)}
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root
        arguments["args"] = ["--no-sandbox"]
    return arguments
