"""Filters kept under a name: one's own, everybody's, and the queues that are there already."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actors.models import Meeting, Person
from articles import history
from articles.models import Article, Finding, SavedFilter
from articles.queues import QUEUES
from tests import desk
from tests.factories import ArticleFactory, SavedFilterFactory, UserFactory

pytestmark = pytest.mark.django_db

KEEP = "admin:keep_filter"


@pytest.fixture
def editor(client: Client):
    user = UserFactory(desk_editor=True)
    client.force_login(user)
    return user


def keep(client: Client, **values: str):
    data = {"name": "Urgents", "model": "articles.article", "query": "urgency__exact=1"} | values
    return client.post(reverse(KEEP), data)


@pytest.mark.parametrize("model", [Article, Person, Meeting, Finding])
def test_a_filter_is_kept_and_stands_above_its_list(client, editor, model):
    address = desk.changelist(model)
    query = "q=sommet"

    response = keep(client, model=model._meta.label_lower, query=f"{query}&p=3&e=1")

    assert response.headers["Location"] == f"{address}?{query}"
    page = client.get(address)
    assert f'href="?{query}"' in page.content.decode()
    assert "Urgents" in page.content.decode()
    other = Person if model is not Person else Meeting
    assert "Urgents" not in client.get(desk.changelist(other)).content.decode()


def test_a_filter_of_the_same_name_is_replaced(client, editor):
    keep(client)
    keep(client, query="status__exact=draft")

    assert SavedFilter.objects.get().query == "status__exact=draft"


def test_a_colleague_sees_it_only_if_it_is_shared(client, editor):
    SavedFilterFactory(name="À moi seule", is_shared=False)
    SavedFilterFactory(name="Pour tous", is_shared=True)

    page = client.get(desk.changelist(Article)).content.decode()

    assert "Pour tous" in page
    assert "À moi seule" not in page


@pytest.mark.parametrize(
    ("role", "status", "kept"), [("desk_editor", 403, 0), ("chief_editor", 302, 1)]
)
def test_only_a_chief_editor_shares(client, role, status, kept):
    client.force_login(UserFactory(role=role))

    assert keep(client, shared="on").status_code == status
    assert SavedFilter.objects.filter(is_shared=True).count() == kept


def test_a_filter_is_dropped_by_its_maker_and_a_shared_one_by_a_chief(client, editor):
    own, shared = SavedFilterFactory(user=editor, is_shared=False), SavedFilterFactory()
    foreign = SavedFilterFactory(is_shared=False)

    def drop(row) -> int:
        return client.post(reverse("admin:drop_filter", args=[row.pk])).status_code

    assert (drop(own), drop(shared), drop(foreign)) == (302, 404, 404)
    client.force_login(UserFactory(chief_editor=True))
    assert (drop(shared), drop(foreign)) == (302, 404)
    assert list(SavedFilter.objects.all()) == [foreign]


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 61}])
def test_a_filter_without_a_fit_name_is_refused_in_words(client, editor, values):
    response = keep(client, **values)

    assert response.status_code == 302
    assert not SavedFilter.objects.exists()


def test_nobody_keeps_a_filter_of_a_list_that_is_hidden(client, editor):
    assert keep(client, model="auth.user").status_code == 404
    assert keep(client, model="nothing.here").status_code == 404
    assert client.get(reverse(KEEP)).status_code == 405


def test_a_kept_filter_cannot_smuggle_markup_into_the_list(client, editor):
    keep(client, name='"><script>alert(1)</script>', query='q="><script>alert(2)</script>')

    page = client.get(desk.changelist(Article)).content.decode()

    assert "<script>alert" not in page


def test_each_queue_finds_its_stories_and_only_those(client):
    user = UserFactory(chief=True)
    client.force_login(user)
    now = timezone.now()
    mine = ArticleFactory()
    history.record(mine, by=user)
    handed_in = ArticleFactory(in_review=True)
    due = ArticleFactory(scheduled=now + timedelta(seconds=1))
    lifting = ArticleFactory(embargo_until=now + timedelta(minutes=1), embargo_reason="Accord")
    due.due_failures.create(
        task="release", failed_at=now, again_at=now + timedelta(hours=1), error="x"
    )
    expected = {
        "mine": {mine},
        "awaiting": {handed_in},
        "scheduled_today": {due},
        "embargo_lifting": {lifting},
        "failed": {due},
    }

    found = {
        code: set(client.get(desk.changelist(Article), {"queue": code}).context["cl"].queryset)
        for code in QUEUES
    }

    assert found == expected


def test_a_story_in_the_trash_stands_in_no_queue(client):
    user = UserFactory(chief=True)
    client.force_login(user)
    story = ArticleFactory()
    history.record(story, by=user)
    Article.objects.filter(pk=story.pk).update(trashed_at=timezone.now())

    for code in QUEUES:
        page = client.get(desk.changelist(Article), {"queue": code})
        assert not page.context["cl"].queryset, code
