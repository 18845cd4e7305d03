"""Reminds a partner that it has not taken what became of a story: seldom, and never twice at once.

The e-mail is in French and English, for nobody knows who reads it. It names the story by its id
and says nothing of what stood in it.
"""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from newsroom.audit.journal import write
from newsroom.jobs.retrying import GROWING
from newsroom.partners.models import Partner
from newsroom.pulls.choices import Sort, State
from newsroom.pulls.models import Nudge
from newsroom.pulls.standing import Change, Standing, reports

# Between two reminders of the same change to the same partner.
PAUSE = timedelta(hours=1)
PUBLIC = "newsroom.urls.public"


@transaction.atomic
def nudge(partner: int, story: uuid.UUID, version: int, *, by: Any) -> Nudge:
    """Ask for an e-mail to a partner about one change. Raises ValidationError where it must not be.

    Whoever asks at the same moment waits, and is told that it is done.
    """
    row = Partner.objects.select_for_update().filter(pk=partner).first()
    found = _found(partner, story, version)
    if row is None or found is None:
        raise ValidationError(_("This partner need not take that."), code="unknown")
    change, standing = found
    if standing.state == State.TAKEN:
        raise ValidationError(
            _("%(partner)s has taken it by now.") % {"partner": row}, code="taken"
        )
    if not row.email:
        said = _("There is no contact of %(partner)s to write to.") % {"partner": row}
        raise ValidationError(said, code="no_contact")
    now = timezone.now()
    if standing.nudged_at and standing.nudged_at > now - PAUSE:
        said = _("%(partner)s was reminded less than an hour ago.") % {"partner": row}
        raise ValidationError(said, code="too_soon")
    made = Nudge.objects.create(
        partner=row,
        uid=change.uid,
        sort=change.sort,
        version=change.version,
        happened_at=change.at,
        at=now,
        by=by,
    )
    detail = {"story": str(change.uid), "version": change.version, "sort": change.sort}
    write("partner_nudged", by=by, subject=row, detail=detail)
    if settings.NOTIFY_BY_MAIL:
        send_nudge.defer(pk=made.pk)
    return made


def _found(partner: int, story: uuid.UUID, version: int) -> tuple[Change, Standing] | None:
    for report in reports(story=story):
        if report.change.version == version:
            for row in report.rows:
                if row.partner.pk == partner:
                    return report.change, row
    return None


@app.task(queue="mail", retry=GROWING, name="send_nudge")
def send_nudge(pk: int) -> None:
    """Send one reminder, unless that is done or there is no need of it any more."""
    mail(pk)


def mail(pk: int) -> bool:
    """Send one reminder, once; whether it was sent now. Raises what the mail server says."""
    with transaction.atomic():
        row = (
            Nudge.objects.select_for_update(of=["self"])
            .select_related("partner")
            .filter(pk=pk, mailed_at=None)
            .first()
        )
        if row is None or not row.partner.email:
            return False
        found = _found(row.partner_id, row.uid, row.version)
        if found is None or found[1].state == State.TAKEN:
            return False
        message(row, found[0]).send()
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
        return True


def message(row: Nudge, change: Change) -> EmailMessage:
    """The e-mail, in both languages."""
    subjects, texts = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words = str(Sort(change.sort).label)
            subjects.append(_("not taken yet: %(what)s") % {"what": words.lower()})
            context = {
                "change": change,
                "words": words,
                "partner": row.partner,
                "address": _address("v1:article-detail", str(change.uid)),
                "feed": _address("v1:change-list"),
                "account": _address("partner_account"),
            }
            texts.append(render_to_string("pulls/nudge_mail.txt", context).strip())
    return EmailMessage(
        subject=f"{' / '.join(subjects)} ({change.uid})",
        body="\n\n-- \n\n".join(texts) + "\n",
        to=[row.partner.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _address(name: str, *arguments: str) -> str:
    return settings.READERS_ADDRESS + reverse(name, PUBLIC, args=arguments)
