"""From the letter to the desk: who is told, who sees to it, who sees what, and what is erased."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import connections
from django.test import Client
from django.utils import timezone

from articles import services
from articles.choices import NotificationEvent as E
from articles.mailing import mail
from articles.models import Notification
from articles.notification_words import page_of, words_of
from articles.notifying import tell
from articles.roles import Role
from newsroom.audit.models import AuditEntry
from newsroom.readers import reports, taking
from newsroom.readers.choices import Outcome, ReportState
from newsroom.readers.forms import KEEP_EMAIL
from newsroom.readers.models import Letter, Report
from newsroom.readers.tasks import forget_readers, take_letters
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.factories import (
    ArticleFactory,
    LetterFactory,
    PersonFactory,
    ReportFactory,
    StatementFactory,
    UserFactory,
)
from tests.readers.letters import TEXT, send

pytestmark = pytest.mark.django_db


def letter_about(thing, **said) -> Letter:
    return LetterFactory(content={"item": str(thing.uid), "text": TEXT, "language": "fr", **said})


def published(**values):
    article = ArticleFactory(published=True, headline="Entretiens de Bamako", **values)
    sequence_all()
    return article


def test_what_a_reader_sends_reaches_the_desk(client):
    story = published()
    editor = UserFactory(role=Role.DESK_EDITOR)
    said = {"text": TEXT, "quote": "vendredi", "email": "awa@example.org"}
    send(client, f"/signaler/{story.uid}/", what=str(story.uid), **said)

    take_letters(0)

    report = Report.objects.get()
    assert {name: getattr(report, name) for name in said} == said
    assert (report.kind, report.item, report.state) == ("article", story.uid, ReportState.NEW)
    assert report.title == "Entretiens de Bamako"
    told = Notification.objects.get(user=editor)
    assert (told.event, told.article) == (E.REPORT, story)
    assert page_of(told) == desk.change(report)
    assert "Entretiens de Bamako" in words_of(told)
    # Nothing of it is left in the box, and it is not taken twice.
    assert Letter.objects.get().content == {}
    assert taking.take_letters() == 0


def test_what_is_said_of_a_statement_is_told_to_who_wrote_its_story():
    story = ArticleFactory()
    statement = StatementFactory(article=story)
    services.publish(story, by=UserFactory(chief=True))
    sequence_all()
    UserFactory(role=Role.DESK_EDITOR)
    letter_about(statement)

    taking.take_letters()

    assert {row.article for row in Notification.objects.filter(event=E.REPORT)} == {story}


def test_a_report_about_a_person_leads_to_the_record(chief):
    person = PersonFactory(public=True, name="Salifou Mody")
    sequence_all()
    letter_about(person)
    taking.take_letters()

    page = chief.get(desk.change(Report.objects.get())).content.decode()

    assert desk.change(person) in page
    assert f"/personnes/{person.uid}/" in page


MEANINGLESS = {
    "nothing": {},
    "no thing": {"item": str(uuid.uuid4()), "text": TEXT},
    "no uid": {"item": "x", "text": TEXT},
    "no text": {"text": ""},
    "too much": {"text": "a" * 2001},
    "no address": {"text": TEXT, "email": "x"},
    "no words": {"text": None, "item": 3},
}


@pytest.mark.parametrize("content", MEANINGLESS.values(), ids=MEANINGLESS.keys())
def test_what_no_form_has_sent_is_dropped_and_holds_nothing_up(content):
    story = published()
    LetterFactory(content={"item": str(story.uid), **content} if content else {})
    letter_about(story)

    assert taking.take_letters() == 2
    assert Report.objects.count() == 1
    assert not Letter.objects.filter(taken_at=None).exists()


def test_what_cannot_be_taken_stays_and_holds_nothing_up(monkeypatch):
    story = published()
    poison = letter_about(story, quote="poison")
    letter_about(story)

    def refuse(report):
        if report.quote:
            raise RuntimeError("no")

    monkeypatch.setattr(reports, "_told", [refuse])
    with pytest.raises(RuntimeError):
        taking.take_letters()

    assert [row.pk for row in Letter.objects.filter(taken_at=None)] == [poison.pk]
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_a_letter_once():
    story = published()
    for _ in range(5):
        letter_about(story)
    gate = threading.Barrier(2)

    def take():
        gate.wait()
        taking.take_letters()
        connections.close_all()

    workers = [threading.Thread(target=take) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert Report.objects.count() == 5


def test_an_e_mail_about_a_report_says_no_word_of_what_is_gone():
    person = PersonFactory(public=True, name="Salifou Mody")
    sequence_all()
    editor = UserFactory(role=Role.DESK_EDITOR, email="chef@agence.example")
    report = ReportFactory(kind="person", item=person.uid, title="Salifou Mody")
    parts = {"story": report.title, "report": report.pk}
    [row] = tell(E.REPORT, None, by=None, parts=parts)
    Notification.objects.filter(pk=row.pk).update(by_mail=True)

    mail(row.pk)

    [message] = outbox.outbox
    assert message.to == [editor.email]
    assert "Mody" not in message.subject + message.body
    assert desk.change(report) in message.body


@pytest.mark.parametrize(
    ("days", "state", "kept"),
    [
        (KEEP_EMAIL + 1, ReportState.DONE, ""),
        (KEEP_EMAIL - 1, ReportState.DONE, "lectrice@example.org"),
        (400, ReportState.NEW, "lectrice@example.org"),
    ],
)
def test_an_address_is_erased_some_days_after_its_report_is_done(days, state, kept):
    at = timezone.now() - timedelta(days=days)
    done = {"outcome": Outcome.KNOWN, "closed_at": at} if state == ReportState.DONE else {}
    report = ReportFactory(state=state, made_at=at, **done)

    forget_readers(0)

    report.refresh_from_db()
    assert (report.email, report.text) == (kept, ReportFactory.text)
    assert AuditEntry.objects.filter(action="report_emails_erased").exists() == (not kept)


def test_what_is_left_of_letters_goes():
    now = timezone.now()
    for days in (1, 3):
        old = LetterFactory()
        Letter.objects.filter(pk=old.pk).update(taken_at=now - timedelta(days=days))
    LetterFactory()

    forget_readers(0)

    assert Letter.objects.count() == 2


def test_the_form_says_how_long_an_address_is_kept():
    story = published()

    page = Client().get(f"/signaler/{story.uid}/").content.decode()

    assert f"{KEEP_EMAIL} jours" in page
