"""Installs the judges that are not in the requirements, where it can: python -m tests.judges."""

import shutil
import subprocess

from tests.judges import follow_the_money
from tests.judges.checker import JAR, MISSING, find_checker
from tests.judges.place import FOLDER, LOCK, STAMP


def install() -> None:
    """Lay down what the lock names, by its digests; nothing of it runs while it is installed."""
    if STAMP.is_file() and STAMP.read_text() == LOCK.read_text():
        return
    npm = shutil.which("npm")
    if npm is None:
        return
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=FOLDER, check=False).returncode == 0 and JAR.is_file():
        STAMP.write_text(LOCK.read_text())


if __name__ == "__main__":
    install()
    follow_the_money.install()
    # Never a failure here: the tests that need a judge say so themselves.
    print(f"tests: HTML checker {'found' if find_checker() else MISSING}")
    library = "found" if follow_the_money.find_library() else follow_the_money.MISSING
    print(f"tests: FollowTheMoney {library}")
