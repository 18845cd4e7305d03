"""Signatures, as a partner's own library verifies them."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from newsroom.delivery.webhooks.signing import new_secret, signed

BODY = json.dumps({"type": "test", "data": {"é": 1}})


def now() -> datetime:
    return datetime.now(UTC)


def test_a_message_is_verified():
    key = new_secret()

    assert Webhook(key).verify(BODY, signed("msg_1", BODY, [key], now())) == json.loads(BODY)


def test_secrets_are_long_and_differ():
    first, second = new_secret(), new_secret()

    assert first != second
    assert first.startswith("whsec_")
    assert len(first) == len("whsec_") + 44


def test_while_a_secret_is_replaced_both_verify():
    old, new = new_secret(), new_secret()
    headers = signed("msg_1", BODY, [new, old], now())

    assert len(headers["webhook-signature"].split()) == 2
    for key in (old, new):
        Webhook(key).verify(BODY, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, headers)


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(int(now().timestamp()) + 60)},
        {"webhook-signature": ""},
    ],
    ids=["another name", "another time", "no signature"],
)
def test_a_replay_under_other_headers_is_refused(changes):
    key = new_secret()
    headers = signed("msg_1", BODY, [key], now()) | changes

    with pytest.raises(WebhookVerificationError):
        Webhook(key).verify(BODY, headers)


def test_another_body_is_refused():
    key = new_secret()

    with pytest.raises(WebhookVerificationError):
        Webhook(key).verify(BODY.replace("1", "2"), signed("msg_1", BODY, [key], now()))


def test_an_old_message_is_refused():
    key = new_secret()
    headers = signed("msg_1", BODY, [key], now() - timedelta(minutes=6))

    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(key).verify(BODY, headers)


def test_the_zone_of_the_clock_does_not_matter():
    key = new_secret()
    local = now().astimezone(ZoneInfo("Asia/Tokyo"))

    Webhook(key).verify(BODY, signed("msg_1", BODY, [key], local))
