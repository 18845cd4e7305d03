"""What the desk refuses of a story's way to print stands in the audit, whoever asked and how."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.choices import ArticleStatus as S
from articles.models import Article
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(UserFactory(reporter=True, username="awa"))
    return client


def ask(article: Article, name: str) -> str:
    return desk.page_of("transition", article, name)


def status(article: Article) -> str:
    return Article.objects.values_list("status", flat=True).get(pk=article.pk)


def refusals() -> list[tuple[str, str, str]]:
    """What the audit says was refused: what, to whom, of which story."""
    rows = AuditEntry.objects.filter(action__endswith="_refused").order_by("pk")
    return [(row.action, row.user_name, row.object_id) for row in rows]


FILLED = {"reason": "Faux.", "at": "2099-08-14T10:00"}


@pytest.mark.parametrize("typed", [FILLED, {}], ids=["answered", "unanswered"])
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("withdraw", {}),
        ("withdraw", {"withdrawn": True}),
        ("schedule", {"published": True}),
        ("lift_embargo", {}),
        ("lift_embargo", {"published": True}),
    ],
)
def test_a_step_that_does_not_apply_is_refused_and_kept_in_the_audit(chief, name, state, typed):
    article = ArticleFactory(**state)
    before = status(article)

    response = chief.post(ask(article, name), typed)

    assert response.status_code == 302
    assert list(get_messages(response.wsgi_request))
    assert status(article) == before
    assert refusals() == [(f"{name}_refused", "chief", str(article.pk))]


@pytest.mark.parametrize(("name", "state"), [("withdraw", {"published": True}), ("schedule", {})])
def test_a_step_without_the_right_to_it_is_refused_and_kept_in_the_audit(writer, name, state):
    article = ArticleFactory(**state)
    before = status(article)

    response = writer.post(ask(article, name), FILLED)

    assert response.status_code == 302
    assert status(article) == before
    assert refusals() == [(f"{name}_refused", "awa", str(article.pk))]


@pytest.mark.parametrize("button", ["publish", "withdraw", "schedule"])
def test_a_button_pressed_without_the_right_is_kept_in_the_audit_too(writer, button):
    article = ArticleFactory()

    response = desk.post(writer, article, _transition=button)

    if button != "publish":  # its question is what is refused
        writer.post(response.url, FILLED)
    assert status(article) == S.DRAFT
    assert [action for action, _user, _story in refusals()] == [f"{button}_refused"]


def test_a_question_that_is_only_looked_at_is_no_attempt(chief):
    article = ArticleFactory(withdrawn=True)

    assert chief.get(ask(article, "withdraw")).status_code == 302
    assert refusals() == []
