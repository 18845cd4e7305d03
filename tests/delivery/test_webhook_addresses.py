"""Which addresses are refused: when they are entered, when they are resolved, when they turn."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from newsroom.delivery.choices import Fault
from newsroom.delivery.webhooks import posting
from newsroom.delivery.webhooks.addresses import (
    RefusedAddress,
    Unresolved,
    check_target,
    check_url,
)
from tests.delivery.receiver import receiver

REFUSED = [
    ("http://quotidien.example/hook", "not_https"),
    ("ftp://quotidien.example/hook", "malformed"),
    ("javascript:alert(1)", "malformed"),
    ("https:///hook", "malformed"),
    ("//quotidien.example/hook", "malformed"),
    ("https://quotidien.example:80/", "port"),
    ("https://quotidien.example:22/", "port"),
    ("https://quotidien.example:0/", "malformed"),
    ("https://quotidien.example:99999/", "malformed"),
    ("https://user@quotidien.example/", "userinfo"),
    ("https://user:word@quotidien.example/", "userinfo"),
    ("https://quotidien.example:443@10.0.0.1/", "userinfo"),
    ("https://@quotidien.example/", "userinfo"),
    ("https://quotidien.example\\@10.0.0.1/", "malformed"),
    ("https://quotidien.example/#part", "fragment"),
    ("https://quotidien.example/#", "fragment"),
    ("https://quotidien.example/a b", "malformed"),
    ("https://quotidien.example/\r\nX: y", "malformed"),
    ("https://quotidién.example/", "malformed"),
    (f"https://quotidien.example/{'x' * 500}", "too_long"),
]
# Every one of these is a number that some resolver takes for an address.
NOT_PUBLIC = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.8.9.10",
    "loopback, short": "127.1",
    "loopback, decimal": "2130706433",
    "loopback, hexadecimal": "0x7f000001",
    "loopback, octal": "0177.0.0.1",
    "loopback, version 6": "[::1]",
    "loopback, mapped": "[::ffff:127.0.0.1]",
    "loopback, mapped in hexadecimal": "[::ffff:7f00:1]",
    "loopback, compatible": "[::127.0.0.1]",
    "nowhere": "0.0.0.0",
    "nowhere, short": "0",
    "nowhere, version 6": "[::]",
    "private, 10": "10.0.0.1",
    "private, 172": "172.16.0.1",
    "private, 192": "192.168.1.1",
    "private, mapped": "[::ffff:10.0.0.1]",
    "private, decimal": "167772161",
    "metadata": "169.254.169.254",
    "metadata, mapped": "[::ffff:169.254.169.254]",
    "metadata, version 6": "[fd00:ec2::254]",
    "carrier's own": "100.64.0.1",
    "multicast": "224.0.0.1",
    "multicast, version 6": "[ff02::1]",
    "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1",
    "documentation": "192.0.2.1",
    "benchmark": "198.18.0.1",
    "translated (NAT64)": "[64:ff9b::7f00:1]",
    "translated, local (NAT64)": "[64:ff9b:1::7f00:1]",
    "6to4": "[2002:7f00:1::]",
    "6to4 relay": "192.88.99.1",
    "Teredo": "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "link-local": "[fe80::1]",
    "link-local with an interface": "[fe80::1%25lo]",
    "site-local": "[fec0::1]",
    "unique local": "[fc00::1]",
    "discard": "[100::1]",
    "segment routing": "[5f00::1]",
    "documentation, version 6": "[2001:db8::1]",
}
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]


@pytest.fixture(autouse=True)
def as_in_production(settings: Any) -> None:
    settings.WEBHOOKS_ALLOW_LOOPBACK = False


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A resolver that gives each of these lists in turn for any name, the last one for ever."""
    plain = socket.getaddrinfo

    def set_up(*turns: list[str]) -> None:
        left = list(turns)

        def getaddrinfo(host: Any, port: Any, *args: Any, **options: Any) -> Any:
            if host is None or not str(host).endswith(".example"):
                return plain(host, port, *args, **options)
            if options.get("flags", 0) & socket.AI_NUMERICHOST:
                raise socket.gaierror(socket.EAI_NONAME, "a name")
            given = left.pop(0) if len(left) > 1 else left[0]
            return [row for one in given for row in plain(one, port, type=socket.SOCK_STREAM)]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    return set_up


@pytest.mark.parametrize(("url", "code"), REFUSED, ids=[url[:40] for url, _ in REFUSED])
def test_an_address_is_refused_for_how_it_is_written(url, code):
    with pytest.raises(ValidationError) as caught:
        check_url(url)

    assert caught.value.code == code


@pytest.mark.parametrize("host", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_what_is_not_on_the_public_internet_is_refused_when_it_is_entered(host):
    with pytest.raises(ValidationError) as caught:
        check_url(f"https://{host}/hook")

    assert caught.value.code in {"not_public", "malformed"}


@pytest.mark.parametrize("host", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_and_again_when_something_is_sent(host):
    assert posting.post(f"https://{host}/hook", "{}", {}).fault == Fault.REFUSED_ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "https://quotidien.example/hook?partner=1",
        "https://quotidien.example:8443/",
        "https://quotidien.example:443",
        "https://93.184.216.34/hook",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/hook",
    ],
)
def test_other_addresses_may_be_entered(url):
    check_url(url)


@pytest.mark.parametrize("host", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_a_name_that_leads_there_is_refused(names, host):
    plain = host.strip("[]").replace("%25", "%")
    names([plain])

    with pytest.raises(RefusedAddress):
        check_target("https://quotidien.example/hook")
    assert posting.post("https://quotidien.example/", "{}", {}).fault == Fault.REFUSED_ADDRESS


def test_a_name_with_one_private_address_among_public_ones_is_refused(names):
    names([*PUBLIC, "10.0.0.1"])

    assert posting.post("https://quotidien.example/", "{}", {}).fault == Fault.REFUSED_ADDRESS


def test_a_name_with_public_addresses_only_passes(names):
    names(PUBLIC)

    check_target("https://quotidien.example/hook")


def test_a_name_that_turns_private_after_it_was_looked_at_is_refused(names):
    names([PUBLIC[0]], ["127.0.0.1"])

    assert posting.post("https://quotidien.example/", "{}", {}).fault == Fault.REFUSED_ADDRESS


def test_the_connection_goes_to_the_very_address_that_was_checked(names, monkeypatch):
    """A name that turns private only after the last look-up: nobody asks for it once more."""
    names([PUBLIC[0]], [PUBLIC[0]], ["127.0.0.1"])
    reached = []

    def connect(_self: socket.socket, address: Any) -> None:
        reached.append(address)
        raise OSError("no such place from here")

    monkeypatch.setattr(socket.socket, "connect", connect)

    assert posting.post("https://quotidien.example/", "{}", {}).fault == Fault.UNREACHABLE
    assert reached == [(PUBLIC[0], 443)]


def test_a_name_that_leads_nowhere_is_told_apart(names):
    names([])

    def refuse(*args: Any, **options: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", refuse)
        with pytest.raises(Unresolved):
            check_target("https://quotidien.example/")
        assert posting.post("https://quotidien.example/", "{}", {}).fault == Fault.UNRESOLVED


def test_the_receiver_of_a_demo_is_refused_here_and_nothing_reaches_it():
    with receiver() as partner_side:
        assert posting.post(partner_side.url, "{}", {}).fault == Fault.REFUSED_ADDRESS

    assert partner_side.got == []


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("http://127.0.0.1:9000/hook", True),
        ("http://localhost:9000/hook", True),
        ("http://[::1]:9000/hook", True),
        ("http://10.0.0.1/hook", False),
        ("http://169.254.169.254/", False),
        ("http://quotidien.example/", False),
        ("https://10.0.0.1/", False),
        ("http://user@127.0.0.1:9000/hook", False),
    ],
)
def test_where_this_machine_is_allowed_nothing_else_is(settings, url, is_taken):
    settings.WEBHOOKS_ALLOW_LOOPBACK = True
    found = ""
    try:
        check_url(url)
    except ValidationError as error:
        found = str(error.code)

    assert (found == "") == is_taken, found
