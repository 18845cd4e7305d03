"""Withdrawals: two clicks, a reason, and a memory that outlasts a second publication."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import services
from articles.choices import ArticleStatus as S
from articles.models import Article, StoryTemplate, Withdrawal
from articles.story_templates import ensure_templates
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    StoryTemplateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(desk_editor=True))
    return client


def ask(article: Article) -> str:
    return reverse("admin:articles_article_transition", args=[article.pk, "withdraw"])


def test_a_story_is_gone_after_two_clicks(editor):
    article = ArticleFactory(published=True)
    ensure_templates()
    twice = StoryTemplate.objects.get(name="Annulation : doublon")

    # The first: a link in the form, to which nothing has to be typed.
    assert f'href="{ask(article)}"' in editor.get(desk.change(article)).content.decode()
    page = editor.get(ask(article))
    # The second: a button with its reason.
    assert f'name="prepared" value="{twice.pk}"' in page.content.decode()
    editor.post(ask(article), {"reason": "", "prepared": twice.pk})

    article.refresh_from_db()
    assert article.status == S.WITHDRAWN
    assert article.withdrawal.reason == twice.lead
    assert not Item.objects.visible().filter(uid=article.uid).exists()


def test_words_with_a_gap_are_completed_before_they_go_out(editor):
    article = ArticleFactory(published=True)
    ensure_templates()
    gap = StoryTemplate.objects.get(name="Annulation : erreur de fait, à préciser")

    refused = editor.post(ask(article), {"prepared": gap.pk})
    begun = editor.post(ask(article), {"begun": gap.pk})

    assert refused.context["form"].errors["reason"]
    assert begun.context["form"]["reason"].value() == gap.lead
    assert Article.objects.get().status == S.PUBLISHED
    editor.post(ask(article), {"reason": gap.lead.replace("…", "la date")})
    assert Article.objects.get().withdrawal.reason == gap.lead.replace("…", "la date")


@pytest.mark.parametrize("typed", [{}, {"reason": " "}, {"prepared": "made up"}])
def test_no_story_goes_without_a_reason(editor, typed):
    article = ArticleFactory(published=True)

    page = editor.post(ask(article), typed)

    assert page.context["form"].errors["reason"]
    assert Article.objects.get().status == S.PUBLISHED


@pytest.mark.parametrize(("language", "name"), [("fr", "Annulation : "), ("en", "Withdrawal: "),
                                                ("ar", "")])  # fmt: skip
def test_the_reasons_are_in_the_language_of_the_story_or_all_are_offered(editor, language, name):
    article = ArticleFactory(published=True, language=language)
    ensure_templates()

    form = editor.get(ask(article)).context["form"]

    names = {notice.name for notice in [*form.at_once, *form.to_complete]}
    every = StoryTemplate.objects.filter(kind="withdrawal", name__startswith=name)
    assert names == set(every.values_list("name", flat=True))


def test_a_newsroom_without_templates_is_asked_for_words(editor):
    page = editor.get(ask(ArticleFactory(published=True))).content.decode()

    assert 'name="reason"' in page
    assert 'name="prepared"' not in page


def test_what_a_template_says_of_the_meeting_is_filled_from_the_story(editor):
    article = ArticleFactory(published=True, coverages=[MeetingFactory(title="Consultations")])
    StoryTemplateFactory(kind="withdrawal", lead="« {{ meeting }} » n’a pas eu lieu.")
    StoryTemplateFactory(kind="withdrawal", lead="Selon {{ host }}, rien n’a eu lieu.")

    form = editor.get(ask(article)).context["form"]

    assert [notice.text for notice in form.at_once] == ["« Consultations » n’a pas eu lieu."]
    assert [notice.text for notice in form.to_complete] == ["Selon {{ host }}, rien n’a eu lieu."]


def test_the_note_of_a_correction_is_offered_words_too(editor):
    ensure_templates()
    note = StoryTemplate.objects.get(name="Note de correction")

    out = editor.get(desk.change(ArticleFactory(published=True))).content.decode()
    draft = editor.get(desk.change(ArticleFactory())).content.decode()

    assert f'data-notice="id_correction_note" data-words="{note.lead}"' in out
    assert "Correction note" not in out
    assert "data-notice" not in draft


def test_publishing_again_keeps_what_was_said_of_the_withdrawal():
    article = ArticleFactory(withdrawn="Première erreur.")
    sequence_all()

    services.publish(article, by=None)
    sequence_all()

    first = Withdrawal.objects.get()
    assert (first.reason, bool(first.lifted_at)) == ("Première erreur.", True)
    assert Article.objects.get().withdrawal is None
    item = Item.objects.get(uid=article.uid)
    assert (item.live, item.notice) == (True, None)


def test_readers_see_the_reason_of_the_last_withdrawal_alone():
    article = ArticleFactory(withdrawn="Première erreur.")
    services.publish(article, by=None)
    sequence_all()
    services.withdraw(article, by=None, reason="Seconde erreur.")
    sequence_all()

    assert [row.reason for row in article.withdrawals.all()] == [
        "Première erreur.",
        "Seconde erreur.",
    ]
    assert Item.objects.get(uid=article.uid).notice["reason"] == "Seconde erreur."


def test_the_form_of_a_story_that_is_out_again_shows_its_withdrawals(editor):
    article = ArticleFactory(withdrawn="Première erreur.")
    services.publish(article, by=None)

    assert "Première erreur." in editor.get(desk.change(article)).content.decode()
