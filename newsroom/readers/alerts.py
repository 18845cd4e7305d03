"""Alerts from the worker's side: asked for, confirmed, ended; what is new for each, and who hears.

An e-mail about news is sent at most once: that it is dealt with is written down before it leaves,
and taken back only when the mail server has said no.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from newsroom.jobs.retrying import GROWING
from newsroom.readers import questions
from newsroom.readers.alert_mails import confirmation, news
from newsroom.readers.choices import Pace
from newsroom.readers.letters import Meaningless
from newsroom.readers.models import Alert
from newsroom.register.reading import uuid_or_none

# Time in which a slip can be withdrawn before anybody is written to.
DELAY = timedelta(minutes=10)
# Hours after which an alert that nobody has confirmed is forgotten.
UNCONFIRMED = 48
# Alerts of one address, and requests for more that it is asked to confirm at one time.
MOST, MOST_ASKED = 20, 3
LISTED = 20  # stories in one e-mail
MORNING = 7  # o'clock, in the newsroom's zone


def ask_for(content: dict[str, Any], at: datetime) -> None:
    """Keep an alert that is to be confirmed, and write to its reader; or Meaningless."""
    try:
        email = str(content["email"])[:254].lower()
        validate_email(email)
        question = questions.read(content)
        pace = Pace(content["pace"])
    except (ValidationError, KeyError, ValueError) as error:
        raise Meaningless from error
    own = Alert.objects.filter(email=email)
    is_there = own.filter(question=question.stored, confirmed_at__isnull=False).exists()
    if is_there or own.count() >= MOST or own.filter(confirmed_at=None).count() >= MOST_ASKED:
        return  # no address is flooded because somebody types it in again and again
    alert = Alert.objects.create(
        key=secrets.token_urlsafe(32),
        email=email,
        language="en" if str(content.get("language")) == "en" else "fr",
        question=question.stored,
        pace=pace,
        asked_at=at,
    )
    send_confirmation.defer(pk=alert.pk)


def confirm(content: dict[str, Any], at: datetime) -> None:
    """Begin an alert: with what is first public from now on."""
    waiting = Alert.objects.filter(key=str(content.get("key")), confirmed_at=None)
    now = timezone.now()
    waiting.update(confirmed_at=now, seen_until=now)


def stop(content: dict[str, Any], at: datetime) -> None:
    """End an alert that the key is of, or another of the same reader; nothing is kept of it."""
    opened = Alert.objects.filter(key=str(content.get("key"))).first()
    if opened is None:
        return
    if "uid" not in content:
        opened.delete()
    elif uid := uuid_or_none(content["uid"]):
        Alert.objects.filter(email=opened.email, uid=uid).delete()


def forget(now: datetime) -> int:
    """Forget what was asked for and never confirmed; how many."""
    before = now - timedelta(hours=UNCONFIRMED)
    return Alert.objects.filter(confirmed_at=None, asked_at__lt=before).delete()[0]


def due_at(alert: Alert, now: datetime) -> datetime | None:
    """Up to when there may be news to be sent now; None if it is not time yet."""
    if alert.pace == Pace.AT_ONCE:
        return now - DELAY
    morning = timezone.localtime(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if now < morning or (alert.seen_until and alert.seen_until >= morning - DELAY):
        return None
    return morning - DELAY


def look_for_news(now: datetime) -> int:
    """Ask for an e-mail to everybody for whom there is news; to how many."""
    if not settings.NOTIFY_BY_MAIL:
        return 0  # it waits until there is a mail server
    asked = 0
    for alert in Alert.objects.filter(confirmed_at__isnull=False).iterator():
        until = due_at(alert, now)
        if until is None or alert.seen_until is None or until <= alert.seen_until:
            continue
        question = _question(alert)
        if question is not None and question.news(alert.seen_until, until).exists():
            asked += _ask_to_send(alert)
        else:
            Alert.objects.filter(pk=alert.pk).update(seen_until=until)
    return asked


def _ask_to_send(alert: Alert) -> int:
    """Ask for one e-mail, unless one waits already, as while the mail server is away."""
    try:
        with transaction.atomic():
            send_news.configure(queueing_lock=f"alert {alert.pk}").defer(pk=alert.pk)
    except AlreadyEnqueued:
        return 0
    return 1


@app.task(queue="mail", retry=GROWING, name="send_alert_confirmation")
def send_confirmation(pk: int) -> None:
    """Ask a reader to confirm an alert, unless that is done or it is gone."""
    alert = Alert.objects.filter(pk=pk, confirmed_at=None).first()
    if alert is None:
        return
    if (question := _question(alert)) is not None:
        confirmation(alert, question, UNCONFIRMED).send()


@app.task(queue="mail", retry=GROWING, name="send_alert_news")
def send_news(pk: int) -> None:
    """Write to a reader what is new and visible at this moment, unless that is done."""
    mail(pk, timezone.now())


def mail(pk: int, now: datetime) -> bool:
    """Send one alert's news, at most once; whether there was any. Raises what the server says."""
    with transaction.atomic():
        alert = Alert.objects.select_for_update().filter(pk=pk).first()
        if alert is None or alert.seen_until is None:
            return False
        seen, until = alert.seen_until, due_at(alert, now)
        if until is None or until <= seen:
            return False
        Alert.objects.filter(pk=pk).update(seen_until=until)
    question = _question(alert)
    found = list(question.news(seen, until)[: LISTED + 1]) if question else []
    if question is None or not found:
        return False
    try:
        news(alert, question, found[:LISTED], has_more=len(found) > LISTED, until=until).send()
    except Exception:
        # Nothing was taken: the next try looks again at what is visible then.
        Alert.objects.filter(pk=pk, seen_until=until).update(seen_until=seen)
        raise
    return True


def _question(alert: Alert) -> questions.Question | None:
    """What the alert asks, if that has a meaning still."""
    try:
        return questions.read(alert.question)
    except ValidationError:
        return None
