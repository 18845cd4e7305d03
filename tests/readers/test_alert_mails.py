"""E-mails of alerts: what is visible, after a while, at most once, with the way out of it."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.db import connections
from django.utils import timezone

from articles import services
from newsroom.readers import alerts
from newsroom.readers.models import Alert
from newsroom.readers.tasks import look_for_news
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory, ArticleFactory, LetterFactory, PersonFactory
from tests.newsroom.smtp import mail_server

pytestmark = pytest.mark.django_db

LATER = alerts.DELAY + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def addresses(settings) -> None:
    settings.READERS_ADDRESS = "https://archive.example"


def publish(headline: str, **values):
    story = ArticleFactory(headline=headline, ready=True, **values)
    services.publish(story, by=None)
    sequence_all()
    return story


def begun(**values) -> Alert:
    """An alert that looks on from an hour ago."""
    return AlertFactory(confirmed_at=timezone.now() - timedelta(hours=1), **values)


def sent() -> outbox.EmailMessage:
    [message] = outbox.outbox
    return message


def test_news_is_sent_after_a_while_and_once():
    alert = begun()
    story = publish("Tombouctou : deux ministres")
    now = timezone.now()

    assert not alerts.mail(alert.pk, now)  # a slip can still be withdrawn
    assert alerts.mail(alert.pk, now + LATER)
    assert not alerts.mail(alert.pk, now + LATER)
    assert not alerts.mail(alert.pk, now + 2 * LATER)

    assert "Tombouctou" in sent().subject
    assert f"https://archive.example/articles/{story.uid}/" in sent().body
    assert "Tombouctou\u202f: deux ministres" in sent().body


def test_every_e_mail_has_the_way_out_of_it():
    alert = begun()
    publish("Tombouctou, mardi")
    alerts.mail(alert.pk, timezone.now() + LATER)

    stop = f"https://archive.example/alertes/{alert.key}/fin/"
    headers = sent().message()
    assert headers["List-Unsubscribe"] == f"<{stop}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert stop in sent().body
    assert headers.get_content_type() == "text/plain"
    assert sent().recipients() == [alert.email]


def test_an_e_mail_is_in_the_language_of_its_reader():
    alert = begun(language="en")
    publish("Tombouctou, mardi")
    alerts.mail(alert.pk, timezone.now() + LATER)

    assert "1 new story" in sent().subject


def test_a_line_break_in_a_headline_breaks_no_e_mail():
    question = {
        "q": "Tombouctou",
        "about": "",
        "section": "",
        "section_name": "x\nBcc: y@example.org",
    }
    alert = begun(question=question)
    publish("Tombouctou\nBcc: x@example.org")
    alerts.mail(alert.pk, timezone.now() + LATER)

    assert "\n" not in sent().subject
    assert sent().recipients() == [alert.email]


def test_no_e_mail_is_endless():
    alert = begun()
    for number in range(alerts.LISTED + 2):
        publish(f"Tombouctou, {number}")
    alerts.mail(alert.pk, timezone.now() + LATER)

    assert sent().body.count("/articles/") == alerts.LISTED


@pytest.mark.parametrize("is_sequenced", [True, False])
def test_what_is_withdrawn_meanwhile_is_never_sent(is_sequenced):
    alert = begun()
    story = publish("Tombouctou, une erreur")
    now = timezone.now() + LATER
    assert alerts.look_for_news(now) == 1
    services.withdraw(story, by=None, reason="Faux.")
    if is_sequenced:
        sequence_all()

    assert not alerts.mail(alert.pk, now)
    assert outbox.outbox == []


def test_of_a_person_who_is_not_public_any_more_nothing_is_sent():
    person = PersonFactory(public=True, name="Salifou Mody")
    sequence_all()
    about = {"q": "", "about": str(person.uid), "section": "", "section_name": ""}
    alert = begun(question=about)
    publish("Mody à Tombouctou", mentions=[person])
    person.visibility = "private"
    person.save()
    sequence_all()

    assert not alerts.mail(alert.pk, timezone.now() + LATER)


def test_who_has_just_unsubscribed_gets_no_more():
    alert = begun()
    publish("Tombouctou, mardi")
    LetterFactory(purpose="stop", content={"key": alert.key})

    with time_machine.travel(timezone.now() + LATER):
        look_for_news(0)

    assert not Alert.objects.exists()
    assert not alerts.mail(alert.pk, timezone.now() + LATER)


def test_a_job_is_asked_for_once_while_it_waits():
    begun()
    publish("Tombouctou, mardi")
    now = timezone.now() + LATER

    assert alerts.look_for_news(now) == 1
    assert alerts.look_for_news(now) == 0


def test_without_a_mail_server_news_waits(settings):
    settings.NOTIFY_BY_MAIL = False
    begun()
    publish("Tombouctou, mardi")
    now = timezone.now() + LATER

    assert alerts.look_for_news(now) == 0
    settings.NOTIFY_BY_MAIL = True
    assert alerts.look_for_news(now) == 1


def test_without_news_the_time_goes_on():
    alert = begun()
    publish("Niamey, mardi")
    now = timezone.now() + LATER

    assert alerts.look_for_news(now) == 0
    alert.refresh_from_db()
    assert alert.seen_until == now - alerts.DELAY


def test_a_daily_alert_is_sent_in_the_morning_and_once_a_day():
    with time_machine.travel("2025-08-14T12:00:00+02:00", tick=False):
        alert = AlertFactory(pace="daily")
    times = {
        "2025-08-14T13:00:00+02:00": False,
        "2025-08-15T06:59:00+02:00": False,
        "2025-08-15T07:01:00+02:00": True,
        "2025-08-15T12:00:00+02:00": False,
        "2025-08-16T07:01:00+02:00": False,
    }
    found = {}
    for moment in times:
        with time_machine.travel(moment, tick=False):
            if moment.startswith("2025-08-14"):
                publish("Tombouctou, mardi")
            found[moment] = alerts.mail(alert.pk, timezone.now())

    assert found == times


def test_what_the_server_refuses_is_tried_again(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # where nothing listens
    alert = begun()
    publish("Tombouctou, mardi")
    now = timezone.now() + LATER
    with pytest.raises(OSError, match="refused"):
        alerts.mail(alert.pk, now)

    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        assert alerts.mail(alert.pk, now)
        assert len(server.texts) == 1
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in server.texts[0]


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_once(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    alert = begun()
    publish("Tombouctou, mardi")
    now = timezone.now() + LATER
    gate = threading.Barrier(4)

    def write():
        gate.wait()
        alerts.mail(alert.pk, now)
        connections.close_all()

    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        workers = [threading.Thread(target=write) for _ in range(4)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()

    assert len(server.texts) == 1
