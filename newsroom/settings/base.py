"""What every way of running shares; it reads nothing that differs between machines but time."""

from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()

INSTALLED_APPS = [
    # Before the admin, some of whose templates it overrides.
    "newsroom",
    "newsroom.admin_app.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_prose_editor",
    "procrastinate.contrib.django",
    "imagefield",
    "newsroom.register",
    "newsroom.audit",
    "newsroom.partners",
    "newsroom.jobs",
    "newsroom.pulls",
    "newsroom.readers",
    "newsroom.sandbox",
    "newsroom.delivery",
    "newsroom.dumps",
    "actors",
    "articles",
    "newsroom.formats",
]

# The public side knows no visitor: no session, no log-in, no form.
PUBLIC_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.page_policy.PagePolicyMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DESK_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.page_policy.PagePolicyMiddleware",
    # Forms with hundreds of rows repeat themselves. A guess at a secret by the size of answers has
    # no hold: tokens are masked anew each time, and bytes at random are added.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.audit.middleware.AuditMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
MIDDLEWARE = DESK_MIDDLEWARE

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Processes and threads of the web server; each process pools connections for its threads.
WEB_WORKERS, WEB_THREADS = 2, 4

WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The alias that every public read uses. It differs from "default", the owner of the record, so
# that a public view that reaches for the record fails at the database.
REGISTER_DATABASE = "public"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
USE_I18N = True

# Instants are stored in UTC whatever this says; it is the zone in which people read and type them.
USE_TZ = True
NEWSROOM_TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", default="Europe/Paris")
TIME_ZONE = NEWSROOM_TIME_ZONE

# Milliseconds after which a search says how far back it has looked; see register_pool. Longer as
# long as it has not filled a page.
SEARCH_BUDGET_MS = 40

# How many bytes of lists each process of the API keeps, to give them again as long as nothing in
# the register has changed.
KEPT_BYTES = 16 * 2**20

# How often whoever has no key may ask the API, in a minute and in a day; None: without limit.
ANONYMOUS_QUOTAS: tuple[int, int] | None = (300, 20_000)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Where links in e-mails lead, from whom e-mails come, and whether any are sent.
DESK_ADDRESS = env.str("DESK_ADDRESS", default="http://localhost:8000").rstrip("/")
# Where readers' pages are; the same host, unless said otherwise.
READERS_ADDRESS = env.str("READERS_ADDRESS", default=DESK_ADDRESS).rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsroom@localhost")
EMAIL_TIMEOUT = 20  # seconds
NOTIFY_BY_MAIL = True

# Whether a webhook may be an address of this machine, without TLS: only where nobody else is.
WEBHOOKS_ALLOW_LOOPBACK = False

# Called with the queue of jobs when the apps are loaded.
PROCRASTINATE_ON_APP_READY = "newsroom.jobs.faults.keep_faults"

# The header in which the proxy names the client's address; empty where there is no proxy.
CLIENT_ADDRESS_HEADER = ""

# What readers see of a picture is made by a job, and stored under names of its own.
IMAGEFIELD_AUTOGENERATE = False
IMAGEFIELD_BIN_DEPTH = 2
# Bytes and pixels of the largest picture that is taken in.
PICTURE_MAX_BYTES = 30 * 1024 * 1024
PICTURE_MAX_PIXELS = 60_000_000

# A story with 300 links sends some 3,000 fields back; Django refuses the thousandth.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom archive",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "DESCRIPTION": (
        "Stories of a news agency, and the people, organisations, countries, meetings, offices,"
        " statements and agreements in them. No key is needed to read. To mirror the archive,"
        " follow /changes; webhooks say when to look."
    ),
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "APPEND_COMPONENTS": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    # Lists of values stand where they are used: no name has to be found for each.
    "POSTPROCESSING_HOOKS": [],
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handler writes to the console in debug mode only; ours does always.
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # It announces at every start of every command which tasks it found, and each job asked
        # for; what the worker of the jobs does is worth a line.
        "procrastinate": {"level": "WARNING"},
        "procrastinate.worker": {"level": "INFO"},
    },
}
