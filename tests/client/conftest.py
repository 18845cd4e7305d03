"""Where a test keeps its copy of the archive."""

from pathlib import Path

import pytest


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The file of the copy; the client makes it."""
    return tmp_path / "copy.sqlite"
