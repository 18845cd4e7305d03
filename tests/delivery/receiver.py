"""A partner's receiver on this machine: it checks, remembers, and behaves as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Behaviour = Callable[[Any, dict[str, Any]], None]


def answers(status: int, body: bytes = b"", **headers: str) -> Behaviour:
    """Answers with this, always."""

    def behave(handler: BaseHTTPRequestHandler, message: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def proves(handler: BaseHTTPRequestHandler, message: dict[str, Any]) -> None:
    """Takes everything, and gives challenges back as JSON."""
    challenge = message["data"].get("challenge")
    body = json.dumps({"challenge": challenge}).encode() if challenge else b""
    answers(200, body)(handler, message)


@dataclass(frozen=True)
class Got:
    """One message as it came in."""

    headers: dict[str, str]
    text: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def message(self) -> dict[str, Any]:
        return json.loads(self.text)

    @property
    def type(self) -> str:
        return self.message["type"]


@dataclass
class Receiver:
    """What came in, and how the next will be answered."""

    behave: Behaviour = proves
    got: list[Got] = field(default_factory=list)
    url: str = ""

    @property
    def types(self) -> list[str]:
        return [one.type for one in self.got]


@contextmanager
def receiver(behave: Behaviour = proves) -> Iterator[Receiver]:
    """A receiver on a free port, until the block ends."""
    state = Receiver(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.got.append(Got(headers, text))
            with suppress(OSError):  # the sender has gone away
                state.behave(self, json.loads(text))

        def do_GET(self) -> None:
            state.got.append(Got({}, json.dumps({"type": "followed"})))
            answers(200)(self, {})

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # the sender has gone away

    with Server(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        try:
            yield state
        finally:
            server.shutdown()


@pytest.fixture
def partner_side() -> Iterator[Receiver]:
    with receiver() as found:
        yield found
