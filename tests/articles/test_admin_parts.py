"""Parts of a story changed in forms of their own: who may, and whom the world sees after it."""

import pytest
from django.test import Client
from django.urls import reverse

from actors.choices import Visibility
from actors.models import Actor
from articles.models import Article, Mention, Statement
from tests import desk
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WRITER = [
    f"articles.{may}_{what}"
    for what in ("mention", "statement", "article")
    for may in ("view", "add", "change", "delete")
]


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(UserFactory(permissions=WRITER))
    return client


def visibility(person: Actor) -> str:
    return Actor.objects.get(pk=person.pk).visibility


def row(story: Article, person: Actor) -> dict[str, object]:
    return {
        "article": story.pk,
        "actor": person.pk,
        "spelling": "x",
        "role": "mentioned",
        "certainty": "explicit",
    }


def test_who_is_added_to_a_published_story_is_opened(chief: Client) -> None:
    story, person = ArticleFactory(published=True), PersonFactory()
    assert chief.post(desk.add(Mention), row(story, person)).status_code == 302
    assert visibility(person) == Visibility.STORY


@pytest.mark.parametrize("in_bulk", [False, True])
def test_who_is_taken_out_of_a_published_story_is_closed(chief: Client, in_bulk: bool) -> None:
    person = PersonFactory()
    mention = ArticleFactory(published=True, mentions=[person]).mentions.get()
    if in_bulk:
        form = {"action": "delete_selected", "_selected_action": mention.pk, "post": "yes"}
        chief.post(desk.changelist(Mention), form)
    else:
        chief.post(reverse("admin:articles_mention_delete", args=[mention.pk]), {"post": "yes"})
    assert not Mention.objects.exists()
    assert visibility(person) == Visibility.HELD


def test_another_speaker_opens_the_one_and_closes_the_other(chief: Client) -> None:
    before, after = PersonFactory(), PersonFactory()
    story = ArticleFactory()
    statement = StatementFactory(article=story, speaker=before.actor_ptr)
    Article.objects.filter(pk=story.pk).update(status="published", published_at="2025-08-14T00Z")
    Actor.objects.filter(pk=before.pk).update(visibility=Visibility.STORY)
    form = desk.posted(chief.get(desk.change(statement))) | {"speaker": after.pk}
    assert chief.post(desk.change(statement), form).status_code == 302
    assert Statement.objects.get().speaker_id == after.pk
    assert (visibility(before), visibility(after)) == (Visibility.HELD, Visibility.STORY)


def test_a_writer_changes_parts_of_drafts_only(writer: Client) -> None:
    person = PersonFactory()
    public = MentionFactory(article=ArticleFactory(published=True), actor=person.actor_ptr)
    draft = MentionFactory(article=ArticleFactory(), actor=person.actor_ptr)
    assert writer.post(desk.change(draft), row(draft.article, person)).status_code == 302
    for address, form in (
        (desk.change(public), row(public.article, person)),
        (reverse("admin:articles_mention_delete", args=[public.pk]), {"post": "yes"}),
        # Neither by adding to it, nor by moving there what is in a draft.
        (desk.add(Mention), row(public.article, PersonFactory())),
        (desk.change(draft), row(public.article, PersonFactory())),
    ):
        assert writer.post(address, form).status_code == 403, address
    assert public.article.mentions.get() == public
