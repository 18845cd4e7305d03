"""Reminding partners: who can be, how often, what the e-mail says, and two who ask at once."""

from datetime import timedelta

import pytest
from django.core import mail as mails
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.services import correct, withdraw
from newsroom.audit.models import AuditEntry
from newsroom.partners.models import Partner
from newsroom.pulls.models import Nudge
from newsroom.pulls.nudging import PAUSE, mail, nudge
from newsroom.register.sequencer import sequence_all
from tests.actors.test_merging_threads import Worker, waits_for_a_lock
from tests.factories import ArticleFactory, UserFactory
from tests.pulls.takers import report_on, taker

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "Entretien à huis clos"


@pytest.fixture
def story():
    article = ArticleFactory(published=True, language="fr", headline=CANARY)
    sequence_all()
    return article


@pytest.fixture
def mirror(story):
    found = taker("lang:fr").pull()
    withdraw(story, by=None, reason="Faux.")
    sequence_all()
    return found


@pytest.fixture
def somebody():
    return UserFactory(partner_manager=True, username="parts")


def asked(mirror, story, by=None):
    return nudge(mirror.access.partner, story.uid, report_on(story).change.version, by=by)


def refused(mirror, story) -> str:
    with pytest.raises(ValidationError) as caught:
        asked(mirror, story)
    return caught.value.code


def test_the_contact_is_written_to_in_both_languages_without_what_the_story_said(
    mirror, story, somebody
):
    made = asked(mirror, story, by=somebody)
    assert ProcrastinateJob.objects.filter(task_name="send_nudge", args={"pk": made.pk}).exists()

    assert mail(made.pk)

    [message] = mails.outbox
    assert message.to == ["desk@quotidien.example"]
    assert str(story.uid) in message.subject
    for words in ("Faux.", "Bonjour", "Hello", "Veuillez supprimer", "Please remove",
                  f"/api/v1/articles/{story.uid}", "/api/v1/changes", "/partenaires/compte/",
                  str(report_on(story).change.seq)):  # fmt: skip
        assert words in message.body
    assert CANARY not in message.body + message.subject
    assert not mail(made.pk)
    assert len(mails.outbox) == 1


def test_it_stands_in_the_audit_and_in_the_report(mirror, story, somebody):
    made = asked(mirror, story, by=somebody)

    entry = AuditEntry.objects.get(action="partner_nudged")
    partner = Partner.objects.get(pk=mirror.access.partner)
    assert (entry.user_name, entry.words) == ("parts", partner.name)
    assert entry.detail == {"story": str(story.uid), "version": 2, "sort": "withdrawn"}
    assert report_on(story).rows[0].nudged_at == made.at


def test_once_an_hour_for_each_change(mirror, story):
    first = asked(mirror, story)
    assert refused(mirror, story) == "too_soon"

    Nudge.objects.filter(pk=first.pk).update(at=timezone.now() - PAUSE)

    assert asked(mirror, story).pk != first.pk


def test_another_change_of_the_same_story_is_another_matter(story):
    mirror = taker("lang:fr").pull()
    for note in ("Une fois.", "Deux fois."):
        correct(story, by=None, note=note)
        sequence_all()
        asked(mirror, story)

    assert Nudge.objects.values("version").distinct().count() == 2


def test_who_has_taken_it_is_left_alone(mirror, story):
    made = asked(mirror, story)
    mirror.pull()
    mirror.pull_page()

    Nudge.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(hours=2))
    assert refused(mirror, story) == "taken"
    assert not mail(made.pk)
    assert mails.outbox == []


def test_who_never_had_the_story_cannot_be_reminded_of_it(mirror, story):
    other = taker("lang:en").pull()

    assert refused(other, story) == "unknown"


def test_without_a_contact_there_is_nobody_to_write_to(mirror, story):
    Partner.objects.filter(pk=mirror.access.partner).update(email="")

    assert refused(mirror, story) == "no_contact"
    assert not Nudge.objects.exists()


def test_two_who_ask_at_once_make_one_reminder(mirror, story):
    outcomes = []
    with connection.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select from partners_partner for update")
        workers = [Worker(lambda: asked(mirror, story)) for _ in range(2)]
        assert waits_for_a_lock()
        cursor.execute("commit")
    outcomes = [worker.done() for worker in workers]

    assert sorted(type(one).__name__ for one in outcomes) == ["Nudge", "ValidationError"]
    assert Nudge.objects.count() == 1
