"""Embargoes: kept until their hour, lifted early by few, with a reason and a trace."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import services
from articles.choices import ArticleStatus as S
from articles.models import Article
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def embargoed(**values):
    return ArticleFactory(embargo_until=timezone.now() + HOUR, **values)


def test_an_embargo_without_a_reason_cannot_be_stored():
    article = ArticleFactory()
    with pytest.raises(IntegrityError, match="article_embargo_has_a_reason"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(embargo_until=timezone.now())


def test_lifting_early_is_written_down_and_frees_the_story():
    article, chief = embargoed(), UserFactory(chief_editor=True)
    until = article.embargo_until

    services.lift_embargo(article, by=chief, reason="Le ministère a parlé.")

    assert (article.embargo_until, article.embargo_reason) == (None, "")
    assert AuditEntry.objects.get(action="lift_embargo").detail == {
        "reason": "Le ministère a parlé.",
        "until": until.isoformat(),
        "embargo": "Conférence de presse",
        "status": "draft",
    }
    assert services.publish(article, by=chief).status == S.PUBLISHED


@pytest.mark.parametrize("role", ["reporter", "desk_editor", "archivist", "partner_manager"])
def test_lifting_early_needs_a_right_of_its_own(role):
    article = embargoed()

    with pytest.raises(PermissionDenied):
        services.lift_embargo(article, by=UserFactory(role=role), reason="Urgent.")

    assert Article.objects.get(pk=article.pk).embargo_until == article.embargo_until
    assert AuditEntry.objects.filter(action="lift_embargo_refused").count() == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"embargo_until": timezone.now() + HOUR}, "  "), ({}, "Urgent.")],
    ids=["no reason", "no embargo"],
)
def test_lifting_needs_an_embargo_and_a_reason(values, reason):
    with pytest.raises(ValidationError):
        services.lift_embargo(ArticleFactory(**values), by=None, reason=reason)


def test_an_embargo_that_has_ended_holds_nothing(time_machine):
    article = embargoed()
    time_machine.move_to(article.embargo_until)

    assert "lift_embargo" not in services.allowed(article, by=None)
    assert services.publish(article, by=None).status == S.PUBLISHED


def test_an_embargo_prolonged_after_scheduling_holds_the_story_without_an_alarm():
    hour = timezone.now() + HOUR
    article = ArticleFactory(scheduled=hour)
    Article.objects.filter(pk=article.pk).update(embargo_until=hour + HOUR, embargo_reason="Report")

    assert services.release_due(hour) == 0
    assert not article.due_failures.exists()


def test_nobody_sees_it_before_and_everybody_after(time_machine):
    article = embargoed()
    services.schedule(article, by=None, at=article.embargo_until)
    services.release_due(timezone.now())
    sequence_all()
    assert not Item.objects.filter(uid=article.uid).exists()

    time_machine.move_to(article.embargo_until)
    services.release_due(timezone.now())
    sequence_all()

    assert Item.objects.visible().filter(uid=article.uid).exists()
