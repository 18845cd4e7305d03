"""The public side as a process of its own, which knows no login but that of the read-only role."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.walk.addresses import addresses
from tests.walk.canaries import Words, fixed_ids
from tests.walk.crawl import LINK, Answer, Request, leaked
from tests.walk.worlds import BUILT_AT, World, build

REPOSITORY = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def archive() -> World:
    """An archive with things that must not be seen, committed."""
    with fixed_ids() as ids, time_machine.travel(BUILT_AT, tick=False):
        return build(World(Words(are_canaries=True), ids), secrets=True, is_sequenced=True)


@pytest.fixture
def public_url(archive: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the test database for a role that may read the register only."""
    role, password = f"newsroom_public_{secrets.token_hex(4)}", secrets.token_hex(16)
    monkeypatch.setenv("PUBLIC_ROLE_PASSWORD", password)
    try:
        call_command("public_role", role=role, create=True, verbosity=0)
    except Exception as error:  # noqa: BLE001
        pytest.skip(f"this server does not let its user make roles: {error}")
    at = connection.settings_dict
    host = quote(at["HOST"] or "localhost", safe="")
    try:
        yield f"postgresql://{role}:{password}@{host}:{at['PORT'] or 5432}/{at['NAME']}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"drop owned by {role}")
            cursor.execute(f"drop role {role}")


@pytest.fixture
def public_side(public_url: str, tmp_path: Path) -> Iterator[HTTPConnection]:
    """A connection to gunicorn, which runs the public side with the settings of production."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.production",
        "NEWSROOM_SIDE": "public",
        "PUBLIC_DATABASE_URL": public_url,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "false",
        "STATIC_ROOT": str(tmp_path / "static"),
        "DUMPS_ROOT": str(settings.DUMPS_ROOT),
    }
    environment.pop("PUBLIC_ROLE_PASSWORD", None)
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=REPOSITORY, env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # As gunicorn sets it, which comes too late for who connects before it has started.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi:application"]
        command += ["--bind", f"fd://{listening.fileno()}", "--no-control-socket"]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
        server = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, pass_fds=[listening.fileno()]
        )
        client = HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=30)
        try:
            yield client
        finally:
            client.close()
            server.terminate()
            server.wait(timeout=30)


def ask(client: HTTPConnection, address: str) -> Answer:
    headers = {"Accept-Language": "fr"}
    client.request("GET", address, headers=headers)
    try:
        response = client.getresponse()
    except RemoteDisconnected:  # the server ends a connection that has rested for two seconds
        client.close()
        client.request("GET", address, headers=headers)
        response = client.getresponse()
    return Answer(response.status, tuple(response.getheaders()), response.read())


def one_of_each(every: list[str]) -> list[str]:
    """Of the addresses that differ in the value of a parameter only, the first."""
    found: dict[str, str] = {}
    for address in every:
        found.setdefault(address.partition("=")[0], address)
    return list(found.values())


def wait_until_ready(client: HTTPConnection) -> None:
    deadline = time.monotonic() + 30
    while (answer := ask(client, "/health/ready")).status != 200:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.1)


def test_every_address_is_answered_without_any_right_on_the_record(
    archive, public_url, public_side
):
    with psycopg.connect(public_url) as direct, pytest.raises(psycopg.errors.InsufficientPrivilege):
        direct.execute("select 1 from articles_article")
    wait_until_ready(public_side)

    answers = {address: ask(public_side, address) for address in one_of_each(addresses(archive))}

    assert {a: x.status for a, x in answers.items() if x.status >= 500} == {}
    assert {a: found for a, x in answers.items() if (found := leaked(Request(a), x, archive))} == {}
    assert sum(x.status == 200 for x in answers.values()) > 300
    # Its static files are there, and the desk is not.
    links = [b"".join(groups).decode() for groups in LINK.findall(answers["/"].body)]
    static = [link for link in links if link.startswith("/static/")]
    assert ask(public_side, "/admin/").status == 404
    assert [ask(public_side, link).status for link in static] == [200] * len(static) != []
