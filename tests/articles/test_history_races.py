"""Two at once, on connections of their own: versions, unsaved texts, planned changes, trash."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from articles import editing, planned_changes, trash
from articles.history import content_of, record
from articles.models import Article, Draft, PlannedChange, Revision
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, each on a connection of its own; what each gave or raised."""
    together, given = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(index: int) -> None:
        try:
            together.wait()
            given[index] = deeds[index]()
        except Exception as error:  # noqa: BLE001 (handed to the test)
            given[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def change_and_record(article: Article, headline: str) -> Revision | None:
    Article.objects.filter(pk=article.pk).update(headline=headline)
    return record(article, by=None)


def test_versions_kept_at_once_have_numbers_of_their_own():
    article = ArticleFactory()

    given = at_once(*(lambda n=n: change_and_record(article, f"Titre {n}") for n in range(5)))

    assert not [one for one in given if isinstance(one, Exception)]
    numbers = list(article.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_two_texts_of_one_tab_that_arrive_at_once_are_one_unsaved_text():
    article, user, tab, both = ArticleFactory(), UserFactory(), uuid4(), threading.Barrier(2)

    def keep(words: str) -> Draft:
        def base() -> None:
            both.wait(timeout=30)  # neither has found the other's row

        data = [["headline", words]]
        return editing.keep_draft(article, by=user, tab=tab, version=1, data=data, base=base)

    given = at_once(lambda: keep("Un"), lambda: keep("Un mot"))

    assert not [one for one in given if isinstance(one, Exception)], given
    assert Draft.objects.get().data in ([["headline", "Un"]], [["headline", "Un mot"]])


def test_two_workers_make_a_planned_change_once():
    article = ArticleFactory(published=True, headline="Ce qui est")
    content = content_of(article)
    content["fields"]["headline"] = "Ce qui sera"
    planned_changes.plan(article, content, at=timezone.now() + timedelta(hours=1), by=None)
    later = timezone.now() + timedelta(hours=2)

    given = at_once(*([lambda: planned_changes.apply_due(later)] * 3))

    assert sum(given) == 1
    assert article.revisions.filter(kind="applied").count() == 1
    assert PlannedChange.objects.get().state == "applied"


def test_a_draft_brought_back_while_the_trash_is_emptied_is_either_there_or_gone():
    article = ArticleFactory()
    trash.throw_away(article, by=None)
    now = timezone.now() + timedelta(days=31)

    at_once(lambda: trash.empty(now), lambda: trash.bring_back(article, by=None))

    left = Article.objects.filter(pk=article.pk)
    assert not left.exists() or left.get().trashed_at is None
