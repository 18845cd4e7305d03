"""The jobs of the readers' letters."""

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.jobs.retrying import GROWING
from newsroom.readers import alerts, reports, taking


@app.periodic(cron="* * * * *")
@app.task(queue="readers", queueing_lock="take_letters", name="take_letters")
def take_letters(timestamp: int) -> int:
    """Take what readers have sent; how many letters."""
    return taking.take_letters()


@app.periodic(cron="*/5 * * * *")
@app.task(queue="readers", queueing_lock="look_for_news", name="look_for_news")
def look_for_news(timestamp: int) -> str:
    """Ask for e-mails about what is new; who has just unsubscribed gets none."""
    now = timezone.now()
    taking.take_letters()
    return f"forgotten: {alerts.forget(now)}, to write to: {alerts.look_for_news(now)}"


@app.periodic(cron="50 3 * * *")
@app.task(queue="readers", queueing_lock="forget_readers", retry=GROWING, name="forget_readers")
def forget_readers(timestamp: int) -> str:
    """Erase what is kept of readers no longer than needed."""
    now = timezone.now()
    return f"e-mails: {reports.forget(now)}, letters: {taking.clear(now)}"
