"""Partners with their keys, and a client that asks with one."""

from typing import Any

from django.test import Client

from newsroom.partners.identifying import memory
from newsroom.partners.issuing import issue
from newsroom.partners.models import Key, Partner
from newsroom.partners.quotas import exhausted
from tests.factories import PartnerFactory

LIMITLESS = {"per_minute": 10**9, "per_day": 10**9}


def partner(*labels: str, **contract: Any) -> Partner:
    """A partner with these labels, everything public unless some are given."""
    return PartnerFactory(labels=sorted(labels) or ["public"], **LIMITLESS | contract)


def key(of: Partner | None = None, **options: Any) -> tuple[Key, str]:
    """A new key and its text."""
    return issue(of or partner(), **options)


def client(text: str, **headers: str) -> Client:
    """Whoever asks with this key."""
    return Client(headers={"authorization": f"Bearer {text}", **headers})


def keyed(of: Partner, **options: Any) -> Client:
    """Whoever asks with a new key of this partner."""
    return client(key(of, **options)[1])


def asking(*labels: str, **contract: Any) -> Client:
    """A new partner with these labels, who asks."""
    return keyed(partner(*labels, **contract))


def forget() -> None:
    """As when the processes have looked at everything anew."""
    memory.forget()
    exhausted.forget()
