"""Asks address after address as a stranger would, follows links, and looks for canaries."""

import gzip
import io
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote_plus, urljoin, urlsplit

import pyarrow.parquet as pq
from django.conf import settings
from django.test import Client, override_settings

from tests.walk.canaries import CANARY
from tests.walk.routes import PUBLIC
from tests.walk.worlds import World

HOST = "http://testserver"
# What is answered by what the key may read.
KEYED = ("/api/", "/oai")
LINK = re.compile(
    rb'(?:href|action|src)="([^"]+)"|"(http://testserver[^"]*)"|<(http[^>]*)>|<loc>([^<]+)</loc>'
)
# A problem's own name is drawn anew each time.
INSTANCE = re.compile(rb'"instance": ?"urn:uuid:[0-9a-f-]{36}"')
# A form's stamp says when it was handed out.
STAMP, UNSTAMPED = re.compile(rb'name="stamp" value="[^"]+"'), b'name="stamp" value="x"'
# What the planner expects depends on how full the pages of the tables are.
ESTIMATE = re.compile(rb'"count":\d+')


class Leak(AssertionError):
    """Something that must not be seen was seen."""


@dataclass(frozen=True)
class Request:
    """What is asked, and in which language."""

    address: str
    method: str = "GET"
    language: str = "fr"


@dataclass(frozen=True)
class Answer:
    """What came back, apart from what differs each time."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return "\n".join([*map(": ".join, self.headers), self.body.decode(errors="replace")])


@dataclass
class Stranger:
    """Somebody without a log-in, on the public side alone."""

    client: Client

    def ask(self, request: Request) -> Answer:
        response = self.client.generic(
            request.method, request.address, headers={"accept-language": request.language}
        )
        sent = readable(response.getvalue(), response.headers.get("Content-Type", ""))
        body = STAMP.sub(UNSTAMPED, INSTANCE.sub(b'"instance"', sent))
        headers = {name: value for name, value in response.headers.items() if name != "ETag"}
        if "count=estimate" in request.address:
            body = ESTIMATE.sub(b'"count":0', body)
            headers.pop("Content-Length", None)
        else:
            headers["ETag"] = response.headers.get("ETag", "")
        return Answer(response.status_code, tuple(sorted(headers.items())), body)


def readable(body: bytes, media_type: str) -> bytes:
    """What a file says to whoever opens it; other answers as they are."""
    if media_type == "application/gzip" and body:
        return gzip.decompress(body)
    if media_type == "application/vnd.apache.parquet" and body:
        rows = pq.read_table(io.BytesIO(body)).to_pylist()
        return json.dumps(rows, default=str, ensure_ascii=False).encode()
    return body


def public_side() -> override_settings:
    """The addresses and the middleware of the public side, as in production."""
    return override_settings(ROOT_URLCONF=PUBLIC, MIDDLEWARE=settings.PUBLIC_MIDDLEWARE)


def walk(starts: Iterable[str], key: str = "") -> Iterator[tuple[Request, Answer]]:
    """Ask all of them and what they lead to, page after page to the end; what has no
    query in both languages. With a key, only what looks at keys is asked."""
    with public_side():
        stranger = Stranger(Client(headers={"authorization": f"Bearer {key}"} if key else {}))
        queue = [Request(address) for address in starts]
        seen = {request.address for request in queue}
        for request in queue:  # it grows
            answer = stranger.ask(request)
            yield request, answer
            for address in linked(request, answer):
                if address not in seen and (not key or address.startswith(KEYED)):
                    seen.add(address)
                    queue.append(Request(address))
            if "?" not in request.address and answer.status in (200, 410):
                yield (other := Request(request.address, language="en")), stranger.ask(other)


def try_methods(starts: Iterable[str]) -> Iterator[tuple[Request, Answer]]:
    """Ask in ways that the public side does not offer."""
    with public_side():
        stranger = Stranger(Client())
        for address in starts:
            for method in ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"):
                yield (request := Request(address, method)), stranger.ask(request)


def linked(request: Request, answer: Answer) -> Iterator[str]:
    """Addresses of this site in an answer that are worth following: things, and further pages."""
    for groups in LINK.findall(answer.text.encode()):
        url = urljoin(HOST + request.address, unescape(b"".join(groups).decode()))
        parts = urlsplit(url)
        if not url.startswith(HOST) or parts.path.startswith("/static/"):
            continue
        turns = "cursor=" in parts.query or "since=" in parts.query
        if not parts.query or turns or "?" not in request.address:
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def leaked(request: Request, answer: Answer, world: World) -> set[str]:
    """Canaries and hidden ids in the answer that are not in the address; words with their place."""
    asked = unquote_plus(request.address).lower()
    text = answer.text.lower()
    # Only words that were given out: a signed cursor may spell something like one by chance.
    given = world.words.given.keys() & set(CANARY.findall(text))
    words = {word for word in given if word not in asked}
    uids = {uid for uid in UUID.findall(text) if uid not in asked}
    return {f"{word} ({world.words.given[word]})" for word in words} | {
        uid for uid in uids if uuid.UUID(uid) in world.ids.hidden
    }


def is_seen(uid: str, world: World) -> bool:
    """Whether this is a story that may be seen."""
    return uid in map(str, world.visible.get("article", ()))


def look_for_leaks(request: Request, answer: Answer, world: World) -> None:
    """Raise Leak if something is seen that must not be, or if the archive fails to answer."""
    if found := leaked(request, answer, world):
        raise Leak(f"{request}: {sorted(found)}")
    shown = re.match("/images/([^/]+)/", request.address)
    if shown and answer.status == 200 and not is_seen(shown[1], world):
        raise Leak(f"{request}: a picture of a story that nobody may see")
    # A dump waits until it is known what has become of something in it.
    if answer.status >= 500 and not (answer.status == 503 and "dump-in-doubt" in answer.text):
        raise Leak(f"{request}: {answer.status}")


UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
