"""Whose unsaved text it is: what others, strangers and broken scripts are refused."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Draft
from tests.articles.desk_tabs import Tab
from tests.factories import (
    ArticleFactory,
    DraftFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["take up", "compare", "discard"])
def test_a_text_of_another_user_is_out_of_reach(view):
    article = ArticleFactory()
    theirs = DraftFactory(article=article, data=[["headline", "Secret de Salif"]])
    one = Tab.opened(article=article)

    if view == "discard":
        answer = one.client.post(reverse("admin:articles_article_discard", args=[theirs.pk]))
        assert answer.status_code == 404
    else:
        query = {"draft": str(theirs.pk)} | ({"compare": "1"} if view == "compare" else {})
        answer = one.client.get(one.address, query, follow=True)
        assert "Secret de Salif" not in answer.content.decode()
    assert Draft.objects.filter(pk=theirs.pk).exists()


def test_a_text_cannot_be_kept_in_the_name_of_another_user():
    one = Tab.opened(article=ArticleFactory())

    answer = one.ask(user=UserFactory().pk, data=[["headline", "x"]])

    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_a_text_of_a_colleague_with_the_same_tab_is_another_one():
    article = ArticleFactory()
    theirs = DraftFactory(article=article)
    one = Tab.opened(article=article)
    one.token = str(theirs.tab)

    one.type(headline="Mon titre")

    theirs.refresh_from_db()
    assert theirs.data == [["headline", "Un titre"]]
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("name", ["session", "draft", "discard", "write_here"])
def test_who_has_been_logged_out_is_told_so_and_not_sent_elsewhere(name):
    draft = DraftFactory()
    arguments = {"discard": [draft.pk], "write_here": [draft.article_id]}.get(name, [])
    address = reverse(f"admin:articles_article_{name}", args=arguments)
    client = Client()

    answer = client.get(address) if name == "session" else client.post(address)

    assert (answer.status_code, answer.json()) == (401, {"error": "logged_out"})


def test_the_session_tells_who_is_there_and_a_token_for_the_form():
    one = Tab.opened(article=ArticleFactory())

    answer = one.client.get(reverse("admin:articles_article_session")).json()

    assert answer["user"] == one.user.pk
    assert len(answer["csrf"]) > 30


@pytest.mark.parametrize("name", ["draft", "discard", "write_here"])
def test_a_question_without_the_token_of_the_form_is_refused(name):
    draft = DraftFactory(user=UserFactory(chief=True))
    arguments = {"discard": [draft.pk], "write_here": [draft.article_id]}.get(name, [])
    client = Client(enforce_csrf_checks=True)
    client.force_login(draft.user)

    answer = client.post(reverse(f"admin:articles_article_{name}", args=arguments))

    assert answer.status_code == 403
    assert Draft.objects.exists()


@pytest.mark.parametrize("name", ["draft", "discard", "write_here"])
def test_a_question_that_changes_something_is_posted(name):
    draft = DraftFactory(user=UserFactory(chief=True))
    arguments = {"discard": [draft.pk], "write_here": [draft.article_id]}.get(name, [])
    client = Client()
    client.force_login(draft.user)

    assert client.get(reverse(f"admin:articles_article_{name}", args=arguments)).status_code == 405


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"user": 1}',
        '{"user": 1, "tab": "x"}',
        '{"user": 1, "tab": 5}',
        json.dumps({"user": 1, "tab": "0" * 32, "data": "text"}),
        json.dumps({"user": 1, "tab": "0" * 32, "data": [["a", 5]]}),
        json.dumps({"user": 1, "tab": "0" * 32, "data": [["a"]]}),
        json.dumps({"user": 1, "tab": "0" * 32, "version": -1}),
    ],
)
def test_what_no_script_of_ours_sends_is_refused_with_thanks(payload):
    one = Tab.opened()

    answer = one.client.post(reverse("admin:articles_article_draft"), {"payload": payload})

    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_who_may_not_see_stories_keeps_and_learns_nothing():
    article = ArticleFactory()
    one = Tab(UserFactory(), article)
    new = Tab(UserFactory())

    assert one.ask(data=[["headline", "x"]]).status_code == 403
    assert new.ask(data=[["headline", "x"]]).status_code == 403
    assert not Draft.objects.exists()


def test_a_story_that_is_gone_is_said_to_be_gone():
    one = Tab.opened(article=ArticleFactory())
    Article.objects.all().delete()

    assert one.ask(data=[["headline", "x"]]).status_code == 404
