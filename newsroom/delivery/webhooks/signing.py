"""Signatures of messages, after Standard Webhooks."""

import base64
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from standardwebhooks import Webhook


def new_secret() -> str:
    """A secret of 256 random bits, in the form that partners' libraries read."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def signed(uid: str, body: str, keys: Iterable[str], now: datetime) -> dict[str, str]:
    """The headers of a message: one signature for each key, so a new key can be put in place."""
    utc = now.astimezone(UTC)  # the library takes the digits as they are
    signatures = [Webhook(key).sign(uid, utc, body) for key in keys]
    return {
        "webhook-id": uid,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
