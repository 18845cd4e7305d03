"""E-mails about stories: sent by a job, plain, and without a word that must not leave yet."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from articles.choices import NotificationEvent
from articles.models import MailSetting, Notification
from articles.notification_words import page_of, words_of
from articles.rights import may_read
from newsroom.jobs.retrying import GROWING


@app.task(queue="mail", retry=GROWING, name="send_notification")
def send_notification(pk: int) -> None:
    """Send one notification by e-mail, unless that is done or it is gone."""
    mail(pk)


def mail(pk: int) -> bool:
    """Send one notification by e-mail; whether it was sent now.

    It is sent once: the row stays locked while it is sent, and says when that was. Only a
    process that dies between the server's answer and the commit sends it again. Raises what the
    mail server's refusal raises.
    """
    with transaction.atomic():
        row = (
            Notification.objects.select_for_update(of=["self"])
            .select_related("user", "article")
            .filter(pk=pk, by_mail=True, mailed_at=None)
            .first()
        )
        if row is None or not row.user.email or not row.user.is_active:
            return False
        if row.article is not None and not may_read(row.user):  # the right is gone since
            return False
        message_for(row).send()
        row.mailed_at = timezone.now()
        row.save(update_fields=["mailed_at"])
        return True


def message_for(row: Notification) -> EmailMessage:
    """The e-mail, in the language of who gets it.

    A story that the world may read already is named; of any other there is nothing but its
    number and a link, for which one has to log in.
    """
    setting = MailSetting.objects.filter(user=row.user).first()
    language = setting.language if setting else settings.LANGUAGE_CODE
    with translation.override(language):
        article = row.article
        if article is None:
            is_report = row.event == NotificationEvent.REPORT
            # What a report is about may have gone since; what is to be covered is not out yet.
            thing = _("something of the archive") if is_report else _("something to cover")
            words = words_of(row, story=thing)
        elif article.is_published:
            words = words_of(row, story=str(article))  # as the world reads it, not as it was
        else:
            words = words_of(row, story=_("story no. %(number)s") % {"number": article.pk})
        text = render_to_string(
            "articles/notification_mail.txt",
            {
                "words": words,
                "address": f"{settings.DESK_ADDRESS}{page_of(row)}",
                "name": row.user.get_short_name() or row.user.get_username(),
            },
        )
        return EmailMessage(subject=" ".join(words.split()), body=text, to=[row.user.email])
