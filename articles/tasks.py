"""The jobs of the stories: what may fail and is tried again, apart from who asked for it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from articles import editing, trash
from articles.choices import NotificationEvent
from articles.mailing import send_notification
from articles.models import Image
from articles.notifying import tell
from articles.pictures.receiving import forget_chosen
from articles.pictures.renditions import make, make_all
from newsroom.audit.chain import seal, verify
from newsroom.jobs.retrying import GROWING

__all__ = [
    "clear_away",
    "look_after_pictures",
    "make_renditions",
    "send_notification",
    "verify_audit",
]


@app.task(queue="pictures", retry=GROWING, name="make_renditions")
def make_renditions(pk: int) -> None:
    """Make what readers see of a picture, unless that is done or it is gone."""
    for image in Image.objects.unmade().filter(pk=pk):
        make(image)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="pictures", name="look_after_pictures")
def look_after_pictures(timestamp: int) -> None:
    """Make what is missing, as after a restore, and clear away files for which no form came."""
    make_all(Image.objects.unmade().order_by("-pk")[:50])
    forget_chosen(timezone.now())


@app.periodic(cron="20 3 * * *")
@app.task(queue="care", queueing_lock="clear_away", retry=GROWING, name="clear_away")
def clear_away(timestamp: int) -> str:
    """Empty the trash of what has lain there for its time, and forget unsaved texts of long ago."""
    now = timezone.now()
    return f"stories: {trash.empty(now)}, unsaved texts: {editing.forget(now)}"


class AuditBroken(Exception):
    """The audit is not what was once sealed."""


@app.periodic(cron="40 3 * * *")
@app.task(queue="care", queueing_lock="verify_audit", name="verify_audit")
def verify_audit(timestamp: int) -> str:
    """Check the audit each night; where it is broken, tell operators and stay as a dead job.

    The end of the chain goes into the job's log, which lies outside of the database.
    """
    seal()
    verdict = verify()
    if not verdict.is_whole:
        number = verdict.head.number + 1
        tell(NotificationEvent.AUDIT_BROKEN, None, by=None, parts={"number": number})
        raise AuditBroken(verdict.fault)
    return f"whole: {verdict.head}"
