"""Posting a letter: the one thing that the public side may write, and who may not any more."""

import hashlib
import json
import uuid
from datetime import date
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsroom.network import client_address
from newsroom.readers.models import Letter

# What the trigger of the table says (see the migration): this sender, or everybody, sends too much.
TOO_MANY, FULL = "NR429", "NR503"
# One letter is one, however often its button is pressed.
_SAME = uuid.UUID("6f1d3f0e-5a0b-4c0e-9a77-1c2b9e0d4a55")
# A household or an office has as many addresses of version 6 as it likes under one of these.
_HOME = 64


class Meaningless(Exception):
    """A letter that no form of ours has sent."""


class TooMany(Exception):
    """This sender has sent as much as one may for now."""


class Full(Exception):
    """So many letters wait that no more are taken in."""


def post(purpose: str, content: dict[str, Any], *, request: HttpRequest, key: str = "") -> None:
    """Put a letter in; raises TooMany or Full. The same one again, under the same key, is fine."""
    text = json.dumps([purpose, key, content], sort_keys=True)
    letter = Letter(
        uid=uuid.uuid5(_SAME, hashlib.sha256(text.encode()).hexdigest()),
        purpose=purpose,
        content=content,
        sender=sender_of(request),
    )
    try:
        with transaction.atomic(using=settings.REGISTER_DATABASE):
            letter.save(using=settings.REGISTER_DATABASE, force_insert=True)
    except IntegrityError as error:
        if _state(error) != "23505":  # it is here already
            raise
    except DatabaseError as error:
        if _state(error) == TOO_MANY:
            raise TooMany from error
        if _state(error) == FULL:
            raise Full from error
        raise


def sender_of(request: HttpRequest, day: date | None = None) -> str:
    """Words that stand for where a request comes from, today; empty where that is not known."""
    said = client_address(request)
    if said is None:
        return ""
    home = str(ip_network((said, _HOME), strict=False)) if ip_address(said).version == 6 else said
    today = (day or timezone.now().date()).isoformat()
    digest = salted_hmac("newsroom.readers.sender", f"{today} {home}", algorithm="sha256")
    return digest.hexdigest()[:32]


def is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another site made it send this.

    There is no log-in to be abused and so no token in a cookie; this keeps other sites from
    letting their visitors write to us unawares.
    """
    if said := request.headers.get("Sec-Fetch-Site"):
        return said not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return bool(origin) and origin != f"{request.scheme}://{request.get_host()}"


def _state(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
