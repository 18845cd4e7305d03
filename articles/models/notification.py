"""What members of the newsroom are told of, and what each of them wants to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from actors.models.base import one_of
from articles.choices import NotificationEvent
from articles.models.article import Article


class Notification(models.Model):
    """One row tells one person of one thing that happened. Never part of what the world sees.

    Its words are made when it is read, in the reader's language, from the event and `parts`:
    "by" (the log-in of who did it), "story" (what it was called), and what the event adds.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("for"),
        on_delete=models.CASCADE,  # nobody else reads it
        related_name="+",
    )
    event = models.CharField(_("event"), max_length=20, choices=NotificationEvent)
    article = models.ForeignKey(
        Article,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # it leads to the story and says nothing without it
        related_name="+",
    )
    parts = models.JSONField(_("parts of the text"), default=dict, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    in_app = models.BooleanField(_("at the desk"), default=True)
    by_mail = models.BooleanField(_("by e-mail"), default=False)
    mailed_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-id"]
        constraints = [
            one_of("notification_event_is_known", "event", NotificationEvent),
            models.CheckConstraint(
                name="notification_goes_somewhere",
                condition=models.Q(in_app=True) | models.Q(by_mail=True),
            ),
            models.CheckConstraint(
                name="notification_sent_only_if_wanted",
                condition=models.Q(mailed_at__isnull=True) | models.Q(by_mail=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"],
                condition=models.Q(read_at__isnull=True, in_app=True),
                name="notification_unread_idx",
            ),
            models.Index(fields=["user", "-id"], name="notification_user_idx"),
        ]

    def __str__(self) -> str:
        return self.get_event_display()


class NotificationPreference(models.Model):
    """One row is how one person wants to hear of one kind of event; without it, the usual way."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,  # a wish goes with whoever had it
        related_name="+",
    )
    event = models.CharField(_("event"), max_length=20, choices=NotificationEvent)
    in_app = models.BooleanField(
        _("at the desk"), default=True, help_text=_("In the list behind the bell.")
    )
    by_mail = models.BooleanField(
        _("by e-mail"), default=False, help_text=_("To the address of the account.")
    )

    class Meta:
        verbose_name = _("wish for notifications")
        verbose_name_plural = _("wishes for notifications")
        ordering = ["user", "event"]
        constraints = [
            one_of("notificationpreference_event_is_known", "event", NotificationEvent),
            models.UniqueConstraint(
                fields=["user", "event"], name="notificationpreference_once_per_event"
            ),
        ]

    def __str__(self) -> str:
        return self.get_event_display()


class MailSetting(models.Model):
    """One row is the language in which one person gets e-mail; without it, the newsroom's own."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,  # a wish goes with whoever had it
        related_name="+",
    )
    language = models.CharField(
        _("language of e-mails"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Pages of the desk follow the browser."),
    )

    class Meta:
        verbose_name = _("language of e-mails")
        verbose_name_plural = _("languages of e-mails")
        ordering = ["user"]

    def __str__(self) -> str:
        return self.get_language_display()
