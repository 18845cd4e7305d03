"""Sends what is due, in the process of the test."""

import pytest
from django.utils import timezone

from newsroom.delivery.models import Endpoint
from newsroom.delivery.webhooks.sending import serve, take
from tests.factories import EndpointFactory


@pytest.fixture
def endpoint(partner_side) -> Endpoint:
    return EndpointFactory(url=partner_side.url)


def send() -> int:
    """Send what is due now to whom it is due; how many attempts."""
    return sum(serve(pk) for pk in take(timezone.now(), 10))


def fresh(row):
    row.refresh_from_db()
    return row
