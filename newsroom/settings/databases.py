"""Turns database addresses into Django's settings: one reader for every way of running."""

from typing import Any
from urllib.parse import unquote

import environ

# The role that sees the register and nothing of the record.
PUBLIC_ROLE = "newsroom_public"


def database(url: str, **extra: Any) -> dict[str, Any]:
    """Return the settings for one address.

    A socket directory may stand percent-encoded in place of the host, as libpq writes it. A
    query string gives options of libpq (`?sslmode=require`). `extra` adds settings.
    """
    config: dict[str, Any] = environ.Env.db_url_config(url)
    config["HOST"] = unquote(config["HOST"])
    config["OPTIONS"] = dict(config.get("OPTIONS", {}))
    return config | extra


def pooled(config: dict[str, Any], *, threads: int) -> dict[str, Any]:
    """Add a connection pool that serves `threads` threads of one process.

    With a pool Django itself must keep no connection open, hence CONN_MAX_AGE 0.
    """
    pool = {"min_size": 1, "max_size": threads + 1, "timeout": 10}
    options = config.get("OPTIONS", {}) | {"pool": pool}
    return config | {"OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def as_public_role(config: dict[str, Any]) -> dict[str, Any]:
    """Return the same server seen with the rights of the read-only role."""
    return config | {
        "OPTIONS": config.get("OPTIONS", {}) | {"options": f"-c role={PUBLIC_ROLE}"},
    }
