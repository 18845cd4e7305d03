"""Addresses that are fetched without a header: signed, for a short time, for one key.

Any program can fetch from one; what it fetches is counted with the key that it was given to, and
the address dies with the key.
"""

import time
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_encode

from newsroom.partners.access import Access

# Whoever goes on with a download later asks again for an address. Those that are given out within
# one step are the same, so that an answer that names them and is asked for twice is.
LIFETIME, STEP = timedelta(minutes=15), timedelta(minutes=5)
# Seconds for which an address is valid at least.
VALID_FOR = int((LIFETIME - STEP).total_seconds())


class Signer(TimestampSigner):
    """Signs with the time at which the present step began."""

    def timestamp(self) -> str:
        step = int(STEP.total_seconds())
        return b62_encode(int(time.time()) // step * step)


_signer = Signer(salt="newsroom.partners.address", sep=":")


class Expired(ValueError):
    """The address was ours, and its time is over."""


class Forged(ValueError):
    """The address was not given out for this."""


def signature(value: str, access: Access) -> str:
    """The signature of an address of `value` for whoever has this access."""
    return _signer.sign(f"{access.key_name}:{value}").replace(f"{value}:", "", 1)


def holder(value: str, text: str) -> str:
    """The name of the key that the signature of `value` was given to; empty for none.

    Raises Forged, and Expired for one that was ours.
    """
    name, _, rest = text.partition(":")
    try:
        _signer.unsign(f"{name}:{value}:{rest}", max_age=LIFETIME)
    except SignatureExpired as error:
        raise Expired from error
    except BadSignature as error:
        raise Forged from error
    return name
