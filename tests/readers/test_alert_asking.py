"""Alerts from the letter to their beginning: asked for, confirmed, or forgotten."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from articles import services
from newsroom.readers import alerts
from newsroom.readers.models import Alert
from newsroom.readers.taking import take_letters
from newsroom.readers.tasks import look_for_news
from newsroom.register.sequencer import sequence_all
from tests.factories import AlertFactory, ArticleFactory, LetterFactory

pytestmark = pytest.mark.django_db

SAID = {"q": "Tombouctou", "pace": "at_once", "email": "Awa@Example.org", "language": "fr"}


@pytest.fixture(autouse=True)
def addresses(settings) -> None:
    settings.READERS_ADDRESS = "https://archive.example"


def ask(**said) -> None:
    LetterFactory(purpose="alert", content={**SAID, **said})
    take_letters()


def sent() -> outbox.EmailMessage:
    [message] = outbox.outbox
    return message


def test_an_address_is_written_to_once_before_it_is_confirmed():
    ask()

    alert = Alert.objects.get()
    assert (alert.email, alert.confirmed_at) == ("awa@example.org", None)
    alerts.send_confirmation(alert.pk)
    assert sent().to == ["awa@example.org"]
    assert f"https://archive.example/alertes/{alert.key}/" in sent().body
    assert "« Tombouctou »" in sent().body.replace("\u202f", " ")
    assert "48 heures" in sent().body
    services.publish(ArticleFactory(headline="Tombouctou, mardi", ready=True), by=None)
    sequence_all()
    assert alerts.look_for_news(timezone.now() + timedelta(days=1)) == 0


def test_who_has_confirmed_is_asked_no_more():
    alert = AlertFactory()

    alerts.send_confirmation(alert.pk)

    assert outbox.outbox == []


def test_nobody_can_flood_an_address():
    for number in range(10):
        ask(q=f"Tombouctou {number}")
    assert Alert.objects.count() == alerts.MOST_ASKED
    Alert.objects.update(confirmed_at=timezone.now(), seen_until=timezone.now())
    for number in range(10):
        ask(q=f"Tombouctou {number}")
    # Those that are there already are not asked for anew.
    assert Alert.objects.count() == 2 * alerts.MOST_ASKED
    assert set(Alert.objects.values_list("email", flat=True)) == {"awa@example.org"}


MEANINGLESS = [{"email": "x"}, {"email": None}, {"pace": "hourly"}, {"q": ""}, {"about": "x"}]


@pytest.mark.parametrize("said", MEANINGLESS)
def test_what_no_form_has_sent_is_dropped(said):
    ask(**said)

    assert not Alert.objects.exists()


@pytest.mark.parametrize("content", [{}, {"key": "x"}, {"key": None, "uid": "x"}])
@pytest.mark.parametrize("purpose", ["confirm", "stop"])
def test_a_letter_without_the_key_does_nothing(purpose, content):
    AlertFactory()
    asked = AlertFactory(confirmed_at=None)
    LetterFactory(purpose=purpose, content=content)

    assert take_letters() == 1
    asked.refresh_from_db()
    assert asked.confirmed_at is None
    assert Alert.objects.count() == 2


def test_what_is_not_confirmed_is_forgotten_after_two_days():
    now = timezone.now()
    AlertFactory(confirmed_at=None, asked_at=now - timedelta(hours=49))
    young = AlertFactory(confirmed_at=None, asked_at=now - timedelta(hours=47))
    old = AlertFactory(asked_at=now - timedelta(days=400))

    look_for_news(0)

    assert set(Alert.objects.all()) == {young, old}
