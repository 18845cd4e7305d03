"""The launcher's checkout, once for the account of the run and once for an ordinary one."""

import os
import pwd
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.launcher import Checkout, lay_out, runs_as


@pytest.fixture(params=["the account of this run", "an ordinary account"])
def checkout(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Checkout]:
    python, account, root = sys.executable, None, tmp_path / "checkout"
    if request.param == "an ordinary account":
        if os.geteuid() != 0:
            pytest.skip("this run is by an ordinary account itself")
        account = pwd.getpwnam("nobody")
        usable = [p for p in (sys.executable, "/usr/bin/python3") if runs_as(account, p)]
        if not usable:
            pytest.skip("no Python that the account 'nobody' may run")
        python = usable[0]
        # What pytest gives lies below a directory closed to others.
        root = Path(f"/tmp/newsroom-test-{os.getpid()}-{time.monotonic_ns()}") / "checkout"
    lay_out(root)
    if account:
        for path in (root.parent, *root.parent.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid)
    made = Checkout(root, python, account)
    if account and made.call("status").returncode == 1:
        made.end()
        shutil.rmtree(root.parent)
        pytest.skip("no Postgres that the account 'nobody' may run")
    try:
        yield made
    finally:
        removed = made.call("remove")
        made.end()
        if account:
            shutil.rmtree(root.parent)
        assert removed.returncode == 0, removed.stderr
