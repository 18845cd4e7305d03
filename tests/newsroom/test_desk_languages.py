"""No page of the desk and no e-mail mixes languages, whatever is done there."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.choices import NotificationEvent
from articles.mailing import message_for
from tests.factories import (
    ArticleFactory,
    MailSettingFactory,
    NotificationFactory,
    UserFactory,
)
from tests.newsroom import desk_pages
from tests.newsroom.desk_world import TWO_ACCOUNTS, DeskWorld, desk_world
from tests.newsroom.test_languages_pages import LANGUAGES, mixed
from tests.newsroom.wording import strays

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client: Client, settings) -> DeskWorld:
    settings.ZEAL_ALLOWLIST = TWO_ACCOUNTS
    user = UserFactory(chief=True, username="chief", email="chief@agence.example")
    client.force_login(user)
    return desk_world(user)


@LANGUAGES
def test_pages_with_a_template_of_their_own_are_in_one_language(client, world, language):
    addresses = desk_pages.told_apart(world).values()

    assert mixed(client, iter(addresses), language) == {}


@LANGUAGES
def test_filled_forms_and_where_a_record_is_used_are_in_one_language(client, world, language):
    addresses = desk_pages.forms(world.user).values()

    assert mixed(client, iter(addresses), language) == {}


@LANGUAGES
def test_questions_before_something_is_deleted_are_in_one_language(client, world, language):
    addresses = desk_pages.one_of_each(desk_pages.usual(world.user)).values()

    assert mixed(client, iter(addresses), language) == {}


@LANGUAGES
@pytest.mark.parametrize("thing", ["person", "country", "organisation", "meeting", "place"])
def test_dialogs_in_which_something_is_entered_are_in_one_language(client, world, language, thing):
    address = reverse("admin:articles_article_create", args=[thing])
    answer = client.post(address, {"draft": "{}"}, headers={"accept-language": language})
    refused = client.post(address, {}, headers={"accept-language": language})

    assert (answer.status_code, refused.status_code) == (200, 422)
    assert strays(answer.content.decode(), language) == []
    assert strays(refused.content.decode(), language) == []


@LANGUAGES
def test_what_a_refused_story_says_is_in_one_language(client, world, language):
    typed = {"event_date": "hier", "embargo_until": "2000-01-01T00:00", "urgency": "x"}
    answer = client.post(
        desk_pages.told_apart(world)["story-new"], typed, headers={"accept-language": language}
    )

    assert answer.status_code == 200
    assert strays(answer.content.decode(), language) == []


@LANGUAGES
@pytest.mark.parametrize("event", NotificationEvent)
@pytest.mark.parametrize("by", ["", "awa"])
def test_e_mails_are_in_one_language(language, event, by):
    user = UserFactory(username="awa", email="awa@agence.example")
    MailSettingFactory(user=user, language=language)
    for article in (ArticleFactory(headline="Titre"), ArticleFactory(published=True), None):
        row = NotificationFactory(user=user, article=article, event=event, parts={"by": by})
        message = message_for(row)

        told = [message.subject, *message.body.splitlines()]
        assert strays("".join(f"<p>{line}</p>" for line in told), language) == []
