"""The way of a story to print: which status leads where, who may do it, and what it needs."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone

from articles import services
from articles.choices import ArticleStatus
from articles.models import Article
from tests.factories import ArticleFactory, UserFactory

S = ArticleStatus
LATER = timedelta(days=1)
ACTIONS: dict[str, Any] = {
    "submit": lambda a, by: services.submit(a, by=by),
    "mark_ready": lambda a, by: services.mark_ready(a, by=by),
    "reopen": lambda a, by: services.reopen(a, by=by),
    "schedule": lambda a, by: services.schedule(a, by=by, at=timezone.now() + LATER),
    "publish": lambda a, by: services.publish(a, by=by),
    "correct": lambda a, by: services.correct(a, by=by, note="La date était fausse."),
    "withdraw": lambda a, by: services.withdraw(a, by=by, reason="Rien n’était vrai."),
}
# For each status, what each action leads to; what is not here is refused.
LEADS: dict[str, dict[str, str]] = {
    S.DRAFT: {
        "submit": S.IN_REVIEW, "mark_ready": S.READY, "schedule": S.SCHEDULED,
        "publish": S.PUBLISHED,
    },
    S.IN_REVIEW: {
        "mark_ready": S.READY, "reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED,
    },
    S.READY: {"reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED},
    S.SCHEDULED: {"reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED},
    S.PUBLISHED: {"correct": S.CORRECTED, "withdraw": S.WITHDRAWN},
    S.CORRECTED: {"correct": S.CORRECTED, "withdraw": S.WITHDRAWN},
    S.WITHDRAWN: {"publish": S.PUBLISHED},
}  # fmt: skip


def story(status: str) -> Article:
    """A story that reached the status by the proper way."""
    states = {
        S.DRAFT: {}, S.IN_REVIEW: {"in_review": True}, S.READY: {"ready": True},
        S.SCHEDULED: {"scheduled": timezone.now() + LATER}, S.PUBLISHED: {"published": True},
        S.CORRECTED: {"corrected": True}, S.WITHDRAWN: {"withdrawn": True},
    }  # fmt: skip
    article = ArticleFactory(**states[S(status)])
    assert article.status == status
    return article


@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("status", S.values)
def test_each_action_in_each_status(status: str, action: str) -> None:
    article = story(status)
    if target := LEADS[status].get(action):
        ACTIONS[action](article, None)
        assert article.status == target
    else:
        with pytest.raises(services.IllegalTransition):
            ACTIONS[action](article, None)
        assert article.status == status
    assert Article.objects.get(pk=article.pk).status == article.status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "status", "permission"),
    [
        ("submit", S.DRAFT, "change_article"),
        ("mark_ready", S.DRAFT, "change_article"),
        ("reopen", S.READY, "change_article"),
        ("schedule", S.READY, "publish_article"),
        ("publish", S.READY, "publish_article"),
        ("correct", S.PUBLISHED, "publish_article"),
        ("withdraw", S.PUBLISHED, "withdraw_article"),
    ],
)
def test_each_action_needs_its_permission(action: str, status: str, permission: str) -> None:
    user = UserFactory(is_superuser=False)
    others = {"change_article", "publish_article", "withdraw_article"} - {permission}
    user.user_permissions.set(Permission.objects.filter(codename__in=others))
    article = story(status)
    with pytest.raises(PermissionDenied):
        ACTIONS[action](article, user)
    assert Article.objects.get(pk=article.pk).status == status
    user = type(user).objects.get(pk=user.pk)
    user.user_permissions.set(Permission.objects.filter(codename=permission))
    ACTIONS[action](article, user)
    assert article.status == LEADS[status][action]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "refused",
    [
        lambda a: services.schedule(a, by=None, at=timezone.now() - LATER),
        lambda a: services.publish(a, by=None, at=timezone.now() + LATER),
        lambda a: services.correct(a, by=None, note="  "),
        lambda a: services.withdraw(a, by=None, reason=""),
    ],
    ids=["schedule-past", "publish-future", "correct-without-note", "withdraw-without-reason"],
)
def test_what_is_incomplete_is_refused(refused: Any) -> None:
    article = ArticleFactory()
    with pytest.raises(ValidationError):
        refused(article)
    assert Article.objects.get(pk=article.pk).status == S.DRAFT


@pytest.mark.django_db
def test_an_embargo_holds_against_publishing_and_against_an_earlier_schedule() -> None:
    until = timezone.now() + timedelta(hours=2)
    article = ArticleFactory(embargo_until=until, embargo_reason="Conférence de presse")
    with pytest.raises(ValidationError, match="embargo"):
        services.publish(article, by=None)
    with pytest.raises(ValidationError, match="embargo"):
        services.schedule(article, by=None, at=until - timedelta(minutes=1))
    services.schedule(article, by=None, at=until)
    assert services.release_due(until - timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_a_story_that_cannot_go_out_holds_up_no_other() -> None:
    emptied, *others = ArticleFactory.create_batch(3, scheduled=True)
    Article.objects.filter(pk=emptied.pk).update(headline="", lead="", body="", body_text="")
    assert services.release_due(timezone.now() + LATER) == len(others)
    assert Article.objects.get(pk=emptied.pk).status == S.SCHEDULED


@pytest.mark.django_db
def test_an_empty_story_cannot_be_scheduled() -> None:
    article = ArticleFactory(headline="", lead="", body="")
    with pytest.raises(ValidationError):
        services.schedule(article, by=None, at=timezone.now() + LATER)


@pytest.mark.django_db
def test_an_archived_story_keeps_the_day_it_came_out() -> None:
    day = datetime(2016, 1, 1, 12, tzinfo=UTC)
    article = services.publish(ArticleFactory(), by=None, at=day)
    assert Article.objects.get(pk=article.pk).published_at == day


@pytest.mark.django_db(transaction=True)
def test_two_workers_release_a_due_story_once() -> None:
    articles = ArticleFactory.create_batch(8, scheduled=timezone.now() + LATER)
    counts: list[int] = []

    def work() -> None:
        try:
            counts.append(services.release_due(timezone.now() + 2 * LATER))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == len(articles)
    assert not Article.objects.exclude(status=S.PUBLISHED).exists()
