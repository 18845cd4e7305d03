"""A tab of a browser as the server sees it: what the script of a story's form asks."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import desk
from tests.factories import UserFactory


@dataclass
class Tab:
    """One tab of a user's browser, with a story open in it (or a new one)."""

    user: Any = field(default_factory=lambda: UserFactory(chief=True))
    article: Article | None = None
    client: Client = field(default_factory=Client)
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    form: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client.force_login(self.user)

    @classmethod
    def opened(cls, **fields: Any) -> "Tab":
        """A tab in which the story's form has been opened."""
        tab = cls(**fields)
        tab.open()
        return tab

    @property
    def address(self) -> str:
        return desk.change(self.article) if self.article else desk.add(Article)

    def open(self, **query: str) -> Any:
        """Open the form, and remember what it holds."""
        response = self.client.get(self.address, query)
        if response.status_code == 200 and "adminform" in response.context:
            self.form = desk.posted(response)
            self.token = self.form["_tab"]
        return response

    def ask(self, **more: Any) -> Any:
        """A sign of life; with `data`, what was typed."""
        asked = {
            "user": self.user.pk,
            "article": self.article.pk if self.article else None,
            "tab": self.token,
            "version": int(str(self.form.get("version") or "0").removesuffix("-out")),
        }
        payload = json.dumps(asked | more)
        return self.client.post(reverse("admin:articles_article_draft"), {"payload": payload})

    def type(self, **changes: str) -> Any:
        """Change fields of the form, which the script keeps within seconds."""
        self.form |= changes
        data = [[name, str(value)] for name, value in self.form.items()]
        return self.ask(data=data)

    def leave(self) -> Any:
        """Close the tab, or go elsewhere."""
        return self.ask(isLeaving=True)

    def take_over(self) -> Any:
        asked = {"user": self.user.pk, "article": self.article.pk, "tab": self.token}
        address = reverse("admin:articles_article_write_here", args=[self.article.pk])
        return self.client.post(address, {"payload": json.dumps(asked)})

    def save(self, **changes: str) -> Any:
        self.form |= changes
        return self.client.post(self.address, self.form)


def named(first: str, last: str) -> Any:
    """A chief editor with a name."""
    return UserFactory(chief=True, first_name=first, last_name=last)


def both(article: Article) -> tuple[Tab, Tab]:
    """Awa and Salif have the story open."""
    awa, salif = named("Awa", "Diarra"), named("Salif", "Koné")
    return Tab.opened(article=article, user=awa), Tab.opened(article=article, user=salif)
