"""The command line: python -m newsroom.postgres run -- CMD, start, stop and the like."""

import contextlib
import fcntl
import os
import shutil
import sys
from collections.abc import Sequence
from functools import partial

from newsroom.postgres.binaries import find_binaries
from newsroom.postgres.cluster import Cluster
from newsroom.postgres.command import Foreground
from newsroom.postgres.errors import PostgresError
from newsroom.postgres.place import Place, find_place, locked

USAGE = """usage: python -m newsroom.postgres ...
  run -- CMD   run CMD with DATABASE_URL; the server stops when its last user has gone
  start        start the server and leave it running; prints its address
  stop         stop it, whoever uses it
  status       is it up, which version, where
  url          print its address
  remove       stop it and delete its data
With DATABASE_URL set, that server is used and none is started."""


def main(arguments: Sequence[str]) -> int:
    """Do what the first word says and return the exit code."""
    action, *rest = arguments or ["status"]
    if action == "run" and rest[:1] == ["--"] and rest[1:]:
        return run(rest[1:])
    if rest or action not in {"start", "stop", "status", "url", "remove"}:
        print(USAGE, file=sys.stderr)
        return 2
    if given := os.environ.get("DATABASE_URL"):
        print(given if action in {"url", "start"} else "DATABASE_URL is set: that server is used")
        return 0
    place = find_place()
    with locked(place.home / "lock", fcntl.LOCK_EX):
        return _manage(action, place)


def run(command: Sequence[str]) -> int:
    """Run `command` with DATABASE_URL and return its exit code.

    Every runner holds a shared lock while its command lives; the one that can turn its own into
    an exclusive lock at the end was the last, and stops the server. The kernel drops the locks
    of killed processes, so nothing has to be counted.
    """
    if os.environ.get("DATABASE_URL"):
        try:
            os.execvp(command[0], list(command))
        except OSError as error:
            raise PostgresError(f"cannot run {command[0]}: {error.strerror}") from error
    foreground = Foreground()
    place = find_place()
    cluster: Cluster | None = None
    with locked(place.home / "users", fcntl.LOCK_SH) as using:
        try:
            with locked(place.home / "lock", fcntl.LOCK_EX):
                cluster = Cluster(place, find_binaries(place))
                cluster.start()
            environment = os.environ | {"DATABASE_URL": cluster.url}
            look = partial(_revive, cluster)
            return foreground.run(command, environment, keep=using, look=look)
        finally:
            with locked(place.home / "lock", fcntl.LOCK_EX), contextlib.suppress(BlockingIOError):
                fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if cluster and not _is_kept(cluster):
                    cluster.stop()


def _manage(action: str, place: Place) -> int:
    cluster = Cluster(place, find_binaries(place))
    kept = place.home / "kept"
    if action == "start":
        cluster.start()
        kept.write_text(cluster.started_at())
    if action in {"stop", "remove"}:
        kept.unlink(missing_ok=True)
        cluster.stop()
    if action == "remove":
        shutil.rmtree(place.home)
        return 0
    if action in {"start", "url"}:
        print(cluster.url)
        return 0
    alive = cluster.is_alive()
    where = f"Postgres {cluster.binaries.major} in {cluster.binaries.directory}"
    print(f"{'up' if alive else 'down'}: {where}, data in {cluster.data}")
    return 0 if alive or action == "stop" else 3


def _revive(cluster: Cluster) -> None:
    """Start a server again that was killed under its users; one that was stopped stays down."""
    if not cluster.has_crashed():
        return
    with locked(cluster.place.home / "lock", fcntl.LOCK_EX):
        if cluster.has_crashed():
            print("postgres: the server was killed; starting it again", file=sys.stderr)
            cluster.start()


def _is_kept(cluster: Cluster) -> bool:
    """Tell whether `start` asked for this very run of the server, and not for one before it."""
    try:
        return (cluster.place.home / "kept").read_text() == cluster.started_at()
    except OSError:
        return False


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as problem:
        sys.exit(f"postgres: {problem}")
