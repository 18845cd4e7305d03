"""Settings of production: from the environment only; unsafe values stop the start.

SECRET_KEY            at least 50 characters, one per installation
ALLOWED_HOSTS         host names, separated by commas
NEWSROOM_SIDE         "public" (pages and API) or "desk" (admin, worker, commands)
DATABASE_URL          the owner of the record; for the desk, refused on the public side
PUBLIC_DATABASE_URL   the read-only role; for both sides
WEB_THREADS           threads of a web process, which size its connection pools (4)
MEDIA_ROOT            where pictures lie; the public side only reads there (/srv/media)
DUMPS_ROOT            where dumps for partners lie; the public side only reads there (/srv/dumps)
STATIC_ROOT           where collected static files lie (/srv/static)
CSRF_TRUSTED_ORIGINS  origins of the desk when they differ from its hosts, separated by commas
HTTPS_ONLY            "false" only where no proxy speaks TLS, as in a trial on one machine
DESK_ADDRESS          where links in e-mails lead (https:// and the first of ALLOWED_HOSTS)
EMAIL_URL             the mail server, smtp+tls://user:password@host:587; without it none is sent
READERS_ADDRESS       where links in e-mails to readers lead (DESK_ADDRESS)
DEFAULT_FROM_EMAIL    from whom e-mails come
NEWSROOM_TIME_ZONE    the zone in which people read and type times (Europe/Paris)
"""

from django.core.exceptions import ImproperlyConfigured

from newsroom.settings.base import *
from newsroom.settings.base import DESK_MIDDLEWARE, PUBLIC_MIDDLEWARE, env
from newsroom.settings.databases import database, pooled

DEBUG = False
if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG shows settings and queries to readers; production refuses it")

SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 characters, made at random")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that are served")

NEWSROOM_SIDE = env.str("NEWSROOM_SIDE", default="")
if NEWSROOM_SIDE not in {"public", "desk"}:
    raise ImproperlyConfigured("NEWSROOM_SIDE must be 'public' or 'desk'")

_needed = {"public": ["PUBLIC_DATABASE_URL"], "desk": ["DATABASE_URL", "PUBLIC_DATABASE_URL"]}
for _name in _needed[NEWSROOM_SIDE]:
    if not env.str(_name, default=""):
        raise ImproperlyConfigured(f"{_name} must be set on the {NEWSROOM_SIDE} side")
if NEWSROOM_SIDE == "public" and env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured("the public side must not hold DATABASE_URL, the owner's address")

WEB_THREADS = env.int("WEB_THREADS", default=4)
_public = pooled(database(env.str("PUBLIC_DATABASE_URL")), threads=WEB_THREADS)
if NEWSROOM_SIDE == "public":
    # Whatever alias a query takes, the wall stands: the process knows no other address.
    DATABASES = {"default": _public, "public": _public}
    ROOT_URLCONF = "newsroom.urls.public"
    MIDDLEWARE = PUBLIC_MIDDLEWARE
    # The admin's app stays installed for its models; these checks ask for its pages' middleware.
    SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410", "security.W003"]
else:
    _owner = pooled(database(env.str("DATABASE_URL")), threads=WEB_THREADS)
    if _owner["USER"] == _public["USER"]:
        raise ImproperlyConfigured("PUBLIC_DATABASE_URL must be the read-only role, not the owner")
    DATABASES = {"default": _owner, "public": _public}
    ROOT_URLCONF = "newsroom.urls.desk"
    MIDDLEWARE = DESK_MIDDLEWARE

MEDIA_ROOT = env.str("MEDIA_ROOT", default="/srv/media")
DUMPS_ROOT = env.str("DUMPS_ROOT", default="/srv/dumps")
STATIC_ROOT = env.str("STATIC_ROOT", default="/srv/static")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

HTTPS_ONLY = env.bool("HTTPS_ONLY", default=True)
SECURE_SSL_REDIRECT = HTTPS_ONLY
# The orchestrator asks inside the network, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
# The proxy sets this header itself and drops what a client sends under its name.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY

DESK_ADDRESS = env.str("DESK_ADDRESS", default="").rstrip("/")
DESK_ADDRESS = DESK_ADDRESS or f"{'https' if HTTPS_ONLY else 'http'}://{ALLOWED_HOSTS[0]}"
READERS_ADDRESS = env.str("READERS_ADDRESS", default="").rstrip("/") or DESK_ADDRESS
_mail = env.email_url("EMAIL_URL", default="") if env.str("EMAIL_URL", default="") else {}
NOTIFY_BY_MAIL = bool(_mail)
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_PORT = _mail.get("EMAIL_PORT") or (465 if EMAIL_USE_SSL else 25)
