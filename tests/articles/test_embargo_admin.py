"""Embargoes in the story's form: who sets them, what they need, and how they are lifted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.hours import hour_in_words
from articles.models import Article, EmbargoAccess
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import ArticleFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def typed(hours: int) -> str:
    return timezone.localtime(timezone.now() + hours * HOUR).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(desk_editor=True))
    return client


def lift(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/transition/lift_embargo/"


def test_a_desk_editor_sets_an_embargo_with_its_reason_and_its_partners(editor):
    article, partner = ArticleFactory(), PartnerFactory()

    response = desk.post(
        editor,
        article,
        embargo_until=typed(5),
        embargo_reason="Conférence de presse",
        **{"embargo_accesses-TOTAL_FORMS": "1", "embargo_accesses-0-partner": str(partner.pk)},
    )

    assert response.status_code == 302, response.context["errors"]
    article.refresh_from_db()
    assert timezone.localtime(article.embargo_until).strftime("%Y-%m-%dT%H:%M") == typed(5)
    access = EmbargoAccess.objects.get()
    assert (access.article, access.partner) == (article, partner)
    assert access.granted_by == response.wsgi_request.user
    assert hour_in_words(article.embargo_until) in editor.get(desk.change(article)).content.decode()


def test_without_a_reason_it_is_refused(editor):
    page = desk.post(editor, ArticleFactory(), embargo_until=typed(5))

    assert list(page.context["adminform"].form.errors) == ["embargo_reason"]


@pytest.mark.parametrize("until", ["", typed(1)], ids=["emptied", "earlier"])
def test_an_embargo_in_force_is_not_lifted_by_the_way(editor, until):
    article = ArticleFactory(embargo_until=timezone.now() + 2 * HOUR)

    page = desk.post(editor, article, embargo_until=until)

    assert page.context["adminform"].form.errors["embargo_until"]
    assert Article.objects.get().embargo_until == article.embargo_until


def test_it_can_be_prolonged(editor):
    article = ArticleFactory(embargo_until=timezone.now() + 2 * HOUR)

    assert desk.post(editor, article, embargo_until=typed(9)).status_code == 302
    assert Article.objects.get().embargo_until > article.embargo_until


def test_it_comes_too_late_for_a_story_that_is_out(editor):
    article = ArticleFactory(published=True)

    page = desk.post(editor, article, embargo_until=typed(5), embargo_reason="Trop tard")

    assert page.context["adminform"].form.errors["embargo_until"]


def test_a_reporter_sees_an_embargo_and_does_not_type_one(client):
    client.force_login(UserFactory(reporter=True))
    article = ArticleFactory(embargo_until=timezone.now() + 2 * HOUR)

    page = client.get(desk.change(article))
    desk.post(client, article, embargo_until="", embargo_reason="")

    assert not {"embargo_until", "embargo_reason", "expires_at"} & set(
        page.context["adminform"].form.fields
    )
    assert hour_in_words(article.embargo_until) in page.content.decode()
    assert Article.objects.get().embargo_until == article.embargo_until


def test_the_chief_editor_lifts_it_with_a_reason(client):
    client.force_login(UserFactory(chief_editor=True, username="chief"))
    article = ArticleFactory(embargo_until=timezone.now() + 2 * HOUR)

    assert lift(article) in client.get(desk.change(article)).content.decode()
    empty = client.post(lift(article), {"reason": ""})
    assert empty.context["form"].errors["reason"]
    client.post(lift(article), {"reason": "Le ministère a parlé."})

    assert Article.objects.get().embargo_until is None
    entry = AuditEntry.objects.get(action="lift_embargo")
    assert (entry.user_name, entry.detail["reason"]) == ("chief", "Le ministère a parlé.")


def test_a_desk_editor_does_not_lift_it(editor):
    article = ArticleFactory(embargo_until=timezone.now() + 2 * HOUR)

    assert lift(article) not in editor.get(desk.change(article)).content.decode()
    editor.post(lift(article), {"reason": "Urgent."})

    assert Article.objects.get().embargo_until == article.embargo_until
