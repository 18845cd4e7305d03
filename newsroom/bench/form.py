"""What the form of a story with many linked records costs to open and to save, at the desk."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import brotli  # type: ignore[import-untyped]
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from actors.models import Meeting, Office, Person, Tenure
from articles.admin.filling import now_posted
from articles.admin.tabs import stamp
from articles.models import Article, Coverage, Evidence, Mention, Statement
from newsroom.bench.measure import WARM_UP, Times, WrongAnswer, queries_of, times
from newsroom.bench.words import person_name
from newsroom.settings.base import DESK_MIDDLEWARE

LINKED = 200  # records, a quarter of each kind


@dataclass(frozen=True)
class FormCost:
    """One row. queries: the most of any run; taken: ms; sent, received: bytes of the form as a
    browser posts it, and of the answer, compressed."""

    name: str
    queries: int | None
    taken: Times | None
    sent: int
    received: int


class _Open:
    """A story of its own, and an editor who has its form open."""

    def __init__(self) -> None:
        users: Any = get_user_model()
        self.user = users.objects.create_user("bench-form", is_staff=True, is_superuser=True)
        self.client = Client(headers={"Accept-Encoding": "gzip"})
        self.client.force_login(self.user)
        self.story = _story()
        self.address = reverse("admin:articles_article_change", args=[self.story.pk])
        self.saves = 0
        self.body = ""

    def nothing(self) -> None:
        """What opening takes to prepare."""

    def open(self) -> Any:
        answer = self.client.get(self.address)
        if answer.status_code != 200 or answer.headers.get("Content-Encoding") != "gzip":
            raise WrongAnswer(f"the form answered {answer.status_code}, or not compressed")
        return answer

    def fill(self) -> None:
        """What a browser would send: the form with another headline, and one mention respelt."""
        self.saves += 1
        request = RequestFactory().get(self.address)
        request.user = self.user
        self.story.refresh_from_db()
        form: dict[str, Any] = {}
        for name, value in now_posted(_site_admin(), request, self.story):
            form.setdefault(name, []).append(value)
        form |= {"headline": f"Titre {self.saves}", "mentions-0-spelling": f"M. {self.saves}"}
        form |= {"version": stamp(self.story), "_tab": str(uuid4()), "_continue": "1"}
        self.body = urlencode(form, doseq=True)

    def save(self) -> Any:
        answer = self.client.post(self.address, self.body, "application/x-www-form-urlencoded")
        saved = Article.objects.filter(headline=f"Titre {self.saves}", pk=self.story.pk).exists()
        if answer.status_code != 302 or not saved:
            raise WrongAnswer(f"saving the form answered {answer.status_code}")
        return answer


# The rest of the benchmark runs on the middleware and the addresses of the public side.
@override_settings(MIDDLEWARE=DESK_MIDDLEWARE, ROOT_URLCONF="newsroom.urls.desk")
def measure(runs: int) -> list[FormCost]:
    """Open the form, and save it with two changes, so many times."""
    form = _Open()
    rows = [
        _cost("opened", form, form.nothing, form.open, runs),
        _cost("saved", form, form.fill, form.save, runs),
    ]
    page = Client()
    page.force_login(form.user)
    text = page.get(form.address).content.decode()
    return [*rows, FormCost("its scripts and styles, once", None, None, 0, _files(text))]


def _cost(
    name: str, form: _Open, prepare: Callable[[], None], ask: Callable[[], Any], runs: int
) -> FormCost:
    seconds: list[float] = []
    queries = 0
    for _run in range(WARM_UP + runs):
        prepare()
        began = time.perf_counter()
        answer = ask()
        seconds.append(time.perf_counter() - began)
    for _run in range(WARM_UP):  # counted apart: listening takes time too
        prepare()
        queries = max(queries, len(queries_of(ask)))
    sent = len(form.body.encode())
    return FormCost(name, queries, times(seconds[WARM_UP:]), sent, len(answer.content))


def _story() -> Article:
    """A story with so many linked records, each in a sentence of its own."""
    quarter = LINKED // 4
    words = [f"Phrase numéro {n} du texte, que dit la personne {n}." for n in range(LINKED)]
    body = "".join(f"<p>{one}</p>" for one in words)
    story = Article.objects.create(headline="Titre", body=body)
    office = Office.objects.create(title="ministre du Banc")
    for n in range(quarter):
        given, family = person_name(n)
        person = Person.objects.create(name=f"{given} {family}")
        tenure = Tenure.objects.create(person=person, office=office)
        meeting = Meeting.objects.create(title=f"Rencontre {n}", when="2025-08-14")
        Mention.objects.create(article=story, actor_id=person.pk)
        Statement.objects.create(article=story, text=words[n], speaker=person)
        Evidence.objects.create(article=story, exact=words[quarter + n], tenure=tenure)
        Coverage.objects.create(article=story, meeting=meeting)
    return story


def _site_admin() -> Any:
    return admin.site.get_model_admin(Article)


def _files(page: str) -> int:
    """Bytes of the static files that a browser loads with the page, as they are served."""
    names = set(re.findall(r'/static/([\w./-]+\.(?:js|css|svg|woff2))"', page))
    total = 0
    for name in names:
        data = Path(str(finders.find(name))).read_bytes()
        total += len(data if name.endswith("woff2") else brotli.compress(data))
    return total
