"""Where the judges of Node.js lie, once they are installed."""

from pathlib import Path

FOLDER = Path(__file__).parent
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules"
# The lock by which they were installed.
STAMP = INSTALLED / ".installed"
