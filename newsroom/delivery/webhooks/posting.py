"""Posts one message to an address that somebody else has chosen, and believes nothing it says.

The library resolves the name, refuses what is not public and connects to what it has checked.
Beside that: all addresses of the name must be public, no redirect is followed, no proxy or
password of this machine is used, little is read, and everything together takes a bounded time.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import requests
from django.conf import settings
from django.utils import timezone
from requests_hardened import HTTPSession
from requests_hardened.config import Config
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from newsroom.delivery.choices import Fault
from newsroom.delivery.webhooks.addresses import RefusedAddress, Unresolved, check_target

CONNECT, READ = 5.0, 10.0  # seconds
READ_MAX = 4096  # bytes of an answer that are looked at, and only where it must say something
AGENT = "Newsroom-Webhooks/1"
MOST_WAIT = 24 * 3600  # seconds that an address may ask us to wait


class Answer(NamedTuple):
    """How an attempt ended. fault: empty for a success. wait: seconds that it asked for."""

    fault: str
    status: int | None = None
    milliseconds: int = 0
    wait: int = 0


def post(url: str, body: str, headers: dict[str, str], *, challenge: str = "") -> Answer:
    """Post it; with a challenge, only an answer that has it is a success. Raises nothing."""
    began = time.monotonic()
    try:
        check_target(url)
        answer = _posted(url, body, headers, challenge)
    except (RefusedAddress, InvalidIPAddress):
        answer = Answer(Fault.REFUSED_ADDRESS)
    except Unresolved:
        answer = Answer(Fault.UNRESOLVED)
    except requests.exceptions.SSLError:
        answer = Answer(Fault.INSECURE)
    except (requests.exceptions.Timeout, Late):
        answer = Answer(Fault.TIMEOUT)
    except (requests.RequestException, OSError, UnicodeError, ValueError):
        answer = Answer(Fault.UNREACHABLE)
    return answer._replace(milliseconds=int((time.monotonic() - began) * 1000))


class Late(Exception):
    """The time for the whole attempt is over."""


class Guard:
    """Ends the connections of an attempt when its time is over: each single read may be in time,
    and a byte now and then would hold us for ever."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._held: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    @contextmanager
    def watching(self) -> Iterator[None]:
        self._timer.start()
        try:
            yield
        except Exception as error:
            if self.is_over:
                raise Late from error
            raise
        finally:
            self._timer.cancel()
            for one in self._held:
                one.close()
        if self.is_over:
            raise Late

    def hold(self, connected: socket.socket) -> None:
        # One of our own: when TLS begins, the connection's own object is emptied.
        self._held.append(connected.dup())

    def _cut(self) -> None:
        self.is_over = True
        for one in self._held:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class GuardedAdapter(IPFilterAdapter):
    """The library's adapter, whose connections a guard can end."""

    def __init__(self, guard: Guard, **options: Any) -> None:
        super().__init__(**options)
        self._guard = guard

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        guard, plain = self._guard, pool.ConnectionCls

        class Guarded(plain):  # type: ignore[misc, valid-type]
            def _new_conn(self) -> socket.socket:
                connected = super()._new_conn()
                guard.hold(connected)
                return connected

        pool.ConnectionCls = Guarded
        return pool


def _posted(url: str, body: str, headers: dict[str, str], challenge: str) -> Answer:
    guard = Guard(CONNECT + READ)
    own = {"Content-Type": "application/json", "Accept-Encoding": "identity", "User-Agent": AGENT}
    with (
        guard.watching(),
        _session(guard) as session,
        session.post(
            url, data=body.encode(), headers=own | headers, timeout=(CONNECT, READ), stream=True
        ) as response,
    ):
        status = response.status_code
        if 300 <= status < 400:
            return Answer(Fault.REDIRECTED, status)
        if not 200 <= status < 300:
            return Answer(Fault.STATUS, status, wait=_wait(response.headers))
        if challenge and not _says(response, challenge):
            return Answer(Fault.UNPROVEN, status)
        return Answer("", status)


def _session(guard: Guard) -> HTTPSession:
    is_allowed = settings.WEBHOOKS_ALLOW_LOOPBACK
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=is_allowed,
            never_redirect=True,
            default_timeout=(CONNECT, READ),
        )
    )
    session.trust_env = False  # neither proxies nor passwords of this machine
    for scheme in ("http", "https"):
        adapter = GuardedAdapter(guard, is_https_proto=scheme == "https", allow_loopback=is_allowed)
        session.mount(f"{scheme}://", adapter)
    return session


def _says(response: requests.Response, challenge: str) -> bool:
    """Whether the beginning of the answer is the challenge, plain or as JSON."""
    try:
        said = response.raw.read(READ_MAX, decode_content=False).decode()
    except UnicodeDecodeError:
        return False
    if said.strip() == challenge:
        return True
    try:
        document = json.loads(said)
    except ValueError:
        return False
    return isinstance(document, dict) and document.get("challenge") == challenge


def _wait(headers: Any) -> int:
    """The seconds of Retry-After, which is a number or a date; bounded, and 0 for nonsense."""
    said = str(headers.get("Retry-After", "")).strip()
    try:
        seconds = (
            int(said)
            if said.isdecimal() and len(said) < 10
            else int((parsedate_to_datetime(said) - timezone.now()).total_seconds())
        )
    except (ValueError, TypeError):
        return 0
    return min(max(seconds, 0), MOST_WAIT)
