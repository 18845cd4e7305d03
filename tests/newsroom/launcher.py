"""A copy of the Postgres launcher to try things on, under one account or another."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
READ = "psql -X -At"


@dataclass
class Checkout:
    """A copy of the launcher in a directory of its own, and the account that uses it."""

    root: Path
    python: str
    account: pwd.struct_passwd | None
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def popen(self, *arguments: str, **extra: str) -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PYTHONPATH"}}
        process = subprocess.Popen(
            [self.python, "-m", "newsroom.postgres", *arguments],
            cwd=self.root,
            env=kept | extra,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            user=self.account.pw_uid if self.account else None,
            group=self.account.pw_gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        self.started.append(process)
        return process

    def call(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        process = self.popen(*arguments, **extra)
        said, complained = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, said, complained)

    def end(self) -> None:
        """End what is left of the processes that a test started, and close their pipes."""
        for process in self.started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                pipe.close()

    def sql(self, *statements: str) -> str:
        """Run the statements as a client of `run`, each committed, and return what they say."""
        commands = "; ".join(f"{READ} -c {quoted(text)} $DATABASE_URL" for text in statements)
        done = self.call("run", "--", "sh", "-ec", f'PATH="$PG:$PATH"; {commands}', PG=self.bin)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def bin(self) -> str:
        return self.call("status").stdout.partition(" in ")[2].partition(",")[0]

    @property
    def data(self) -> Path:
        return Path(self.call("status").stdout.strip().partition("data in ")[2])

    @property
    def postmaster(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def servers(self) -> list[int]:
        """Processes at work in the data directory."""
        data, found = str(self.data), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(process / "cwd") == data:
                    found.append(int(process.name))
            except OSError:
                continue
        return found


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def wait_until(is_true: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def lay_out(root: Path) -> None:
    shutil.copytree(
        REPOSITORY / "newsroom" / "postgres",
        root / "newsroom" / "postgres",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(REPOSITORY / "newsroom" / "__init__.py", root / "newsroom")


def runs_as(account: pwd.struct_passwd, python: str) -> bool:
    try:
        return not subprocess.run(
            [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            capture_output=True,
            check=False,
            cwd="/",
        ).returncode
    except OSError:
        return False
