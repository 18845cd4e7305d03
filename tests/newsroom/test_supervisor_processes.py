"""The supervisor with real processes: none outlives it, whoever ends first."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
STUBBORN = "trap '' TERM; echo $$; while :; do sleep 0.1; done"


def started(*scripts: str, patience: float = 10.0) -> subprocess.Popen[str]:
    """Start a supervisor of shell scripts; it prints its code and reason at the end."""
    commands = {f"p{n}": ["sh", "-c", script] for n, script in enumerate(scripts)}
    program = (
        "import sys; from newsroom.supervisor import Supervisor;"
        f"code, reason = Supervisor({commands!r}, patience={patience}).run();"
        "print(reason, flush=True); sys.exit(code)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_all_and_the_code_is_zero(number):
    with started("echo $$; exec sleep 600", "echo $$; exec sleep 600") as supervisor:
        pids = [int(supervisor.stdout.readline()) for _ in range(2)]

        supervisor.send_signal(number)
        said, _ = supervisor.communicate(timeout=30)

    assert supervisor.returncode == 0
    assert said == "told to stop\n"
    assert not [pid for pid in pids if is_running(pid)]


def test_ctrl_c_twice_is_as_good_as_once():
    with started("echo $$; exec sleep 600") as supervisor:
        pid = int(supervisor.stdout.readline())

        for _ in range(2):
            os.killpg(supervisor.pid, signal.SIGINT)
        supervisor.communicate(timeout=30)

    assert supervisor.returncode == 0
    assert not is_running(pid)


@pytest.mark.parametrize("code", [0, 7])
def test_one_that_ends_stops_the_other_and_the_code_is_not_zero(code):
    with started("echo $$; exec sleep 600", f"sleep 0.5; exit {code}") as supervisor:
        pid = int(supervisor.stdout.readline())
        said, _ = supervisor.communicate(timeout=30)

    assert supervisor.returncode == 1
    assert said == f"p1 ended with code {code}\n"
    assert not is_running(pid)


def test_one_that_ignores_the_request_is_killed_when_patience_ends():
    with started(STUBBORN, patience=0.5) as supervisor:
        pid = int(supervisor.stdout.readline())
        began = time.monotonic()

        supervisor.terminate()
        supervisor.communicate(timeout=30)

    assert 0.5 <= time.monotonic() - began < 5
    assert not is_running(pid)


def test_children_of_a_program_stop_with_it():
    with started("sleep 600 & echo $!; sleep 0.3; exit 1") as supervisor:
        pid = int(supervisor.stdout.readline())
        supervisor.communicate(timeout=30)

    assert not is_running(pid)


def test_program_that_cannot_be_started_is_named():
    program = (
        "from newsroom.supervisor import Supervisor;"
        "print(Supervisor({'web': ['/no/such/program']}).run())"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("(1, 'web cannot be started: ")
