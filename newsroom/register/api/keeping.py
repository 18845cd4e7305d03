"""Answers that a process has made, given again as long as the register has not changed.

The register's state is asked for with each request, in the one query that is needed then, so that
what is withdrawn is out of every kept answer at the commit of the withdrawal.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections, models
from django.http import HttpRequest, HttpResponse

from newsroom.register.access import access_of, admit
from newsroom.register.api.base import READING, finished
from newsroom.register.api.giving import Given, give

View = Callable[..., HttpResponse]


class State(models.Func):
    """The state of the register (see state.sql), as a column of a query that reads it."""

    # Asked once, not for each row.
    function, template = "register_state", "(select %(function)s())"
    output_field = models.TextField()


def state() -> str:
    """The state of the register; one query."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute("select register_state()")
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class Answer:
    """An answer with status 200.

    state: that of the register when it was made. headers: all but those about quotas. given: what
    the answer hands over.
    """

    state: str
    content: bytes
    headers: Mapping[str, str]
    given: Given


class Question(NamedTuple):
    """What decides on an answer: the address, the Accept header, and who asks, if it matters."""

    address: str
    accept: str
    labels: tuple[str, ...]
    hidden: frozenset[str]
    is_keyed: bool


def question(request: HttpRequest) -> Question:
    """What the request asks for; it was admitted before."""
    access = access_of(request)
    accept = request.headers.get("Accept", "")
    is_keyed = access.key is not None
    address = request.build_absolute_uri()
    return Question(address, accept, access.labels, access.hidden, is_keyed)


class Memory:
    """The answers that were wanted last, up to a number of bytes; safe between threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Question, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, asked: Question) -> Answer | None:
        """The answer, if it is as it would be made now. One query, where there is one at all."""
        answer = self._answers.get(asked)
        if answer is None or answer.state != state():
            return None
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
        return answer

    def keep(self, asked: Question, answer: Answer) -> None:
        """Keep the answer, and forget those that were not wanted for longest."""
        with self._lock:
            self._take_out(asked)
            self._answers[asked] = answer
            self._size += len(answer.content)
            while self._size > settings.KEPT_BYTES:
                self._take_out(next(iter(self._answers)))

    def forget(self) -> None:
        """Make every answer anew."""
        with self._lock:
            self._answers.clear()
            self._size = 0

    def _take_out(self, asked: Question) -> None:
        if known := self._answers.pop(asked, None):
            self._size -= len(known.content)


memory = Memory()


def holds(request: HttpRequest, response: HttpResponse, state: str) -> None:
    """Say that this is the answer to the request as long as the register is in this state."""
    request.holding = response, state  # type: ignore[attr-defined]


def kept(view: View) -> View:
    """The view, whose answers are kept if it says how long they hold."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            return view(request, *args, **kwargs)
        try:
            admit(request)
            wanted = question(request)
            answer = memory.get(wanted)
        except Exception:  # the view meets with the same, and has words for it
            return view(request, *args, **kwargs)
        if answer:
            give(request, answer.given)
            return finished(request, HttpResponse(answer.content, headers=dict(answer.headers)))
        response = view(request, *args, **kwargs)
        # Whoever has the answer already is told so, and the next to ask may not have it.
        if response.status_code in (200, 304) and hasattr(request, "holding"):
            whole, state = request.holding
            headers = {n: v for n, v in whole.headers.items() if not n.startswith("RateLimit")}
            given = request.given  # type: ignore[attr-defined]
            memory.keep(wanted, Answer(state, whole.content, headers, given))
        return response

    return asked
