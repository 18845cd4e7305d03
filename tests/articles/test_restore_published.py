"""Restoring a story that the world has seen or will see: no status, hour or embargo changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import services
from articles.history import content_of
from articles.history.restoring import (
    CannotRestore,
    restore,
)
from articles.history.snapshot import digest
from articles.models import Article
from tests.articles.history_world import kept
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def an_hour_from_now():
    return timezone.now() + timedelta(hours=1)


def publish(article: Article) -> Article:
    return services.publish(article, by=None)


REACHED = {
    "published": publish,
    "corrected": lambda one: services.correct(publish(one), by=None, note="Faux."),
    "withdrawn": lambda one: services.withdraw(publish(one), by=None, reason="Faux."),
    "scheduled": lambda one: services.schedule(one, by=None, at=an_hour_from_now()),
}


@pytest.mark.parametrize("status", REACHED)
def test_restoring_never_changes_the_status_nor_the_hours(status):
    article = ArticleFactory(headline="Un")
    first = kept(article)
    article.headline = "Deux"
    article.save()
    REACHED[status](article)
    times = ("published_at", "corrected_at", "release_at", "embargo_until")
    before = Article.objects.values_list(*times).get(pk=article.pk)

    restore(article, first, by=None)

    article.refresh_from_db()
    assert (article.status, article.headline) == (status, "Un")
    assert Article.objects.values_list(*times).get(pk=article.pk) == before


def test_an_embargo_is_not_lifted_by_restoring_a_version_without_one():
    article = ArticleFactory(headline="Un")
    first = kept(article)
    Article.objects.filter(pk=article.pk).update(
        headline="Deux", embargo_until=an_hour_from_now(), embargo_reason="Demandé."
    )

    restore(article, first, by=None)

    article.refresh_from_db()
    assert article.headline == "Un"
    assert article.embargo_until is not None


def test_a_story_that_is_out_cannot_be_emptied_by_restoring():
    article = ArticleFactory(headline="", lead="", body="")
    empty = kept(article)
    Article.objects.filter(pk=article.pk).update(headline="Un")
    services.publish(article, by=None)
    before = digest(content_of(article))

    with pytest.raises(CannotRestore):
        restore(article, empty, by=None)

    assert digest(content_of(article)) == before


def test_what_restoring_a_story_that_is_out_names_becomes_public_and_what_it_drops_is_held():
    person, other = PersonFactory(), PersonFactory()
    article = ArticleFactory(published=True, mentions=[person])
    first = kept(article)
    article.mentions.all().delete()
    MentionFactory(article=article, actor=other.actor_ptr)
    type(other).objects.filter(pk=other.pk).update(visibility="story")

    restore(article, first, by=None)

    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.visibility, other.visibility) == ("story", "held")


@pytest.mark.parametrize(
    ("permissions", "state", "may"),
    [
        (["articles.change_article"], {}, True),
        (["articles.change_article"], {"published": True}, False),
        (["articles.change_article", "articles.publish_article"], {"published": True}, True),
        (["articles.view_article"], {}, False),
    ],
)
def test_who_may_change_a_story_may_restore_it(permissions, state, may):
    article = ArticleFactory(**state)
    first = kept(article)
    Article.objects.filter(pk=article.pk).update(headline="Deux")
    user = UserFactory(permissions=permissions)

    if may:
        assert restore(article, first, by=user).author == user
    else:
        with pytest.raises(PermissionDenied):
            restore(article, first, by=user)
