"""A link to a preview shows its own story as it will be, and not a word more; or nothing."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import services
from articles.choices import ArticleStatus
from articles.models import Article, PreviewLink, Rendition
from articles.preview import links
from newsroom.register import pages
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import UserFactory
from tests.undone import undone
from tests.walk import desk_mutants as mutants
from tests.walk.crawl import Answer, public_side
from tests.walk.visitors import Visitor, desk_world, words_in
from tests.walk.worlds import World

pytestmark = pytest.mark.django_db(databases=["default", "public"])

DAY = timedelta(hours=24)
# What no reader will ever see of a story.
NEVER = ("Article.notes", "Article.embargo_reason", "Article.source_id", "Comment.", "PreviewLink.")


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of this module, each of which undoes what it does."""
    logging.disable()
    with django_db_blocker.unblock(), desk_world() as world:
        yield world
    logging.disable(logging.NOTSET)


def unpublished(found: World) -> list[Article]:
    """The stories that nobody may see yet: a draft, a scheduled one, one under embargo …"""
    rows = Article.objects.filter(uid__in=found.ids.hidden, trashed_at=None)
    return list(rows.exclude(status=ArticleStatus.WITHDRAWN).order_by("pk"))


def handed_out(article: Article) -> tuple[PreviewLink, str]:
    return links.make(article, by=UserFactory(chief_editor=True), lasts=DAY)


def visited(token: str, file: str = "") -> Answer:
    return Visitor.named().ask(f"/apercu/{token}/{file}")[1]


def once_out(article: Article) -> str:
    """The page of the story as readers get it once it is out; nothing of that remains."""
    with undone():
        Article.objects.filter(pk=article.pk).update(
            status=ArticleStatus.DRAFT, release_at=None, embargo_until=None
        )
        services.publish(Article.objects.get(pk=article.pk), by=None)
        sequence_all()
        with public_side():
            address = pages.address(Item.objects.get(uid=article.uid))
            _request, answer = Visitor.named().ask(address)
    assert answer.status == 200
    return answer.text


def look_at_previews(found: World) -> None:
    """Compare each preview with the page that it is a preview of."""
    for article in unpublished(found):
        _link, token = handed_out(article)
        shown = words_in(visited(token).text, found)
        assert any(where.startswith("Article.") for where in shown.values()), article.status
        assert not [where for where in shown.values() if where.startswith(NEVER)]
        assert shown.keys() <= words_in(once_out(article), found).keys(), article.status


def test_a_preview_shows_what_readers_will_see_and_nothing_else(found):
    assert len({one.status for one in unpublished(found)}) >= 4
    assert any(one.embargo_until for one in unpublished(found))

    look_at_previews(found)


def test_a_preview_is_kept_by_nobody_and_found_by_no_search(found):
    article = Rendition.objects.filter(image__article__in=unpublished(found)).last().image.article
    _link, token = handed_out(article)
    name = Rendition.objects.filter(image__article=article).last().name

    for answer in (visited(token), visited(token, f"images/{name}")):
        headers = dict(answer.headers)
        assert answer.status == 200
        assert "no-store" in headers["Cache-Control"]
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "no-referrer"


def by_time(link: PreviewLink) -> None:
    now = timezone.now()
    PreviewLink.objects.filter(pk=link.pk).update(made_at=now - DAY, expires_at=now)


def by_hand(link: PreviewLink) -> None:
    links.revoke(link, by=link.made_by)


def by_withdrawal(link: PreviewLink) -> None:
    Article.objects.filter(pk=link.article_id).update(
        status=ArticleStatus.DRAFT, release_at=None, embargo_until=None
    )
    services.publish(Article.objects.get(pk=link.article_id), by=None)
    services.withdraw(
        Article.objects.get(pk=link.article_id), by=None, reason="Ce texte n’est pas de nous."
    )


def by_the_bin(link: PreviewLink) -> None:
    Article.objects.filter(pk=link.article_id).update(trashed_at=timezone.now())


def by_the_end_of_an_account(link: PreviewLink) -> None:
    link.made_by.is_active = False
    link.made_by.save()


ENDS = [by_time, by_hand, by_withdrawal, by_the_bin, by_the_end_of_an_account]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_link_that_has_ended_shows_nothing(found, end):
    article = Rendition.objects.filter(image__article__in=unpublished(found)).last().image.article
    name = Rendition.objects.filter(image__article=article).last().name
    link, token = handed_out(article)
    assert visited(token).status == 200

    end(link)

    for answer in (visited(token), visited(token, f"images/{name}")):
        assert answer.status == 404
        assert words_in(answer.text, found) == {}


def test_the_pictures_of_a_preview_are_seen_by_its_link_alone(found):
    pictures = Rendition.objects.filter(image__article__in=unpublished(found))
    of_story = {one.image.article_id: one.name for one in pictures.select_related("image")}
    own, *others = of_story
    _link, token = handed_out(Article.objects.get(pk=own))
    uid = Article.objects.get(pk=own).uid

    assert others
    assert visited(token, f"images/{of_story[own]}").status == 200
    for other in others:
        assert visited(token, f"images/{of_story[other]}").status == 404
    assert visited("x" * 43, f"images/{of_story[own]}").status == 404
    assert Visitor.named().ask(f"/images/{uid}/{of_story[own]}")[1].status == 404
    with public_side():
        assert Visitor.named().ask(f"/images/{uid}/{of_story[own]}")[1].status == 404
        assert Visitor.named().ask(f"/apercu/{token}/")[1].status == 404


def test_a_preview_that_shows_more_than_the_page_is_found(found):
    with mutants.notes_in_a_preview(), pytest.raises(AssertionError):
        look_at_previews(found)


@pytest.mark.parametrize("end", ENDS[:4], ids=lambda end: end.__name__)
def test_a_link_that_never_ends_is_found(found, end):
    with mutants.links_never_end(), pytest.raises(AssertionError):
        test_a_link_that_has_ended_shows_nothing(found, end)


def test_a_preview_that_may_be_kept_is_found(found):
    with mutants.visits_may_be_kept(), pytest.raises((AssertionError, KeyError)):
        test_a_preview_is_kept_by_nobody_and_found_by_no_search(found)


def test_a_picture_of_another_story_is_found(found):
    with mutants.pictures_of_any_story_in_a_preview(), pytest.raises(AssertionError):
        test_the_pictures_of_a_preview_are_seen_by_its_link_alone(found)
