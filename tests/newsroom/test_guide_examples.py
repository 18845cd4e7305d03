"""Every command in the guide for partners gives the answer that stands below it.

They are parsed from what the guide shows, and tried one after another on the demo archive.
`make examples` writes the answers anew.
"""

import json
import os
import re
import shlex
from typing import Any, NamedTuple

import pytest
from django.test import Client

from newsroom.demo import archive
from newsroom.guide.examples import FILE, examples
from newsroom.partners.issuing import issue
from newsroom.register.sequencer import sequence_all
from tests.factories import PartnerFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db

HOST = "archive.example"
# What differs from one archive to another, and from one minute to the next.
VOLATILE = (
    (re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"]*"), "TIME"),
    (
        re.compile(r"(?<=\")[\w-]{20,}\.[\w-]{43}(?=\")|(?<=since=)[\w.-]+|(?<=cursor=)[\w.%-]+"),
        "C",
    ),
    (re.compile(r";[rt]=\d+"), ";N"),
)


class Command(NamedTuple):
    """What curl is told to do: the part of it that the guide uses."""

    method: str
    address: str
    headers: dict[str, str]
    body: str

    @classmethod
    def parse(cls, text: str, values: dict[str, str]) -> "Command":
        for name, value in values.items():
            text = text.replace(f"${name}", value)
        assert "$" not in text, f"the guide does not say what this is: {text}"
        program, *words = shlex.split(text)
        assert program == "curl"
        method, address, headers, body = "GET", "", {}, ""
        while words:
            match words.pop(0):
                case "-i":
                    pass
                case "-X":
                    method = words.pop(0)
                case "-H":
                    name, _, value = words.pop(0).partition(": ")
                    headers[name] = value
                case "-d":
                    body = words.pop(0)
                case other:
                    assert not other.startswith("-"), f"curl {other} is not known here"
                    address = other
        return cls(method, address, headers, body)

    def run(self) -> Any:
        path = self.address.removeprefix(f"https://{HOST}")
        assert path.startswith("/"), self.address
        kind = self.headers.pop("Content-Type", "application/octet-stream")
        return Client(headers=self.headers | {"Accept-Language": "fr"}).generic(
            self.method, path, self.body, content_type=kind, SERVER_NAME=HOST, secure=True
        )


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """What the archive answers to each command, tried in the order of the guide."""
    with django_db_blocker.unblock(), undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ALLOWED_HOSTS", [HOST])
        archive.load()
        partner = PartnerFactory()
        values = {"KEY": issue(partner)[1], "TEST_KEY": issue(partner, is_test=True)[1]}
        found = {}
        for name, example in examples().items():
            response = Command.parse(example.command, values).run()
            sequence_all()
            told = json.loads(response.content)
            if name == "publish":
                values["STORY"] = told["story"]
            headers = {header: response.headers[header] for header in example.headers}
            found[name] = {
                "command": example.command,
                "status": response.status_code,
                "headers": headers,
                "answer": told,
            }
        if os.environ.get("WRITE_EXAMPLES"):
            FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        yield found


def fixed(value: Any) -> str:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    for pattern, word in VOLATILE:
        text = pattern.sub(word, text)
    return text


@pytest.mark.parametrize("name", list(examples()))
def test_a_command_gives_the_answer_that_the_guide_shows(answers, name):
    shown = json.loads(FILE.read_text())[name]

    assert fixed(answers[name]) == fixed(shown), "run `make examples`"
    expected = {"wrong_key": 401, "misspelt": 400, "gone": 410}.get(name)
    steps = ("publish", "correct", "withdraw")
    assert shown["status"] == (expected or (202 if name in steps else 200))


def test_the_answers_are_worth_showing(answers):
    for name in ("stories", "changes", "country", "day", "encounters", "published", "removed"):
        assert answers[name]["answer"]["data"], name
