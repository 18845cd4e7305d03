"""Collects the static files when they have changed since the last time."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".collected"


def collect_if_stale() -> bool:
    """Collect into STATIC_ROOT unless the same files were collected; tell whether it was done."""
    stamp = Path(str(settings.STATIC_ROOT)) / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """Return a digest of the names, sizes and times of all files that would be collected."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
