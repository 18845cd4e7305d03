"""An invented archive, and what it answers to one question of each operation.

The same each time: ids, hours and numbers do not vary. Of what a key for trying can read, the
answers are about the story that is made up for trying; the rest is what the factories make up.
"""

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client

from newsroom.delivery.choices import Fate, State
from newsroom.delivery.models import Delivery, Endpoint
from newsroom.delivery.webhooks import asking
from newsroom.description import FILE, operations
from newsroom.partners.keys import SECRET_LENGTH, TEST, Written
from newsroom.partners.models import Key
from newsroom.register.models import Epoch
from newsroom.register.sequencer import sequence_all
from newsroom.sandbox.playing import make
from tests.dumps.reading import made_in_a_world
from tests.factories import PartnerFactory
from tests.factories.whole import whole_story
from tests.undone import undone
from tests.walk.canaries import fixed_ids, number_from

AT = datetime(2025, 9, 1, 12, tzinfo=UTC)
EPOCH = uuid.UUID("6d1c2f0e-3b7a-4c58-9a41-5f0e8f7b2d10")
HOST = "archive.example"
WEBHOOKS = "/api/v1/webhooks"
SECRET = f"whsec_{'0' * 43}="
MESSAGE = f"msg_{'0' * 32}"


class Question(NamedTuple):
    """How an operation is asked for its example."""

    path: str
    is_keyed: bool = False
    body: dict[str, Any] | None = None
    method: str = "GET"


# By operation; of the others, the list is asked for one row, and the detail for the first of it.
QUESTIONS = {
    "service": Question("/api/v1/"),
    "search": Question("/api/v1/search?q=titre&limit=1"),
    "dump_list": Question("/api/v1/dumps"),
    "change_list": Question("/api/v1/changes?limit=2&kind=article,meeting", is_keyed=True),
    "problem_retrieve": Question("/api/v1/problems/withdrawn"),
    "sandbox_retrieve": Question("/api/v1/sandbox", is_keyed=True),
    "sandbox_play": Question("/api/v1/sandbox", True, {"step": "withdraw"}, "POST"),
    "me": Question("/api/v1/me", is_keyed=True),
    "usage": Question("/api/v1/usage", is_keyed=True),
}
MADE_UP = ("article", "person", "country", "meeting")
# The description is no example of itself.
WITHOUT = {"openapi"}


@contextmanager
def invented() -> Iterator[Any]:
    """The archive, undone at the end; gives what asks it."""
    with fixed_ids(), undone(), time_machine.travel(AT, tick=False):
        with connection.cursor() as cursor:
            cursor.execute("alter sequence register_seq restart")
        Epoch.objects.update(nonce=EPOCH)
        number_from(1)
        whole_story(1)
        # Its name is a label, and so a part of cursors.
        written = Written(TEST, "exemple000", "0" * SECRET_LENGTH)
        key = Key.objects.create(
            partner=PartnerFactory(per_minute=10**6, per_day=10**6),
            name=written.name,
            digest=written.digest,
            is_test=True,
        )
        sequence_all()
        for step in ("publish", "correct"):
            make(step, key.name)
            sequence_all()
        made_in_a_world()
        keyed = Client(headers={"authorization": f"Bearer {written.text}", "accept-language": "en"})
        plain = Client(headers={"accept-language": "en"})
        yield lambda question: _asked(keyed if question.is_keyed else plain, question)


def _asked(client: Client, question: Question) -> dict[str, Any]:
    data = "" if question.body is None else json.dumps(question.body)
    response = client.generic(
        question.method,
        question.path,
        data,
        content_type="application/json",
        SERVER_NAME=HOST,
        secure=True,
    )
    told = {"body": question.body} if question.body is not None else {}
    return told | ({"answer": json.loads(response.content)} if response.content else {})


def webhooks(ask: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """What becomes of an address that is told when something moved, from its first day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "new_secret", lambda: SECRET)
        body = {"url": "https://gazette.example/archive", "events": ["item.removed"]}
        made = ask(Question(WEBHOOKS, True, body, "POST"))
        yield "webhook_create", made
        one = f"{WEBHOOKS}/{made['answer']['id']}"
        yield "webhook_verify", _told(ask(Question(f"{one}/verify", True, None, "POST")))
        Endpoint.objects.update(state=State.ACTIVE)
        yield "webhook_list", ask(Question(WEBHOOKS, True))
        yield "webhook_retrieve", ask(Question(one, True))
        body = {"events": ["feed.advanced", "item.removed"]}
        yield "webhook_update", ask(Question(one, True, body, "PATCH"))
        yield "webhook_rotate", ask(Question(f"{one}/rotate", True, None, "POST"))
        yield "webhook_test", _told(ask(Question(f"{one}/test", True, None, "POST")))
        before = AT - timedelta(hours=1)
        Delivery.objects.update(made_at=before, due_at=before, given_up_at=AT, fate=Fate.TRIED)
        Delivery.objects.exclude(event="test").delete()
        Delivery.objects.update(uid=MESSAGE)
        yield "webhook_delivery_list", ask(Question(f"{one}/deliveries", True))
        again = f"{one}/deliveries/{MESSAGE}/resend"
        yield "webhook_delivery_resend", ask(Question(again, True, None, "POST"))
        Delivery.objects.update(given_up_at=AT, fate=Fate.TRIED, event="item.removed")
        asked = Question(f"{one}/resend?since=2025-09-01", True, None, "POST")
        yield "webhook_resend", ask(asked)
        yield "webhook_delete", ask(Question(one, True, None, "DELETE"))


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with a message's name that does not vary."""
    return json.loads(re.sub(r"msg_[0-9a-f]{32}", MESSAGE, json.dumps(answer)))


def examples() -> dict[str, Any]:
    """The example of each operation."""
    found = {}
    with invented() as ask:
        found |= dict(webhooks(ask))
        for path, _method, operation in operations(json.loads(FILE.read_text())):
            name = operation["operationId"]
            if name in WITHOUT or name in found:
                continue
            kind = name.partition("_")[0]
            question = QUESTIONS.get(name)
            if name == "dump_retrieve":
                [dump] = found["dump_list"]["answer"]["data"]
                question = Question(urlsplit(dump["manifest"]).path)
            if name == "article_images":
                # What is made up for trying has none.
                story = ask(Question("/api/v1/articles?limit=1"))["answer"]["data"][0]["id"]
                question = Question(path.replace("{id}", story))
            if question is None:
                plural = path.removesuffix("/{id}")
                listed = Question(f"{plural}?limit=1", is_keyed=kind in MADE_UP)
                question = listed
                if path != plural:
                    row = ask(listed)["answer"]["data"][0]
                    question = Question(f"{plural}/{row['id']}", is_keyed=kind in MADE_UP)
            found[name] = ask(question)
            if name == "article_images":
                found[name] = _named(found[name])
    return found


def _named(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with names of files, and so signatures, that no other encoder would change."""
    named = re.sub(r"[0-9a-f]{32}(?=-\d+\.)", "0" * 32, json.dumps(answer))
    return json.loads(re.sub(r"(?<=signature=)[\w:-]+", f":1ut3Ca:{'0' * 43}", named))
