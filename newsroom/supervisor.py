"""Runs several programs as one: they start together, and when one ends all end."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 0.1  # seconds


class Supervisor:
    """Holds the programs, each leader of its own process group so that its children stop with it.

    `patience` is how many seconds a program gets between SIGTERM and SIGKILL.
    """

    def __init__(self, commands: Mapping[str, Sequence[str]], *, patience: float = 10.0) -> None:
        self.commands = commands
        self.patience = patience
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._told_to_stop = False

    def run(self) -> tuple[int, str]:
        """Run until told to stop or until one program ends; return an exit code and the reason.

        The code is 0 after SIGINT, SIGTERM or SIGHUP, and 1 when a program ended by itself,
        whatever its own code, or could not be started.
        """
        before = {number: signal.signal(number, self._stop) for number in STOP_SIGNALS}
        try:
            return self._run()
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _run(self) -> tuple[int, str]:
        for name, command in self.commands.items():
            if self._told_to_stop:
                break
            try:
                self._running[name] = subprocess.Popen(command, process_group=0)
            except OSError as error:
                return 1, f"{name} cannot be started: {error.strerror}"
        while not self._told_to_stop:
            for name, process in self._running.items():
                if (code := process.poll()) is not None:
                    return 1, f"{name} ended with code {code}"
            time.sleep(LOOK_EVERY)
        return 0, "told to stop"

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._told_to_stop = True

    def _end_all(self) -> None:
        """Ask every group to end, wait, then insist; a second Ctrl-C does not cut this short."""
        self._signal_groups(signal.SIGTERM)
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline and self._groups_left():
            time.sleep(LOOK_EVERY / 2)
        self._signal_groups(signal.SIGKILL)
        for process in self._running.values():
            process.wait()

    def _groups_left(self) -> bool:
        left = False
        for process in self._running.values():
            process.poll()  # a leader that ended is collected, or its group would never be empty
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 0)
                left = True
        return left

    def _signal_groups(self, number: int) -> None:
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
