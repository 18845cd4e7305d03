"""Settings of `make demo`: both sides in one process, on this machine only."""

import contextlib
import os
import secrets
from pathlib import Path

from newsroom.settings.base import *
from newsroom.settings.base import BASE_DIR, LOGGING, WEB_THREADS, env
from newsroom.settings.databases import as_public_role, database, pooled

# Everything the demo makes for itself; git ignores it.
DEMO_DIR = BASE_DIR / ".demo"


def kept_secret(path: Path) -> str:
    """Return the secret kept in `path`, made at the first call; log-ins outlast a restart."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        written.touch(mode=0o600)
        written.write_text(secrets.token_urlsafe(50))
        # A link fails where a file stands already: of two processes, the first one's secret stays.
        with contextlib.suppress(FileExistsError):
            os.link(written, path)
        written.unlink()
    return path.read_text()


DEBUG = False
SECRET_KEY = kept_secret(DEMO_DIR / "secret")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
ROOT_URLCONF = "newsroom.urls.demo"
STATIC_ROOT = DEMO_DIR / "static"
MEDIA_ROOT = DEMO_DIR / "media"
DUMPS_ROOT = DEMO_DIR / "dumps"
# The worker of the jobs prints e-mails instead of sending them.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Who tries webhooks out receives them on this machine.
WEBHOOKS_ALLOW_LOOPBACK = True

# A job each minute would push the addresses and log-ins off the newcomer's screen.
LOGGING["loggers"]["procrastinate.worker"] = {"level": "WARNING"}

_owner = database(env.str("DATABASE_URL", default="postgresql:///newsroom"))
_public_url = env.str("PUBLIC_DATABASE_URL", default="")
_public = database(_public_url) if _public_url else as_public_role(_owner)
DATABASES = {
    "default": pooled(_owner, threads=WEB_THREADS),
    "public": pooled(_public, threads=WEB_THREADS),
}
