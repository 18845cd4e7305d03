"""Somebody at the door of the desk who asks for everything, and what they must not come to see."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client, override_settings

from articles.models import Article
from tests import factories as make
from tests.walk.canaries import CANARY
from tests.walk.crawl import Answer, Leak, Request, leaked
from tests.walk.desk import DESK, Values, paths, queries, sent
from tests.walk.routes import Route, routes
from tests.walk.worlds import World, world

LOG_IN = "/admin/login/"
# What answers whoever asks; all else sends them to the log-in, or says no.
OPEN = {"health_live", "health_ready", "health_jobs", "admin:login"}
NO = {401, 403, 404, 405}


@contextmanager
def desk_world(urlconf: Any = DESK) -> Iterator[World]:
    """The archive with its secrets, and pictures whose files are there, at the desk's addresses."""
    with world(secrets=True) as found, desk_side(urlconf):
        draft = Article.objects.filter(uid__in=found.ids.hidden).first()
        make.ImageFactory(article=draft, made=True)
        make.UploadFactory()
        yield found


def desk_side(urlconf: Any = DESK) -> override_settings:
    """The addresses and the middleware of the desk, as in production."""
    return override_settings(ROOT_URLCONF=urlconf, MIDDLEWARE=settings.DESK_MIDDLEWARE)


@dataclass(frozen=True)
class Visitor:
    """Somebody who asks; without a user, a stranger."""

    client: Client
    user: Any = None

    @classmethod
    def named(cls, user: Any = None) -> "Visitor":
        visitor = cls(Client(raise_request_exception=False), user)
        if user is not None:
            visitor.client.force_login(user)
        return visitor

    def ask(self, address: str, data: Values | None = None) -> tuple[Request, Answer]:
        """What comes back to this address; with data, to what is posted there."""
        request = Request(address, "GET" if data is None else "POST")
        send: Any = self.client.get if data is None else self.client.post
        response = send(address, data, headers={"accept-language": request.language})
        headers = tuple(sorted(response.headers.items()))
        return request, Answer(response.status_code, headers, response.getvalue())


def visit(
    found: World, visitor: Visitor, urlconf: Any = DESK, *, posts: bool = True
) -> Iterator[tuple[Route, Request, Answer]]:
    """Ask for everything at the desk, and post something to everything."""
    data = sent(found, visitor.user)
    for route in routes(urlconf):
        for path in paths(route, found):
            for query in ("", *queries(route, found)):
                yield route, *visitor.ask(path + query)
            if posts and route.name != "admin:logout":  # who has left asks nothing more
                yield route, *visitor.ask(path, data)


def words_in(text: str, found: World) -> dict[str, str]:
    """The words of this world in a text that must not be seen by all, each with its column."""
    seen = found.words.given.keys() & set(CANARY.findall(text.lower()))
    return {word: found.words.given[word] for word in seen}


def look_for_words(request: Request, answer: Answer, found: World) -> None:
    """Raise Leak where a word, an id or a picture comes out, or where the desk fails to answer."""
    if words := leaked(request, answer, found):
        raise Leak(f"{request}: {sorted(words)}")
    if dict(answer.headers).get("Content-Type", "").startswith("image/"):
        raise Leak(f"{request}: a picture")
    if answer.status >= 500 and request.address != "/health/jobs":  # which says that jobs are late
        raise Leak(f"{request}: {answer.status}")


def look_for_a_door(route: Route, request: Request, answer: Answer) -> None:
    """Raise Leak where somebody is let in who must stay out."""
    if answer.status in NO or route.name in OPEN:
        return
    location = dict(answer.headers).get("Location", "")
    if answer.status != 302 or not (location.startswith(LOG_IN) or location == "/admin/"):
        raise Leak(f"{request}: {answer.status} {location}")
