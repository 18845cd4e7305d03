"""What a receiver can do to the sender, against a real one: very little."""

import time
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from newsroom.delivery.choices import Fault
from newsroom.delivery.webhooks import posting
from newsroom.delivery.webhooks.posting import post
from tests.delivery.receiver import answers, partner_side, receiver

__all__ = ["partner_side"]  # a fixture


@pytest.fixture
def short_times(monkeypatch):
    monkeypatch.setattr(posting, "CONNECT", 0.3)
    monkeypatch.setattr(posting, "READ", 0.4)


def test_a_success_is_one(partner_side):  # noqa: F811
    answer = post(partner_side.url, '{"data": {}}', {"webhook-id": "msg_1"})

    assert (answer.fault, answer.status) == ("", 200)
    [got] = partner_side.got
    assert got.text == '{"data": {}}'
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == posting.AGENT
    assert got.headers["webhook-id"] == "msg_1"


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_an_error_is_one(status):
    with receiver(answers(status)) as side:
        answer = post(side.url, '{"data": {}}', {})

    assert (answer.fault, answer.status) == (Fault.STATUS, status)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(partner_side, status):  # noqa: F811
    with receiver(answers(status, Location=partner_side.url)) as side:
        answer = post(side.url, '{"data": {}}', {})

    assert (answer.fault, answer.status) == (Fault.REDIRECTED, status)
    assert partner_side.got == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("soon", 0),
        ("99999999", posting.MOST_WAIT),
        ("9" * 5000, 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
    ],
)
def test_retry_after_is_heard_within_bounds(said, seconds):
    with receiver(answers(429, Retry_After=said)) as side:
        assert post(side.url, '{"data": {}}', {}).wait == seconds


def test_retry_after_may_be_a_date():
    said = format_datetime(timezone.now() + timedelta(hours=1), usegmt=False)
    with receiver(answers(503, Retry_After=said)) as side:
        assert 3590 <= post(side.url, '{"data": {}}', {}).wait <= 3600


def says_nothing(handler, message):
    time.sleep(3)


def drips_headers(handler, message):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.1)


def drips_body(handler, message):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("behave", [says_nothing, drips_headers, drips_body])
@pytest.mark.usefixtures("short_times")
def test_who_takes_too_long_is_left(behave):
    began = time.monotonic()
    with receiver(behave) as side:
        answer = post(side.url, '{"data": {}}', {}, challenge="abc")

    assert answer.fault == Fault.TIMEOUT
    assert time.monotonic() - began < 2.5
    assert answer.milliseconds < 2000


@pytest.mark.usefixtures("short_times")
def test_where_nobody_listens_there_is_no_connection():
    with receiver() as side:
        pass

    assert post(side.url, "{}", {}).fault == Fault.UNREACHABLE


def test_megabytes_are_not_read():
    sent = []

    def floods(handler, message):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(2000):
            handler.wfile.write(b"x" * 100_000)
            sent.append(100_000)

    with receiver(floods) as side:
        answer = post(side.url, '{"data": {}}', {}, challenge="abc")
        time.sleep(0.2)

    assert (answer.fault, answer.status) == (Fault.UNPROVEN, 200)
    assert answer.milliseconds < 5000
    assert sum(sent) < 50_000_000  # what fits between the two, and no more


def breaks_the_rules(handler, message):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def test_what_does_not_speak_http_is_no_success():
    with receiver(breaks_the_rules) as side:
        assert post(side.url, '{"data": {}}', {}).fault == Fault.UNREACHABLE


@pytest.mark.parametrize(
    ("status", "body", "is_proof"),
    [
        (200, b"abc", True),
        (200, b" abc\r\n", True),
        (201, b'{"challenge": "abc"}', True),
        (200, b'{"challenge": "abd"}', False),
        (200, b'["abc"]', False),
        (200, b"abcd", False),
        (200, b"", False),
        (200, b"\xff\xfe", False),
        (200, b" " * 5000 + b"abc", False),
        (404, b"abc", False),
    ],
)
def test_a_challenge_is_met_in_the_beginning_of_a_success(status, body, is_proof):
    with receiver(answers(status, body)) as side:
        answer = post(side.url, '{"data": {}}', {}, challenge="abc")

    assert (answer.fault == "") == is_proof


def test_proxies_and_passwords_of_this_machine_are_not_used(partner_side, monkeypatch, tmp_path):  # noqa: F811
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login archive password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert post(partner_side.url, '{"data": {}}', {}).fault == ""
    assert "authorization" not in partner_side.got[0].headers
