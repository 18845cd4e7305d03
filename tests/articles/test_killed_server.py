"""A server killed while somebody writes: the page says so, and nothing that was typed is lost."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect

from articles.models import Article, Draft
from tests.articles.desk_browser import (
    EDITOR,
    at_desk,
    bar,
    editor,
    has_local_copy,
    open_story,
    wait_until_kept,
    write_body,
)
from tests.factories import ArticleFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENT = 30_000  # milliseconds for a server to start, and for the page to notice


class Server:
    """The desk as gunicorn runs it in production, on the test database; it can be killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi:application"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "warning"]
        self.process = subprocess.Popen(
            command, cwd=REPOSITORY, env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, "the server does not run"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """The whole of it at once, as when the power goes: no chance to tidy up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def answers(self) -> bool:
        client = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            client.request("GET", "/health/live")
            return client.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            client.close()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the desk is told in production, but for its database."""
    found = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.production",
        "NEWSROOM_SIDE": "desk",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "false",
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
        "DATABASE_URL": "postgresql://owner@localhost/none",
        "PUBLIC_DATABASE_URL": "postgresql://reader@localhost/none",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(collect, cwd=REPOSITORY, env=found, check=True)
    return found


@pytest.fixture
def server(environment: dict[str, str], transactional_db: None) -> Iterator[Server]:
    at = connection.settings_dict
    host, password = quote(at["HOST"] or "localhost", safe=""), quote(at["PASSWORD"], safe="")
    login = f"{at['USER']}:{password}" if password else at["USER"]
    address = f"postgresql://{login}@{host}:{at['PORT'] or 5432}/{at['NAME']}"
    server = Server(environment | {"DATABASE_URL": address})
    server.start()
    yield server
    server.kill()


@pytest.fixture
def browser_of_awa(browser: Browser, server: Server, settings: Any) -> Iterator[BrowserContext]:
    """Her browser, in which she is logged in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    editor("awa", first_name="Awa", last_name="Diarra")
    context = browser.new_context(locale="fr-FR")
    at_desk(context, server.url, "awa").close()
    yield context
    context.close()


def take_up(page: Page) -> None:
    """Fill the form from the text that is offered."""
    bar(page, "draft").get_by_role("link").first.click(timeout=PATIENT)
    page.wait_for_url("**draft=*")


def save(page: Page) -> None:
    page.locator("[name=_continue]").first.click()
    page.locator("ul.messagelist .success").first.wait_for(timeout=PATIENT)


def test_what_is_typed_while_the_server_is_dead_reaches_it_when_it_is_back(
    browser_of_awa: BrowserContext, server: Server
):
    story = ArticleFactory(headline="Premier titre")
    page = browser_of_awa.new_page()
    open_story(page, server.url, story.pk)
    page.fill("input[name=headline]", "Avant la panne")
    wait_until_kept(page, "Avant la panne")

    server.kill()
    page.fill("input[name=headline]", "Pendant la panne")
    write_body(page, " Ils ont signé dans le noir.")
    expect(bar(page, "trouble")).to_contain_text("ne répond pas", timeout=PATIENT)
    page.locator("[name=_continue]").first.click()  # there is nobody to send it to
    expect(bar(page, "sending")).to_be_visible(timeout=PATIENT)
    expect(page.locator("input[name=headline]")).to_have_value("Pendant la panne")
    page.keyboard.press("Escape")
    page.fill("textarea[name=lead]", "Et après l’essai.")
    page.wait_for_timeout(1500)
    assert has_local_copy(page, "Et après l’essai.")
    assert "Pendant la panne" not in str([draft.data for draft in Draft.objects.all()])

    server.start()
    expect(bar(page, "trouble")).to_have_count(0, timeout=PATIENT)
    wait_until_kept(page, "Et après l’essai.")
    assert "dans le noir" in str(Draft.objects.get().data)

    page.reload()
    take_up(page)
    expect(page.locator("input[name=headline]")).to_have_value("Pendant la panne")
    expect(page.locator(EDITOR).first).to_contain_text("Ils ont signé dans le noir.")
    save(page)
    saved = Article.objects.get()
    assert (saved.headline, saved.lead) == ("Pendant la panne", "Et après l’essai.")
    assert "Ils ont signé dans le noir." in saved.body
    assert not Draft.objects.exists()


@pytest.mark.parametrize("is_new", [False, True], ids=["a story", "a story never saved"])
def test_what_only_the_browser_has_comes_back_in_another_tab_after_the_server_has(
    browser_of_awa: BrowserContext, server: Server, is_new: bool
):
    key = None if is_new else ArticleFactory(headline="Premier titre").pk
    page = browser_of_awa.new_page()
    open_story(page, server.url, key)
    page.fill("input[name=headline]", "Avant la panne")
    wait_until_kept(page, "Avant la panne")

    server.kill()
    page.fill("input[name=headline]", "Seul le navigateur le sait")
    page.wait_for_function(
        "Object.values(localStorage).some(one => one.includes('Seul le navigateur'))"
    )
    page.close()
    server.start()
    assert "Seul le navigateur" not in str([draft.data for draft in Draft.objects.all()])

    page = browser_of_awa.new_page()
    open_story(page, server.url, key)
    take_up(page)
    expect(page.locator("input[name=headline]")).to_have_value("Seul le navigateur le sait")
    expect(page.locator("input[name=headline]")).to_be_enabled()
    save(page)
    assert Article.objects.get().headline == "Seul le navigateur le sait"
    expect(bar(page, "draft")).to_have_count(0)
    assert not Draft.objects.exists()
    assert not has_local_copy(page, "Seul le navigateur")
