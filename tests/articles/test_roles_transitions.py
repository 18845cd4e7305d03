"""The six roles against every transition over HTTP: by button, by question, for many."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.utils import timezone

from articles import services
from articles.admin.listing_bulk import NAMES
from articles.admin.transition_forms import ASKS
from articles.bulk import DEEDS
from articles.models import Article
from articles.roles import Role
from tests import desk
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

# Reporter, desk editor, chief editor, archivist, partner manager, operator.
LETTERS = dict(zip("RDCAPO", Role, strict=True))
LATER = timedelta(days=1)
EMBARGO = {"embargo_until": timezone.now() + 1000 * LATER, "embargo_reason": "Accord"}

# Who may make each transition, of a story in this state, and what is typed for it.
MAY: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "submit": ("RDCA", {}, {}),
    "mark_ready": ("DC", {"in_review": True}, {}),
    "approve": ("DC", {"in_review": True}, {}),
    "reopen": ("RDCA", {"in_review": True}, {}),
    "publish": ("DC", {"ready": True}, {}),
    "correct": ("DC", {"published": True}, {"correction_note": "Faux."}),
    "schedule": ("DC", {"ready": True}, {"at": "2099-08-14T10:00"}),
    "withdraw": ("DC", {"published": True}, {"reason": "Faux."}),
    "lift_embargo": ("C", EMBARGO, {"reason": "Elle a parlé."}),
    "expire": ("", {"published": True}, {}),
}


def by_button(client: Client, article: Article, name: str, typed: dict[str, str]) -> None:
    """The form as somebody has it who may do everything, sent by this client."""
    chief = Client()
    chief.force_login(UserFactory(chief=True))
    form = desk.posted(chief.get(desk.change(article)))
    client.post(desk.change(article), form | typed | {"_transition": name})


def by_question(client: Client, article: Article, name: str, typed: dict[str, str]) -> None:
    client.post(desk.page_of("transition", article, name), typed)


def by_many(client: Client, article: Article, name: str, typed: dict[str, str]) -> None:
    action = NAMES.get(name, f"{name}_selected")
    data = {"action": action, ACTION_CHECKBOX_NAME: [article.pk], "_step": "do"}
    client.post(desk.changelist(Article), data | typed)


# By which ways each transition is asked for; what is not offered there must do nothing.
WAYS = {"button": by_button, "question": by_question, "many": by_many}
OPEN = {
    "button": set(MAY) - set(ASKS) - {"expire"},
    "question": set(ASKS),
    "many": set(MAY) & set(DEEDS),
}


def outcome(article: Article) -> tuple[Any, ...]:
    row = Article.objects.get(pk=article.pk)
    return row.status, row.approved_by_id, row.embargo_until, row.corrections.count()


def test_the_table_has_every_transition():
    assert set(MAY) == set(services.TRANSITIONS)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", MAY)
def test_each_role_and_each_transition(client: Client, name: str, way: str):
    may, state, typed = MAY[name]
    done = ""
    for letter, role in LETTERS.items():
        article = ArticleFactory(section=SectionFactory(), **state)
        before = outcome(article)
        client.force_login(UserFactory(role=role))

        WAYS[way](client, article, name, typed)

        done += letter if outcome(article) != before else ""

    assert done == (may if name in OPEN[way] else "")
