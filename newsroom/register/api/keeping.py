"""Answers that a process has made, given again as long as the register has not changed.

The register's state is asked for with each request, in the one query that is needed then, so that
what is withdrawn is out of every kept answer at the commit of the withdrawal.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import connections, models
from django.http import HttpRequest

from newsroom.register.access import access_of
from newsroom.register.api.giving import Given

# Changes with every batch of the sequencer, with whatever it rearranges beside the documents, and
# with every withdrawal that it has not yet worked off.
STATE = """
concat_ws(' ',
  (select concat_ws('.', nonce, rearranged) from register_epoch limit 1),
  (select nonce from register_batch order by last_seq desc limit 1),
  (select md5(string_agg(id::text, ' ' order by id)) from register_mark where retract))
"""


class State(models.Expression):
    """The state of the register, as a column of a query that reads it."""

    output_field = models.TextField()

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[str | int, ...]]:
        return f"(select {STATE})", ()


def state() -> str:
    """The state of the register; one query."""
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(f"select {STATE}")
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class Answer:
    """JSON that was answered with status 200.

    state: that of the register when it was made. link: the header of that name, if it had one.
    given: what the answer hands over.
    """

    state: str
    content: bytes
    link: str
    given: Given


# The address, and who asks as far as it matters: audience labels, hidden members.
Question = tuple[str, tuple[str, ...], tuple[str, ...]]


def question(request: HttpRequest) -> Question:
    """What a request asks for; two that are alike have the same answer."""
    access = access_of(request)
    return request.build_absolute_uri(), access.labels, tuple(sorted(access.hidden))


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
