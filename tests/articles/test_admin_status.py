"""The status of a story at the desk: buttons, questions, and who may what."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from actors.choices import Visibility
from articles.choices import ArticleStatus as S
from articles.models import Article
from tests import desk
from tests.factories import ArticleFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

WRITER = ["articles.view_article", "articles.add_article", "articles.change_article"]


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(UserFactory(permissions=WRITER))
    return client


def press(client: Client, article: Article, button: str, **changes: str):
    address = desk.change(article)
    form = desk.posted(client.get(address)) | changes | {"_transition": button}
    return client.post(address, form)


def status(article: Article) -> str:
    return Article.objects.values_list("status", flat=True).get(pk=article.pk)


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize(
    ("state", "button", "reached"),
    [
        ({}, "submit", S.IN_REVIEW),
        ({"in_review": True}, "mark_ready", S.READY),
        ({"ready": True}, "reopen", S.DRAFT),
        ({"scheduled": True}, "reopen", S.DRAFT),
        ({"ready": True}, "publish", S.PUBLISHED),
        ({"withdrawn": True}, "publish", S.PUBLISHED),
    ],
)
def test_a_button_saves_the_form_and_changes_the_status(chief, state, button, reached):
    article = ArticleFactory(**state)

    response = press(chief, article, button, headline="Nouveau titre")

    assert response.status_code == 302, response.context["errors"]
    assert status(article) == reached
    assert Article.objects.get(pk=article.pk).headline == "Nouveau titre"


def test_a_new_story_can_be_published_from_its_first_form(chief):
    form = desk.posted(chief.get(desk.add(Article)))

    chief.post(desk.add(Article), form | {"headline": "Entretiens", "_transition": "publish"})

    assert Article.objects.get().status == S.PUBLISHED


def test_what_cannot_be_done_is_said_and_the_text_is_kept(chief):
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))

    response = press(chief, article, "publish", headline="Gardé")

    assert status(article) == S.DRAFT
    assert Article.objects.get().headline == "Gardé"
    assert "Gardé" in told(response)


def test_a_form_with_a_fault_changes_neither_text_nor_status(chief):
    article = ArticleFactory()

    response = press(chief, article, "publish", event_date="hier", headline="Autre")

    assert response.status_code == 200
    assert 'value="hier"' in response.content.decode()
    assert status(article) == S.DRAFT


def test_a_correction_needs_its_note(chief):
    article = ArticleFactory(published=True)

    response = press(chief, article, "correct", lead="Trois ministres se sont entretenus.")

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["correction_note"]
    assert "Trois ministres" in response.content.decode()
    article.refresh_from_db()
    assert article.status == S.PUBLISHED
    assert article.lead != "Trois ministres se sont entretenus."


def test_a_correction_is_recorded_with_its_note_and_author(chief):
    article = ArticleFactory(published=True)

    press(chief, article, "correct", lead="Trois ministres.", correction_note="Ils étaient trois.")

    article.refresh_from_db()
    assert (article.status, article.lead) == (S.CORRECTED, "Trois ministres.")
    correction = article.corrections.get()
    assert (correction.note, correction.made_by.username) == (
        "Ils étaient trois.",
        chief.get("/admin/").wsgi_request.user.username,
    )


def test_a_note_that_was_typed_is_not_lost_when_the_story_is_simply_saved(chief):
    article = ArticleFactory(published=True)

    press(chief, article, "", correction_note="Ils étaient trois.")

    assert article.corrections.get().note == "Ils étaient trois."


@pytest.mark.parametrize(("ticked", "hides"), [({"hides_earlier": "on"}, True), ({}, False)])
def test_a_correction_hides_what_was_said_before_only_if_that_is_ticked(chief, ticked, hides):
    article = ArticleFactory(published=True)

    press(chief, article, "correct", lead="Trois.", correction_note="Ils étaient trois.", **ticked)

    assert article.corrections.get().hides_earlier is hides


def test_nothing_is_hidden_without_a_note(chief):
    article = ArticleFactory(published=True)

    response = press(chief, article, "", lead="Trois.", hides_earlier="on")

    assert response.context["adminform"].form.errors["correction_note"]


def test_a_withdrawal_asks_for_the_reason(chief):
    article = ArticleFactory(published=True)
    address = f"/admin/articles/article/{article.pk}/transition/withdraw/"

    empty = chief.post(address, {"reason": "  "})
    assert empty.status_code == 200
    assert status(article) == S.PUBLISHED

    chief.post(address, {"reason": "La rencontre n’a pas eu lieu."})
    assert status(article) == S.WITHDRAWN
    article.refresh_from_db()
    assert article.withdrawal.reason == "La rencontre n’a pas eu lieu."


def test_an_hour_in_the_past_is_refused_and_stays_typed(chief):
    article = ArticleFactory()
    address = f"/admin/articles/article/{article.pk}/transition/schedule/"

    response = chief.post(address, {"at": "2001-01-01T10:00"})

    assert 'value="2001-01-01T10:00"' in response.content.decode()
    assert response.context["form"].errors["at"]
    assert status(article) == S.DRAFT


def test_a_story_is_scheduled_at_the_newsrooms_own_time(chief):
    article = ArticleFactory()
    address = f"/admin/articles/article/{article.pk}/transition/schedule/"

    chief.post(address, {"at": "2099-08-14T10:00"})

    article.refresh_from_db()
    assert article.status == S.SCHEDULED
    assert article.release_at.isoformat() == "2099-08-14T08:00:00+00:00"


@pytest.mark.parametrize("name", ["publish", "correct", "delete", "withdraw", "schedule"])
def test_no_question_is_asked_that_does_not_apply(chief, name):
    article = ArticleFactory(withdrawn=True)
    address = f"/admin/articles/article/{article.pk}/transition/{name}/"

    assert chief.post(address, {"reason": "x", "at": "2099-08-14T10:00"}).status_code in (302, 404)
    assert status(article) == S.WITHDRAWN


@pytest.mark.parametrize(
    ("permissions", "state", "shown"),
    [
        (WRITER, {}, {"submit"}),
        ([*WRITER, "articles.approve_article"], {}, {"submit", "mark_ready"}),
        (WRITER, {"scheduled": True}, {"reopen"}),
        (
            [*WRITER, "articles.publish_article"],
            {},
            {"submit", "schedule", "publish"},
        ),
        ([*WRITER, "articles.publish_article"], {"published": True}, {"correct"}),
        (
            [*WRITER, "articles.publish_article", "articles.withdraw_article"],
            {"published": True},
            {"correct", "withdraw"},
        ),
    ],
)
def test_buttons_are_those_that_this_user_may_press_now(client, permissions, state, shown):
    client.force_login(UserFactory(permissions=permissions))
    article = ArticleFactory(**state)

    page = client.get(desk.change(article))

    assert {button["name"] for button in page.context["transitions"]} == shown
    for name in ("submit", "publish", "correct"):
        assert (f'value="{name}"' in page.content.decode()) == (name in shown)


def test_a_button_that_was_not_shown_does_nothing(writer):
    article = ArticleFactory()

    response = press(writer, article, "publish")

    assert status(article) == S.DRAFT
    assert told(response)
    address = f"/admin/articles/article/{article.pk}/transition/schedule/"
    writer.post(address, {"at": "2099-08-14T10:00"})
    assert status(article) == S.DRAFT


def test_who_may_not_publish_may_not_change_what_is_out(writer):
    article = ArticleFactory(published=True)
    address = desk.change(article)

    assert writer.get(address).status_code == 200
    assert writer.post(address, {"headline": "Autre"}).status_code == 403


@pytest.mark.parametrize("state", ["published", "corrected", "withdrawn"])
def test_what_the_world_has_seen_is_not_deleted(chief, state):
    article = ArticleFactory(**{state: True})

    assert chief.post(f"/admin/articles/article/{article.pk}/delete/").status_code == 403
    chief.post(
        desk.changelist(Article),
        {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"},
    )
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_draft_can_be_thrown_away(chief):
    article = ArticleFactory()

    chief.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})

    article.refresh_from_db()
    assert article.trashed_at


def test_bulk_actions_are_offered_to_those_who_may_use_them(writer):
    ArticleFactory()

    page = writer.get(desk.changelist(Article)).content.decode()

    assert 'value="submit_selected"' in page
    assert 'value="publish_selected"' not in page
    assert 'value="withdraw_selected"' not in page


def test_whom_a_story_that_is_out_names_newly_becomes_public(chief):
    article, person = ArticleFactory(published=True), PersonFactory()

    press(
        chief,
        article,
        "",
        **{
            "mentions-TOTAL_FORMS": "1",
            "mentions-0-actor": str(person.pk),
            "mentions-0-role": "about",
            "mentions-0-certainty": "explicit",
        },
    )

    person.refresh_from_db()
    assert person.visibility == Visibility.STORY
