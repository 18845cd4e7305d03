"""What is due and fails: the hour stays, it is tried again ever more slowly, and it is told."""

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from articles import services
from articles.choices import ArticleStatus as S
from articles.models import Article, DueFailure, Notification
from articles.transitions import publishing
from articles.transitions.due import FIRST_PAUSE, LONGEST_PAUSE
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import ArticleFactory, DueFailureFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
EMPTY = {"headline": "", "lead": "", "body": "", "body_text": ""}
FULL = {"lead": "Deux ministres se sont entretenus à Bamako."}


def change(article: Article, **values: object) -> None:
    Article.objects.filter(pk=article.pk).update(**values)


@pytest.fixture
def failed() -> Article:
    """A story that was due an hour from now, was emptied, and could not go out."""
    article = ArticleFactory(scheduled=timezone.now() + HOUR)
    change(article, **EMPTY)
    assert services.release_due(article.release_at) == 0
    return article


def test_a_failure_keeps_the_schedule_and_raises_an_alarm(failed, caplog):
    stored = Article.objects.get(pk=failed.pk)

    assert (stored.status, stored.release_at) == (S.SCHEDULED, failed.release_at)
    failure = DueFailure.objects.get()
    assert (failure.article, failure.task, failure.tries) == (stored, "release", 1)
    assert failure.error
    assert AuditEntry.objects.get(action="release_failed").detail["why"] == failure.error
    assert any(
        record.levelno == logging.ERROR and f"story {failed.pk} " in record.getMessage()
        for record in caplog.get_records("setup")
    )


def test_the_desk_is_told_once_and_not_at_every_try():
    chief = UserFactory(desk_editor=True)
    article = ArticleFactory(scheduled=timezone.now() + HOUR)
    change(article, **EMPTY)

    for hours in range(3):
        services.release_due(article.release_at + hours * HOUR)

    assert DueFailure.objects.get().tries == 3
    told = Notification.objects.filter(event="release_failed", user=chief)
    assert [row.article for row in told] == [article]


def test_pauses_grow_and_stay_bearable(failed):
    now, pauses = failed.release_at, []
    for _ in range(8):
        failure = DueFailure.objects.get()
        pauses.append(failure.again_at - failure.failed_at)
        just_before = failure.again_at - timedelta(seconds=1)
        services.release_due(just_before)
        assert DueFailure.objects.get().tries == failure.tries
        now = failure.again_at
        services.release_due(now)

    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert max(pauses) == pauses[-1] == LONGEST_PAUSE


def test_what_was_mended_goes_out_at_the_next_try_and_the_alarm_ends(failed):
    change(failed, **FULL)

    assert services.release_due(failed.release_at + HOUR) == 1

    assert Article.objects.get(pk=failed.pk).status == S.PUBLISHED
    assert not DueFailure.objects.exists()


def test_a_schedule_that_is_dropped_takes_its_alarm_along(failed):
    services.reopen(failed, by=None)

    assert not DueFailure.objects.exists()


def test_whatever_goes_wrong_with_one_story_the_others_go_out(monkeypatch):
    articles = ArticleFactory.create_batch(3, scheduled=timezone.now() + HOUR)
    fit = publishing.require_ready

    def breaks(row: Article) -> None:
        if row.pk == articles[0].pk:
            raise RuntimeError("a disk is full")
        fit(row)

    monkeypatch.setattr(publishing, "require_ready", breaks)

    assert services.release_due(articles[2].release_at) == 2
    assert DueFailure.objects.get().error == "a disk is full"


def test_an_expired_story_leaves_a_notice_and_partners_are_told(time_machine):
    article = ArticleFactory(published=True, expires_at=timezone.now() + HOUR)
    sequence_all()
    time_machine.move_to(article.expires_at)

    assert services.expire_due(timezone.now()) == 1
    sequence_all()

    stored = Article.objects.get(pk=article.pk)
    assert stored.status == S.WITHDRAWN
    item = Item.objects.get(uid=article.uid)
    assert (item.live, item.status, item.notice["reason"]) == (
        False,
        "canceled",
        stored.withdrawal.reason,
    )
    with pytest.raises(ValidationError) as refusal:  # its hour has to be changed first
        services.publish(stored, by=None)
    assert refusal.value.code == "expired"


def test_an_expiry_that_fails_is_kept_and_tried_again_too(monkeypatch, time_machine):
    article = ArticleFactory(published=True, expires_at=timezone.now() + HOUR)
    time_machine.move_to(article.expires_at)
    with monkeypatch.context() as patch:
        patch.setattr("articles.transitions.notices.close_records", lambda row: 1 / 0)
        assert services.expire_due(timezone.now()) == 0
    assert (Article.objects.get().status, DueFailure.objects.get().task) == (S.PUBLISHED, "expiry")

    time_machine.move_to(article.expires_at + HOUR)

    assert services.expire_due(timezone.now()) == 1


@pytest.mark.parametrize("hours", [0, -1])
def test_no_story_expires_before_it_is_released(hours):
    at = timezone.now() + 2 * HOUR
    with pytest.raises(ValidationError) as refusal:
        services.schedule(ArticleFactory(expires_at=at + hours * HOUR), by=None, at=at)
    assert refusal.value.code == "expired"


def test_the_list_of_stories_shows_alarms(client: Client):
    client.force_login(UserFactory(chief=True))
    alarm = DueFailureFactory(article__headline="En panne").article
    ArticleFactory(headline="En ordre")

    page = client.get(desk.changelist(Article), {"failed": "yes"}).content.decode()

    assert "En panne" in page
    assert "En ordre" not in page
    assert "La dépêche est vide." in client.get(desk.change(alarm)).content.decode()
