"""Opaque cursors: where a reader is, signed so that nobody makes one up."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.signing import BadSignature, Signer

# Readable by any URL parser as one value; the schema of the API gives it as a pattern.
PATTERN = r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$"


class MalformedCursor(ValueError):
    """The text is not a cursor of this sort that this archive has given out."""


def pack(sort: str, payload: dict[str, Any]) -> str:
    """The payload as text. The same payload gives the same text, so that answers compare."""
    return _signer(sort).sign_object(payload, serializer=_Compact)


def unpack(sort: str, text: str) -> dict[str, Any]:
    """What `pack` was given; raises MalformedCursor."""
    try:
        return _signer(sort).unsign_object(text, serializer=_Compact)
    except (BadSignature, ValueError) as error:
        raise MalformedCursor from error


def digest(values: Iterable[str]) -> str:
    """A short digest of a set of texts, whatever their order."""
    return hashlib.sha256(json.dumps(sorted(values)).encode()).hexdigest()[:16]


def _signer(sort: str) -> Signer:
    return Signer(salt=f"newsroom.cursor.{sort}", sep=".")


class _Compact:
    """JSON without blanks, the form in which a payload is signed."""

    def dumps(self, payload: Any) -> bytes:
        return json.dumps(payload, separators=(",", ":"), sort_keys=True).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
