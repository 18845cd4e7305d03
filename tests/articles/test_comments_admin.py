"""The page of comments: reading, saying, answering, settling, by keyboard and without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Comment
from articles.sentences import sentences
from tests import desk
from tests.factories import ArticleFactory, CommentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client: Client):
    user = UserFactory(reporter=True)
    client.force_login(user)
    return user


def page(article: Article) -> str:
    return reverse("admin:articles_article_comments", args=[article.pk])


def deed(comment: Comment) -> str:
    return reverse("admin:articles_article_comment", args=[comment.article_id, comment.pk])


def test_a_sentence_that_is_chosen_is_in_the_form_and_the_remark_stands_on_it(client, reporter):
    story = ArticleFactory()
    second = sentences(story.text)[1]
    shown = client.get(page(story), {"at": second.start})
    assert f'href="?at={second.start}#remark"' in shown.content.decode()
    form = shown.context["form"]
    assert form.initial == {"exact": second.text, "start": second.start}

    response = client.post(page(story), form.initial | {"text": "Selon qui ?"})

    assert response.status_code == 302
    said = Comment.objects.get()
    assert (said.author, said.start, said.exact) == (reporter, second.start, second.text)
    pieces = client.get(page(story)).context["pieces"]
    assert [len(piece.comments) for piece in pieces] == [0, 1, *[0] * (len(pieces) - 2)]


def test_words_that_are_not_in_the_text_are_refused_and_stay_in_the_form(client, reporter):
    story = ArticleFactory()

    response = client.post(page(story), {"exact": "Rien de tel", "text": "Où ?"})

    assert response.status_code == 200
    assert "exact" in response.context["form"].errors
    assert "Où ?" in response.content.decode()


def test_a_remark_is_answered_settled_and_found_again(client, reporter):
    said = CommentFactory()

    client.post(deed(said), {"deed": "answer", "text": "Selon le ministère."})
    client.post(deed(said), {"deed": "settle"})

    story = said.article
    assert "Selon le ministère." not in client.get(page(story)).content.decode()
    everything = client.get(page(story), {"all": ""}).content.decode()
    assert "Selon le ministère." in everything
    assert said.text in everything
    client.post(deed(said), {"deed": "raise"})
    assert said.text in client.get(page(story)).content.decode()


@pytest.mark.parametrize("wrong", [{"deed": "destroy"}, {}])
def test_an_unknown_deed_is_refused(client, reporter, wrong):
    assert client.post(deed(CommentFactory()), wrong).status_code == 404


def test_a_deed_is_never_done_by_opening_an_address(client, reporter):
    assert client.get(deed(CommentFactory())).status_code == 405


def test_who_may_only_read_stories_says_nothing(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))
    said = CommentFactory()

    shown = client.get(page(said.article))

    assert shown.status_code == 200
    assert "?at=" not in shown.content.decode()
    assert client.post(page(said.article), {"text": "Moi"}).status_code == 403
    assert client.post(deed(said), {"deed": "answer", "text": "Moi"}).status_code == 403
    assert client.post(deed(said), {"deed": "settle"}).status_code == 403
    client.force_login(UserFactory(operator=True))
    assert client.get(page(said.article)).status_code in (403, 404)


def test_a_comment_is_reached_only_through_its_own_story(client, reporter):
    said, other = CommentFactory(), ArticleFactory()
    address = reverse("admin:articles_article_comment", args=[other.pk, said.pk])

    assert client.post(address, {"deed": "settle"}).status_code == 404


def test_what_is_said_is_shown_as_text(client, reporter):
    said = CommentFactory(text="<script>alert(1)</script>")

    assert "<script>alert" not in client.get(page(said.article)).content.decode()


def test_the_form_of_the_story_leads_to_its_comments_with_their_number(client, reporter):
    said = CommentFactory()
    CommentFactory(article=said.article)

    response = client.get(desk.change(said.article))

    assert page(said.article) in response.content.decode()
    assert response.context["open_comments"] == 2


def test_the_page_asks_the_same_for_one_remark_and_for_ten(client, reporter):
    story = ArticleFactory()

    def more() -> None:
        said = CommentFactory(article=story)
        CommentFactory(article=story, parent=said, exact="")

    more()
    one = desk.queries(client, page(story))
    for _ in range(9):
        more()

    assert len(desk.queries(client, page(story))) == len(one)
