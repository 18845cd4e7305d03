"""Partners with keys, as those who ask the API are."""

from typing import Any

from django.test import Client

from newsroom.partners.issuing import issue
from newsroom.partners.models import Partner
from tests.factories import PartnerFactory


def partner_with(*labels: str, **contract: Any) -> Partner:
    """A partner with these labels, who asks as often as it likes."""
    often = {"per_minute": 10**9, "per_day": 10**9}
    return PartnerFactory(labels=sorted(labels or ["public"]), **often | contract)


def keyed(partner: Partner, **options: Any) -> Client:
    """A client with a key of the partner."""
    return Client(headers={"authorization": f"Bearer {issue(partner, **options)[1]}"})
