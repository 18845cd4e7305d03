"""The desk is told once of contradictions that the night's checks have found anew."""

from datetime import UTC, datetime

import pytest

from articles.choices import NotificationEvent
from articles.models import Finding, Notification
from articles.quality.nightly import run_due
from tests.factories import (
    FindingFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 3, 3, 4, tzinfo=UTC)


def contradiction() -> None:
    """Somebody who died in 1990 and took part in a meeting of 2025."""
    dead = PersonFactory(born="1930", died="1990")
    ParticipationFactory(person=dead, meeting=MeetingFactory(when="2025-08-14"))


def told() -> list[int]:
    rows = Notification.objects.filter(event=NotificationEvent.CONTRADICTIONS).order_by("id")
    return [row.parts["count"] for row in rows]


def test_the_desk_is_told_how_many_contradictions_are_new():
    desk = UserFactory(permissions=["articles.publish_article"])
    UserFactory(permissions=["articles.change_article"])
    contradiction()

    assert run_due(NIGHT)
    found = Finding.objects.filter(rule="contradiction").count()
    assert found
    assert told() == [found]
    assert Notification.objects.get().user == desk

    assert run_due(NIGHT.replace(day=4))
    assert told() == [found]  # known since yesterday


def test_without_contradictions_nobody_is_told():
    UserFactory(permissions=["articles.publish_article"])
    FindingFactory(rule="stub")

    assert run_due(NIGHT)

    assert told() == []
