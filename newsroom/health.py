"""Tells whether this process lives, and whether it can serve."""

from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all; touches no database."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every database answers and has all migrations, 503 otherwise.

    The body names each check with "ok" or what is wrong, in words that betray no address.
    """
    checks = {f"database {alias}": _database(alias) for alias in connections}
    checks["migrations"] = _migrations()
    if getattr(settings, "NEWSROOM_SIDE", "") == "public":
        checks["wall"] = _wall()
    is_ready = all(said == "ok" for said in checks.values())
    return JsonResponse(
        {"status": "ready" if is_ready else "not ready", "checks": checks},
        status=200 if is_ready else 503,
    )


def _database(alias: str) -> str:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return "does not answer"
    return "ok"


def _migrations() -> str:
    try:
        applied = MigrationRecorder(connections["default"]).applied_migrations()
    except DatabaseError:
        return "cannot be read"
    missing = _shipped_migrations() - set(applied)
    return "ok" if not missing else f"{len(missing)} not applied"


def _wall() -> str:
    """Whether the record is out of reach, whatever address the process was given."""
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("select has_table_privilege('auth_user', 'select')")
            [reads] = cursor.fetchone()
    except DatabaseError:
        return "cannot be checked"
    return "this role can read the record" if reads else "ok"


@lru_cache(maxsize=1)
def _shipped_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations in the code; they do not change while a process runs."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.disk_migrations or {})
