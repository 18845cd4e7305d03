"""Settings of `make bench`: the public side as in production, in a database made for the run."""

from newsroom.settings.base import *
from newsroom.settings.base import BASE_DIR, LOGGING, PUBLIC_MIDDLEWARE, WEB_THREADS, env
from newsroom.settings.databases import as_public_role, database, pooled

DEBUG = False
SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
ROOT_URLCONF = "newsroom.bench.urls"
MIDDLEWARE = PUBLIC_MIDDLEWARE
# The admin stays installed for its models; these checks ask for its pages' middleware.
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410"]

# `manage.py bench` makes the database and gives its address to what it starts.
_owner = database(env.str("DATABASE_URL", default="postgresql:///newsroom"))
DATABASES = {
    "default": pooled(_owner, threads=WEB_THREADS),
    "public": pooled(as_public_role(_owner), threads=WEB_THREADS),
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # The manifest would make every page fail until collectstatic has run.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DUMPS_ROOT = BASE_DIR / ".demo" / "bench-dumps"
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "ERROR"}}

# What is measured and walked asks more often than any reader.
ANONYMOUS_QUOTAS = None
