"""The server itself: made once, started, asked whether it lives, stopped."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from newsroom.postgres.binaries import Binaries
from newsroom.postgres.errors import PostgresError
from newsroom.postgres.place import Place

DATABASE = "newsroom"
# An owner without superuser rights: what passes here passes on a managed server too.
OWNER = "newsroom"

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
dynamic_shared_memory_type = mmap    # containers often give /dev/shm only 64 MB
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
"""

MAKE_DATABASE = f"""
select 'create role {OWNER} login createdb createrole'
 where not exists (select from pg_roles where rolname = '{OWNER}') \\gexec
select 'create database {DATABASE} owner {OWNER}'
 where not exists (select from pg_database where datname = '{DATABASE}') \\gexec
"""


class Cluster:
    """The server of one checkout. Callers hold the lock of the place around every change."""

    def __init__(self, place: Place, binaries: Binaries) -> None:
        self.place = place
        self.binaries = binaries
        self.data = place.home / f"data-{binaries.major}"
        self.log = place.home / f"log-{binaries.major}"

    @property
    def url(self) -> str:
        """The address as DATABASE_URL: a plain owner of one database, over the socket."""
        return f"postgresql://{OWNER}@{str(self.place.sockets).replace('/', '%2F')}/{DATABASE}"

    def is_alive(self) -> bool:
        """Tell whether something accepts connections; process numbers lie, sockets do not."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(5)
            try:
                probe.connect(str(self.place.sockets / ".s.PGSQL.5432"))
            except OSError:
                return False
            return True

    def start(self) -> None:
        """Start the server unless it lives, and make its database unless it is there.

        Raises PostgresError, leaving no server behind that was not running before.
        """
        if self.is_alive():
            self._make_database()
            return
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self.place.private_directory(self.place.sockets)
        self._launch()
        try:
            self._make_database()
        except PostgresError:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, its clients too; committed data stays."""
        if self.is_alive():
            stopped = self._call("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")
            if stopped.returncode and self.is_alive():
                self._call("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")
        with contextlib.suppress(OSError):
            self.place.sockets.rmdir()

    def has_crashed(self) -> bool:
        """Tell a server that was killed from one that was stopped, which takes its file away."""
        return (self.data / "postmaster.pid").exists() and not self.is_alive()

    def started_at(self) -> str:
        """Name this run of the server: its process and second of start; empty when it is down."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return ""
        return " ".join([lines[0], lines[2]]) if len(lines) > 2 else ""

    def _initialise(self) -> None:
        # Made aside and renamed: a kill halfway must not leave half a data directory in place.
        unfinished = self.data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.place.private_directory(unfinished)
        options: list[str | Path] = ["-D", unfinished, "-U", "postgres", "-A", "trust"]
        options += ["-E", "UTF8", "--locale=C"]
        if self.binaries.major >= 17:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        # The text-search parser follows LC_CTYPE whatever the provider; not every machine has all.
        for ctype in ("C.UTF-8", "en_US.UTF-8", "C"):
            made = self._call("initdb", *options, f"--lc-ctype={ctype}")
            if made.returncode == 0:
                break
        else:
            raise PostgresError(f"initdb failed\n{made.stdout}")
        with (unfinished / "postgresql.conf").open("a") as configuration:
            configuration.write(SETTINGS)
        unfinished.rename(self.data)

    def _launch(self) -> None:
        self.log.touch()
        if self.place.account:
            os.chown(self.log, self.place.account.pw_uid, self.place.account.pw_gid)
        # The socket directory is given at each start: a moved checkout keeps no old path.
        command = ("pg_ctl", "-D", self.data, "-l", self.log, "-o", f"-k {self.place.sockets}")
        for _ in range(20):  # after a kill -9 the orphans of the old server need a moment to leave
            self._forget_dead_server()
            started = self._call(*command, "-w", "-t", "120", "start")
            if started.returncode == 0 or self.is_alive():
                return
            time.sleep(0.5)
        tail = "\n".join(self.log.read_text().splitlines()[-15:])
        raise PostgresError(f"the server does not start\n{started.stdout}\n{tail}")

    def _forget_dead_server(self) -> None:
        """Remove a pid file that no living server stands behind.

        Postgres believes a process number that a zombie keeps (a container whose first process
        does not reap) or that another program took after a reboot. Every process of a server
        works in its data directory, so when none does, the server and its orphans are gone.
        """
        if not Path("/proc/self/cwd").exists():
            return
        data = str(self.data.resolve())
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # gone meanwhile, a zombie, or somebody else's
                if os.readlink(process / "cwd") == data:
                    return
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_database(self) -> None:
        for _ in range(120):  # a server that recovers from a crash refuses connections meanwhile
            made = self._call(
                *("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.place.sockets),
                *("-U", "postgres", "-d", "postgres"),
                given=MAKE_DATABASE,
            )
            if made.returncode == 0:
                return
            if made.returncode != 2:  # 2: no connection
                break
            time.sleep(0.5)
        raise PostgresError(f"cannot make the database {DATABASE}\n{made.stdout}")

    def _call(
        self, program: str, *arguments: str | Path, given: str = ""
    ) -> subprocess.CompletedProcess[str]:
        account = self.place.account
        # A clean environment: initdb fails on a LANG the machine lacks, and PG* variables of the
        # caller would redirect psql. A session of its own: Ctrl-C is for the command, not for us.
        return subprocess.run(
            [self.binaries.directory / program, *arguments],
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
            cwd="/",
            input=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            start_new_session=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )
