"""Runs one command in the foreground: passes signals on, and lets no descendant outlive it."""

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from newsroom.postgres.errors import PostgresError

LOOK_EVERY = 2.0  # seconds between two looks at the server
PATIENCE = 10.0  # seconds a left-over process gets between SIGTERM and SIGKILL
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


class Foreground:
    """Takes the stop signals from its making on; `run` gives them to the command.

    Make it before anything is started, so that a signal in the meantime is remembered.
    """

    def __init__(self) -> None:
        self._signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}
        if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # under nohup
            self._signals.remove(signal.SIGHUP)
        self._early: list[int] = []
        for number in self._signals - {signal.SIGCHLD}:
            signal.signal(number, lambda got, _: self._early.append(got))
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def run(
        self,
        command: Sequence[str],
        environment: dict[str, str],
        *,
        keep: int,
        look: Callable[[], None],
    ) -> int:
        """Run `command` to its end and return its exit code, 128 + n when signal n ended it.

        `keep` is a file descriptor that the command inherits (its lock outlives this process).
        `look` is called every few seconds while the command runs, and may start a daemon.
        Raises PostgresError when the command cannot be started.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, self._signals)
        if self._early:
            return 128 + self._early[0]
        _adopt_orphans(True)
        os.set_inheritable(keep, True)
        try:
            child = os.posix_spawnp(
                command[0],
                list(command),
                environment,
                setsigmask=[],
                setsigdef=self._signals,
            )
        except OSError as error:
            raise PostgresError(f"cannot run {command[0]}: {error.strerror}") from error
        finally:
            os.set_inheritable(keep, False)
        try:
            return self._wait(child, look)
        finally:
            _end_left_overs()

    def _wait(self, child: int, look: Callable[[], None]) -> int:
        while True:
            number, typed = self._next_signal()
            if number == 0:
                _adopt_orphans(False)  # what `look` starts shall outlive this process
                look()
                _adopt_orphans(True)
            elif number != signal.SIGCHLD:
                # What is typed at the terminal reaches the whole process group by itself.
                if not typed:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(child, number)
                continue
            for pid, status in _reap():
                if pid == child:
                    code = os.waitstatus_to_exitcode(status)
                    return code if code >= 0 else 128 - code

    def _next_signal(self) -> tuple[int, bool]:
        """Wait for a signal; tell its number, 0 for none, and whether the terminal sent it."""
        if hasattr(signal, "sigtimedwait"):
            received = signal.sigtimedwait(self._signals, LOOK_EVERY)
            return (received.si_signo, received.si_pid == 0) if received else (0, False)
        number = signal.sigwait(self._signals)  # macOS does not say who sent it
        return number, number == signal.SIGINT and os.isatty(0)


def _adopt_orphans(wanted: bool) -> None:
    """Become the parent of descendants whose own parent dies (Linux; elsewhere nothing)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)


def _reap() -> list[tuple[int, int]]:
    """Collect every child that has ended, adopted ones too: a zombie still owns its number."""
    ended = []
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            ended.append(found)
    return ended


def _end_left_overs() -> None:
    """End adopted processes: first politely, then not. Their own orphans come to us in turn."""
    deadline = time.monotonic() + PATIENCE
    told: set[int] = set()
    while left := _children():
        late = time.monotonic() > deadline
        for pid in left:
            if late or pid not in told:
                told.add(pid)
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
        if time.monotonic() > deadline + 5:
            return
        time.sleep(0.02)
        _reap()


def _children() -> list[int]:
    _reap()
    try:
        listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    except OSError:  # not Linux
        return []
    return [int(pid) for pid in listed.split()]
