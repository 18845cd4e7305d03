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
from newsroom.audit.models import AuditEntry
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
    "approve": lambda a, by: services.approve(a, by=by or UserFactory(chief=True)),
    "expire": lambda a, by: services.expire(a, by=by),
    "lift_embargo": lambda a, by: services.lift_embargo(a, by=by, reason="Elle a parlé."),
}
# For each status, what each action leads to; what is not here is refused.
LEADS: dict[str, dict[str, str]] = {
    S.DRAFT: {
        "submit": S.IN_REVIEW, "mark_ready": S.READY, "schedule": S.SCHEDULED,
        "publish": S.PUBLISHED, "lift_embargo": S.DRAFT,
    },
    S.IN_REVIEW: {
        "mark_ready": S.READY, "reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED,
        "approve": S.IN_REVIEW, "lift_embargo": S.IN_REVIEW,
    },
    S.READY: {
        "reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED, "approve": S.READY,
        "lift_embargo": S.READY,
    },
    S.SCHEDULED: {
        "reopen": S.DRAFT, "schedule": S.SCHEDULED, "publish": S.PUBLISHED,
        "approve": S.SCHEDULED, "lift_embargo": S.SCHEDULED,
    },
    S.PUBLISHED: {"correct": S.CORRECTED, "withdraw": S.WITHDRAWN, "expire": S.WITHDRAWN},
    S.CORRECTED: {"correct": S.CORRECTED, "withdraw": S.WITHDRAWN, "expire": S.WITHDRAWN},
    S.WITHDRAWN: {
        "publish": S.PUBLISHED, "approve": S.WITHDRAWN, "lift_embargo": S.WITHDRAWN,
    },
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


def fit_for(action: str, article: Article) -> Article:
    """The same story, with what the action needs besides a status."""
    now = timezone.now()
    if action == "expire":
        at = {"release_at": now - 2 * LATER} if article.release_at else {}
        Article.objects.filter(pk=article.pk).update(expires_at=now - LATER, **at)
    if action == "lift_embargo":
        Article.objects.filter(pk=article.pk).update(embargo_until=now + LATER, embargo_reason="–")
    return article


def test_the_table_of_this_test_knows_every_transition() -> None:
    assert set(ACTIONS) == set(services.TRANSITIONS)
    assert set(LEADS) == set(S.values)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("status", S.values)
def test_each_action_in_each_status(status: str, action: str) -> None:
    article = fit_for(action, story(status))
    if target := LEADS[status].get(action):
        ACTIONS[action](article, None)
        assert article.status == target
    else:
        with pytest.raises(services.IllegalTransition):
            ACTIONS[action](article, None)
        assert article.status == status
        # What was refused is known, too.
        assert AuditEntry.objects.get(action=f"{action}_refused").object_id == str(article.pk)
    assert Article.objects.get(pk=article.pk).status == article.status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "status", "permission"),
    [
        ("submit", S.DRAFT, "change_article"),
        ("mark_ready", S.DRAFT, "approve_article"),
        ("reopen", S.READY, "change_article"),
        ("schedule", S.READY, "publish_article"),
        ("publish", S.READY, "publish_article"),
        ("correct", S.PUBLISHED, "publish_article"),
        ("withdraw", S.PUBLISHED, "withdraw_article"),
        ("approve", S.READY, "approve_article"),
        ("lift_embargo", S.READY, "lift_embargo"),
    ],
)
def test_each_action_needs_its_permission(action: str, status: str, permission: str) -> None:
    user = UserFactory(is_superuser=False)
    every = {t.permission.removeprefix("articles.") for t in services.TRANSITIONS.values()}
    assert permission in every
    user.user_permissions.set(Permission.objects.filter(codename__in=every - {permission}))
    article = fit_for(action, story(status))
    with pytest.raises(PermissionDenied):
        ACTIONS[action](article, user)
    assert Article.objects.get(pk=article.pk).status == status
    user = type(user).objects.get(pk=user.pk)
    user.user_permissions.set(Permission.objects.filter(codename=permission))
    ACTIONS[action](article, user)
    assert article.status == LEADS[status][action]


@pytest.mark.django_db
def test_nobody_lets_a_story_expire_by_hand() -> None:
    article = fit_for("expire", story(S.PUBLISHED))
    with pytest.raises(PermissionDenied):
        services.expire(article, by=UserFactory(chief=True))


@pytest.mark.django_db
def test_what_was_done_is_in_the_audit_with_who_and_why() -> None:
    article, chief = ArticleFactory(published=True), UserFactory(chief=True)
    services.withdraw(article, by=chief, reason="Rien n’était vrai.")
    entry = AuditEntry.objects.get(action="withdraw")
    assert (entry.user_pk, entry.object_id) == (chief.pk, str(article.pk))
    assert entry.detail == {"reason": "Rien n’était vrai.", "status": "withdrawn"}


@pytest.mark.django_db
def test_a_story_in_the_trash_goes_nowhere() -> None:
    article = ArticleFactory()
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
    with pytest.raises(services.IllegalTransition):
        services.submit(article, by=None)
    article.refresh_from_db()
    assert services.allowed(article, by=None) == []


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
