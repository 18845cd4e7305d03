"""A proxy between a client and an archive that does everything a network can do to them."""

import random
import socket
import threading
import time
from collections import Counter, deque
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What may befall a request, and how often beside the others.
MISHAPS = {
    "passed": 60,
    "cut": 12,  # in the middle of the body, or of the headers
    "dropped": 6,  # answered by the archive, and lost on the way back
    "mixed": 8,  # the answer to an earlier request
    "doubled": 6,  # asked twice; the second answer is given
    "refused": 10,  # 429, 500, 502, 503
    "late": 6,
    "garbled": 4,  # a page of somebody else, with 200
}
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date"}


class Chaos:
    """The proxy. `seed` decides what happens; `outage` refuses every connection while it is set."""

    def __init__(self, target: str, seed: int = 0) -> None:
        self.target = target.removeprefix("http://")
        self.chance = random.Random(seed)  # noqa: S311
        self.is_calm = False
        # An archive that has no dump yet; and whether a file of one was fetched.
        self.without_dumps = self.fetched_files = False
        self.outage = threading.Event()
        self.happened: Counter[str] = Counter()
        self.answered: Counter[int] = Counter()
        self.earlier: deque[Any] = deque(maxlen=8)
        self._lock = threading.Lock()
        chaos = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                chaos.handle(self)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                pass  # a client that was killed says no more

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def end(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        """Let something befall a request."""
        if self.outage.is_set():
            self.happened["outage"] += 1
            hang_up(request)
            return
        with self._lock:
            names = list(MISHAPS)
            mishap = self.chance.choices(names, list(MISHAPS.values()))[0]
            where, code = self.chance.random(), self.chance.choice([429, 500, 502, 503])
        if self.is_calm or (mishap == "mixed" and not self.earlier):
            mishap = "passed"
        self.happened[mishap] += 1
        if mishap == "refused":
            give(request, code, [("Retry-After", "0")] if code == 429 else [], b"<h1>No</h1>")
            return
        if mishap == "garbled":
            give(request, 200, [("Content-Type", "text/html")], b"<h1>Welcome to our Wi-Fi</h1>")
            return
        status, headers, body = self.asked(request)
        if self.without_dumps and request.path.startswith("/api/v1/dumps"):
            body = body[: body.index(b"[") + 1] + body[body.rindex(b"]") :]
        self.fetched_files |= "/files/" in request.path
        if mishap == "doubled":
            status, headers, body = self.asked(request)
        if mishap == "mixed":
            status, headers, body = self.chance.choice(list(self.earlier))
        self.answered[status] += 1
        if status in (200, 206):
            self.earlier.append((status, headers, body))
        if mishap == "late":
            time.sleep(0.2)
        if mishap == "dropped":
            hang_up(request)
        elif mishap == "cut":
            give(request, status, headers, body, part=where)
        else:
            give(request, status, headers, body)

    def asked(self, request: BaseHTTPRequestHandler) -> tuple[int, list[tuple[str, str]], bytes]:
        """What the archive answers."""
        connection = HTTPConnection(self.target, timeout=60)
        try:
            connection.request("GET", request.path, headers=dict(request.headers.items()))
            answer = connection.getresponse()
            kept = [(n, t) for n, t in answer.getheaders() if n.lower() not in HOP]
            return answer.status, kept, answer.read()
        except (OSError, HTTPException):
            return 502, [], b""
        finally:
            connection.close()


def give(
    request: BaseHTTPRequestHandler,
    status: int,
    headers: list[tuple[str, str]],
    body: bytes,
    part: float = 1.0,
) -> None:
    """Answer; with a part below 1 the connection ends in the middle of the body."""
    request.send_response_only(status)
    for name, text in headers:
        request.send_header(name, text)
    if status != 304:
        request.send_header("Content-Length", str(len(body)))
    request.send_header("Connection", "close")
    request.end_headers()
    if status != 304:
        request.wfile.write(body if part >= 1 else body[: int(len(body) * part)])
    request.close_connection = True
    if part < 1:
        hang_up(request)


def hang_up(request: BaseHTTPRequestHandler) -> None:
    """End the connection without a word."""
    request.close_connection = True
    with suppress(OSError):
        request.connection.shutdown(socket.SHUT_RDWR)
