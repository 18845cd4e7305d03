"""Keys of partners: how one is written, and how it is known again.

`nrk_live_<name>_<secret><check>`: the name is public and finds the row; the secret is 256 random
bits, of which only a digest is stored; the check tells a key that was copied badly from one that
does not hold, without a look at the database. A fast digest will do: there is nothing to guess in
256 random bits. Scanners for leaked secrets know the keys by their beginning.
"""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from typing import NamedTuple

LIVE, TEST = "live", "test"
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
# 62 ** 43 is more than 2 ** 256.
NAME_LENGTH, SECRET_LENGTH, CHECK_LENGTH = 10, 43, 6

_WRITTEN = re.compile(
    rf"nrk_({LIVE}|{TEST})_([0-9a-z]{{{NAME_LENGTH}}})"
    rf"_([0-9A-Za-z]{{{SECRET_LENGTH}}})([0-9A-Za-z]{{{CHECK_LENGTH}}})"
)
_NAMES = string.digits + string.ascii_lowercase


class Written(NamedTuple):
    """A key in its parts."""

    sort: str
    name: str
    secret: str

    @property
    def text(self) -> str:
        """The key as its holder sends it."""
        start = f"nrk_{self.sort}_{self.name}_{self.secret}"
        return start + _check(start)

    @property
    def digest(self) -> str:
        """SHA-256 of the whole key, in hexadecimal; what is stored of it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def is_that_of(self, digest: str) -> bool:
        """Whether the stored digest is of this key; takes as long whatever the answer."""
        return hmac.compare_digest(self.digest, digest)


def make(*, is_test: bool = False) -> Written:
    """A new key, which nobody has seen yet."""
    name = "".join(secrets.choice(_NAMES) for _ in range(NAME_LENGTH))
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return Written(TEST if is_test else LIVE, name, secret)


def read(text: str) -> Written | None:
    """The key that the text is; None where it is none, or was not copied whole."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    sort, name, secret, _ = found.groups()
    written = Written(sort, name, secret)
    return written if hmac.compare_digest(written.text, text) else None


def _check(text: str) -> str:
    number, digits = zlib.crc32(text.encode()), ""
    for _ in range(CHECK_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
