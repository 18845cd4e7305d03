"""A story that develops is a chain: in order, without circles, with the way to the latest."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from articles import services
from articles.models import Article
from articles.versions import versions
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory, UserFactory


def at(hour: int) -> datetime:
    return datetime(2025, 8, 14, hour, tzinfo=UTC)


def chain_of_three() -> list[Article]:
    first = ArticleFactory(headline="Première", published=at(8))
    second = ArticleFactory(headline="Deuxième", update_of=first, published=at(9))
    return [first, second, ArticleFactory(headline="Dernière", update_of=second, published=at(10))]


def document(article: Article) -> dict[str, Any]:
    sequence_all()
    return Item.objects.get(uid=article.uid).doc or {}


@pytest.mark.django_db
def test_versions_are_in_the_order_of_their_time_and_drafts_come_last():
    first, second, last = chain_of_three()
    draft = ArticleFactory(update_of=first)
    ArticleFactory(published=True)

    for article in (first, second, last, draft):
        assert [row.pk for row in versions(article)] == [
            row.pk for row in (first, second, last, draft)
        ]


@pytest.mark.django_db
def test_the_document_names_previous_next_and_all_versions():
    first, second, last = chain_of_three()
    order = [str(row.uid) for row in (first, second, last)]

    doc = document(second)

    assert (doc["previous"], doc["next"]) == (order[0], order[2])
    assert doc["versions"] == order
    assert document(first)["previous"] is None
    assert document(last)["next"] is None


@pytest.mark.django_db
def test_a_story_without_versions_has_none():
    doc = document(ArticleFactory(published=True))

    assert (doc["previous"], doc["next"], doc["versions"]) == (None, None, [])


@pytest.mark.django_db
def test_a_version_that_is_withdrawn_is_left_out_of_the_others():
    first, second, last = chain_of_three()
    assert document(first)["next"] == str(second.uid)

    services.withdraw(second, by=None, reason="Erreur.")

    assert document(first)["next"] == str(last.uid)
    assert document(last)["versions"] == [str(first.uid), str(last.uid)]


@pytest.mark.django_db
def test_a_draft_update_shows_nowhere_until_it_is_out():
    first = ArticleFactory(published=at(8))
    update = ArticleFactory(update_of=first)
    assert document(first)["versions"] == []

    services.publish(update, by=None)

    assert document(first)["next"] == str(update.uid)


@pytest.mark.django_db
def test_untying_a_version_changes_all_that_named_it():
    first, second, last = chain_of_three()
    document(first)

    Article.objects.filter(pk=last.pk).update(update_of=None)

    assert document(first)["versions"] == [str(first.uid), str(second.uid)]
    assert document(last)["versions"] == []


@pytest.mark.django_db
def test_the_page_of_an_old_version_leads_to_the_latest(client: Client):
    first, second, last = chain_of_three()
    sequence_all()

    page = client.get(f"/articles/{first.uid}/", follow=True).content.decode()

    assert page.index("Deuxième") < page.rindex("Dernière")
    latest = Item.objects.get(uid=last.uid)
    notice = page[page.index('class="notice"') : page.index('class="text"')]
    assert str(latest.uid) in notice


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["update_of", "translation_of"])
def test_a_circle_is_refused_by_the_database(column):
    first = ArticleFactory()
    second = ArticleFactory(**{column: first})
    third = ArticleFactory(**{column: second})

    with pytest.raises(IntegrityError, match="a circle of stories"), transaction.atomic():
        Article.objects.filter(pk=first.pk).update(**{column: third})

    assert getattr(Article.objects.get(pk=first.pk), column) is None


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["update_of", "translation_of"])
def test_a_circle_is_refused_in_the_form_in_words(client: Client, column):
    first = ArticleFactory()
    second = ArticleFactory(**{column: ArticleFactory(**{column: first})})
    client.force_login(UserFactory(chief=True))

    response = desk.post(client, first, **{column: str(second.pk)})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors[column]
    assert getattr(Article.objects.get(pk=first.pk), column) is None


@pytest.mark.django_db(transaction=True)
def test_two_ties_at_once_make_no_circle():
    one, other = ArticleFactory(), ArticleFactory()
    both, refused = threading.Barrier(2), []

    def tie(article: Article, to: Article) -> None:
        try:
            with transaction.atomic():
                both.wait(timeout=10)
                Article.objects.filter(pk=article.pk).update(update_of=to)
        except IntegrityError:
            refused.append(article.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=tie, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(refused) == 1
    assert Article.objects.exclude(update_of=None).count() == 1
