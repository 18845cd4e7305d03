"""The e-mails of alerts: plain text, in the reader's language, each with the way out of it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.readers.models import Alert
from newsroom.readers.questions import Question, in_words
from newsroom.register.models import Item
from newsroom.register.pages import title
from newsroom.typography import french_spaces

# The addresses of readers, which the process that writes to them does not answer itself.
READERS = "newsroom.urls.public"


def link(name: str, *arguments: Any) -> str:
    """The whole address of a page of the readers' side."""
    return settings.READERS_ADDRESS + reverse(name, READERS, args=arguments)


def confirmation(alert: Alert, question: Question, hours: int) -> EmailMessage:
    """Asks whether it was the reader who wanted this."""
    with translation.override(alert.language):
        about = _about(question)
        context = {"about": about, "address": link("alert", alert.key), "hours": hours}
        return _message(
            alert,
            _("Please confirm your alert: %(about)s") % {"about": about},
            render_to_string("readers/alert_confirm.txt", context),
            f"confirm {alert.uid}",
        )


def news(
    alert: Alert, question: Question, items: Sequence[Item], *, has_more: bool, until: datetime
) -> EmailMessage:
    """Tells of new stories, all of which are visible now. With more, it says so."""
    with translation.override(alert.language):
        about = _about(question)
        rows = [
            {"title": french_spaces(title(one)), "address": settings.READERS_ADDRESS + _path(one)}
            for one in items
        ]
        count = ngettext("%(count)d new story", "%(count)d new stories", len(rows))
        subject = f"{about} – {count % {'count': len(rows)}}"
        context = {
            "about": about,
            "rows": rows,
            "has_more": has_more,
            "page": link("alert", alert.key),
            "stop": link("alert_stop", alert.key),
        }
        text = render_to_string("readers/alert_news.txt", context)
        return _message(alert, subject, text, f"{alert.uid} {until.isoformat()}")


def _about(question: Question) -> str:
    things = {question.thing.pk: question.thing} if question.thing else {}
    return french_spaces(in_words(question.stored, things))


def _path(item: Item) -> str:
    return reverse(f"{item.kind}_detail", READERS, args=[item.uid, item.slug])


def _message(alert: Alert, subject: str, text: str, what: str) -> EmailMessage:
    # The same e-mail has the same number, by which mailboxes know it again.
    number = hashlib.sha256(what.encode()).hexdigest()[:32]
    host = settings.READERS_ADDRESS.rpartition("/")[2].partition(":")[0] or "localhost"
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=text,
        to=[alert.email],
        headers={
            "Message-ID": f"<{number}@{host}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{link('alert_stop', alert.key)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
