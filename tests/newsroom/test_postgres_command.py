"""The command that the launcher runs: its exit code, its signals, and what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.newsroom.launcher import REPOSITORY, wait_until


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_to_the_wrapper_alone_ends_command_and_server(checkout, number):
    run = checkout.popen("run", "--", "sh", "-c", "sleep 600 & echo $! $$; wait")
    pids = [int(pid) for pid in run.stdout.readline().split()]

    run.send_signal(number)
    code = run.wait(timeout=60)

    assert code == 128 + number
    assert checkout.servers() == []
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_signal_to_the_whole_group_ends_everything(checkout):
    run = checkout.popen("run", "--", "sh", "-c", "sleep 600 & echo up; wait")
    run.stdout.readline()

    os.killpg(run.pid, signal.SIGINT)

    assert run.wait(timeout=60) == 130
    assert checkout.servers() == []


def test_signal_while_the_server_is_being_made_leaves_nothing(checkout):
    run = checkout.popen("run", "--", "sleep", "600")
    time.sleep(0.3)

    run.terminate()

    assert run.wait(timeout=60) == 143
    assert checkout.servers() == []


def test_descendant_that_ran_off_does_not_outlive_the_command(checkout):
    daemon = "setsid sh -c 'trap \"\" TERM HUP; sleep 600' & echo $!"

    done = checkout.call("run", "--", "sh", "-c", daemon)

    assert not Path(f"/proc/{int(done.stdout)}").exists()


def test_killed_wrapper_keeps_nobody_from_stopping_the_server_later(checkout):
    run = checkout.popen("run", "--", "sh", "-c", "echo up; read line")
    run.stdout.readline()
    run.kill()
    run.wait()
    run.stdin.close()  # its command ends by itself now
    wait_until(lambda: checkout.call("status").stdout.startswith("up"))

    checkout.call("run", "--", "true")

    assert checkout.servers() == []


def test_given_address_is_used_and_no_server_started(checkout):
    done = checkout.call("run", "--", "sh", "-c", "echo $DATABASE_URL", DATABASE_URL="given://x")

    assert done.stdout == "given://x\n"
    assert checkout.servers() == []


@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        (("run", "--", "sh", "-c", "exit 7"), 7, ""),
        (("run", "--", "/no/such/program"), 1, "cannot run /no/such/program"),
        (("run",), 2, "usage"),
        (("dance",), 2, "usage"),
    ],
)
def test_exit_code_and_complaint(checkout, command, code, complaint):
    done = checkout.call(*command)

    assert done.returncode == code
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert checkout.servers() == []


def test_launcher_needs_nothing_but_the_standard_library():
    program = (
        "import sys; sys.modules.update(django=None, psycopg=None, environ=None);"
        "import newsroom.postgres.__main__, newsroom.environment;"
        "print([m for m in sys.modules if m.partition('.')[0] not in"
        " {*sys.stdlib_module_names, 'newsroom', 'django', 'psycopg', 'environ', '__main__'}"
        " and not m.startswith(('_', 'sitecustom'))])"
    )

    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
