"""Settings of the tests: both sides in one process, one real database under both aliases."""

from newsroom.settings.base import *
from newsroom.settings.base import BASE_DIR, DESK_MIDDLEWARE, INSTALLED_APPS, env
from newsroom.settings.databases import database

DEBUG = False
SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ROOT_URLCONF = "newsroom.urls.demo"

# zeal reports a query repeated for each row, in whatever test it happens.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *DESK_MIDDLEWARE]
ZEAL_RAISE = True

_url = env.str("DATABASE_URL", default="postgresql:///newsroom")
# The name comes from outside: two runs at once must differ, the workers of one run must not.
_name = env.str("TEST_DB", default="test_newsroom")
DATABASES = {
    "default": database(_url, TEST={"NAME": _name}),
    "public": database(_url, TEST={"MIRROR": "default"}),
}
# A mirror has a connection of its own, which would not see what a test has not committed. The
# tests of the wall commit, and read through the read-only role.
REGISTER_DATABASE = "default"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # The manifest would make every page fail until collectstatic has run.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The receivers of the tests are on this machine; what must be refused is tested without it.
WEBHOOKS_ALLOW_LOOPBACK = True

# Nothing is written there: each run of the tests puts a folder of its own in its place.
DUMPS_ROOT = BASE_DIR / ".demo" / "test-dumps"

# How busy the machine is must not decide what a search finds.
SEARCH_BUDGET_MS = 60_000

# What is measured and walked asks more often than any reader.
ANONYMOUS_QUOTAS = None
