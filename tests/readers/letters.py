"""What the tests of letters share: filling in a form as a reader does, and taking the letters."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import time_machine
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone

STAMP = re.compile(r'name="stamp" value="([^"]+)"')
TEXT = "La rencontre a eu lieu le 14 août, non le 15."


def stamp_of(page: str) -> str:
    """The stamp in the form of a page."""
    found = STAMP.search(page)
    assert found, page
    return unescape(found[1])


def aged(what: str, age: timedelta = timedelta(minutes=1)) -> str:
    """A stamp of some time ago."""
    with time_machine.travel(timezone.now() - age):
        return TimestampSigner(salt="newsroom.readers.form").sign(what)


def send(client: Client, path: str, *, what: str, headers: Any = None, **said: str) -> Any:
    """Send the form of a page that was opened a minute ago."""
    said.setdefault("stamp", aged(what))
    return client.post(path, {"website": "", **said}, headers=headers or {})
