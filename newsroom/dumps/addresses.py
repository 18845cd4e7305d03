"""Addresses of the files of dumps: signed, for a short time, each for one file of one audience."""

import time
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner, b62_encode
from django.http import HttpRequest
from django.urls import reverse

from newsroom.dumps.models import Dump

# Whoever goes on with a download later asks for the manifest again. Addresses that are given out
# within one step are the same, so that a manifest that is asked for twice is.
LIFETIME, STEP = timedelta(minutes=15), timedelta(minutes=5)


class Signer(TimestampSigner):
    """Signs with the time at which the present step began."""

    def timestamp(self) -> str:
        step = int(STEP.total_seconds())
        return b62_encode(int(time.time()) // step * step)


_signer = Signer(salt="newsroom.dumps.file", sep=":")


class Expired(ValueError):
    """The address was ours, and its time is over."""


class Forged(ValueError):
    """The address was not given out for this file and this audience."""


def file_address(request: HttpRequest, dump: Dump, name: str) -> str:
    """An address that needs no key, so that any program can fetch from it."""
    value = _value(dump, name)
    stamp = _signer.sign(value).removeprefix(f"{value}:")
    path = reverse("v1:dump-file", args=[dump.uid, name])
    return request.build_absolute_uri(f"{path}?signature={stamp}")


def check(dump: Dump, name: str, stamp: str) -> None:
    """Refuse a signature that is not, or no longer, for this file; raises Forged or Expired."""
    try:
        _signer.unsign(f"{_value(dump, name)}:{stamp}", max_age=LIFETIME)
    except SignatureExpired as error:
        raise Expired from error
    except BadSignature as error:
        raise Forged from error


def manifest_address(request: HttpRequest, dump: Dump) -> str:
    """Where the manifest of a dump is."""
    return request.build_absolute_uri(reverse("v1:dump-manifest", args=[dump.uid]))


def _value(dump: Dump, name: str) -> str:
    return f"{dump.audience}/{dump.uid}/{name}"
