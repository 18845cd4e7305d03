"""Where the embedded server of this checkout lives, and as whom it runs."""

import contextlib
import fcntl
import os
import pwd
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.postgres.errors import PostgresError

CHECKOUT = Path(__file__).resolve().parents[2]
STATE = CHECKOUT / ".postgres"


@dataclass(frozen=True)
class Place:
    """Directories of one checkout's server, and the account it runs under.

    `home` holds data directories, logs and locks; `sockets` holds the server's socket and nothing
    else; `account` is None when the server runs as the caller (Postgres refuses to run as root).
    """

    home: Path
    sockets: Path
    account: pwd.struct_passwd | None

    @property
    def owner(self) -> int:
        """The numeric user that owns the data directory."""
        return self.account.pw_uid if self.account else os.getuid()

    def private_directory(self, path: Path) -> Path:
        """Make `path` readable by the server's account only.

        Raises PostgresError when the path is somebody else's: a socket directory in /tmp could
        have been laid there by another user.
        """
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.getuid(), self.owner}:
            raise PostgresError(f"{path} belongs to somebody else; remove it and try again")
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        path.chmod(0o700)
        return path


def find_place() -> Place:
    """Return the place of this checkout; the same one after the checkout has been moved."""
    account = _server_account() if os.geteuid() == 0 else None
    key = _checkout_key()
    home = Path(f"/var/lib/newsroom-postgres-{key}") if account else STATE
    home.mkdir(mode=0o755 if account else 0o700, parents=True, exist_ok=True)
    # A socket path may have about 104 bytes, and a checkout may lie deeper than that.
    sockets = Path("/tmp") / f".newsroom-{account.pw_uid if account else os.getuid()}-{key}"
    return Place(home=home, sockets=sockets, account=account)


@contextlib.contextmanager
def locked(path: Path, how: int) -> Iterator[int]:
    """Hold a kernel lock on `path`; it is released even when the holder is killed.

    Yields the file descriptor.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield descriptor
    finally:
        os.close(descriptor)


def _server_account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresError("root needs an account named 'postgres' or 'nobody' to run the server")


def _checkout_key() -> str:
    """Return a short name for this checkout that survives a move but not a copy.

    The key file remembers its own inode number: a moved file keeps it, a copied one does not, so
    a copied checkout gets its own server instead of joining the original's.
    """
    try:
        STATE.mkdir(mode=0o700, exist_ok=True)
        with locked(STATE / "key", fcntl.LOCK_EX) as descriptor:
            inode = str(os.fstat(descriptor).st_ino)
            words = os.read(descriptor, 100).decode().split()
            if len(words) == 2 and words[1] == inode:
                return words[0]
            key = secrets.token_hex(5)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{key} {inode}\n".encode(), 0)
            return key
    except PermissionError as error:
        raise PostgresError(f"{error.filename} is not writable: made by another user?") from error
