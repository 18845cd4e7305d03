"""Stamps of forms: when a form was handed out and for what, so that machines are told apart."""

from datetime import timedelta
from typing import Literal

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

# Nobody reads and fills in a form faster, or keeps it open longer.
LEAST, MOST = timedelta(seconds=3), timedelta(hours=24)

Verdict = Literal["good", "early", "late", "bad"]


def stamp(what: str) -> str:
    """A stamp of now, good for this form alone. It says nothing about who asks for it."""
    return _signer().sign(what)


def judge(text: str, what: str) -> Verdict:
    """Whether a stamp is good, of a form that came back too early or too late, or none at all."""
    try:
        if _signer().unsign(text, max_age=MOST) != what:
            return "bad"
    except SignatureExpired:
        return "late"
    except BadSignature:
        return "bad"
    try:
        _signer().unsign(text, max_age=LEAST)
    except SignatureExpired:
        return "good"
    return "early"


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="newsroom.readers.form")
