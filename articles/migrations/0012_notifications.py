"""Notifications and what each person wants to be told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from newsroom.audit.triggers import audited

EVENTS = [
    ("submit", "A story is handed to the desk"),
    ("mark_ready", "A story is ready"),
    ("approve", "A story is approved"),
    ("reopen", "A story is sent back"),
    ("schedule", "A story is scheduled"),
    ("publish", "A story is published"),
    ("correct", "A story is corrected"),
    ("withdraw", "A story is withdrawn"),
    ("expire", "A story has expired"),
    ("lift_embargo", "An embargo is lifted"),
    ("release_failed", "A story that was due could not go out"),
    ("taken_over", "Somebody took over a story that you had open"),
    ("comment", "Somebody commented on a story"),
    ("assignment", "Something is assigned to you"),
    ("stale_translation", "The source of a translation was corrected"),
    ("contradictions", "The night's checks found contradictions"),
    ("audit_broken", "The audit has been tampered with"),
]
CODES = [code for code, _label in EVENTS]


def identifier() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def account(verbose_name: str, kind: type[models.ForeignKey] = models.ForeignKey) -> models.Field:
    return kind(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
    )


def event() -> models.Field:
    return models.CharField(choices=EVENTS, max_length=20, verbose_name="event")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_pictures"),
        ("audit", "0002_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                identifier(),
                ("event", event()),
                (
                    "parts",
                    models.JSONField(blank=True, default=dict, verbose_name="parts of the text"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                ("in_app", models.BooleanField(default=True, verbose_name="at the desk")),
                ("by_mail", models.BooleanField(default=False, verbose_name="by e-mail")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
                ("user", account("for")),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=Q(in_app=True, read_at__isnull=True),
                        fields=["user"],
                        name="notification_unread_idx",
                    ),
                    models.Index(fields=["user", "-id"], name="notification_user_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(event__in=CODES), name="notification_event_is_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(in_app=True) | Q(by_mail=True),
                        name="notification_goes_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=Q(mailed_at__isnull=True) | Q(by_mail=True),
                        name="notification_sent_only_if_wanted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotificationPreference",
            fields=[
                identifier(),
                ("event", event()),
                (
                    "in_app",
                    models.BooleanField(
                        default=True,
                        help_text="In the list behind the bell.",
                        verbose_name="at the desk",
                    ),
                ),
                (
                    "by_mail",
                    models.BooleanField(
                        default=False,
                        help_text="To the address of the account.",
                        verbose_name="by e-mail",
                    ),
                ),
                ("user", account("account")),
            ],
            options={
                "verbose_name": "wish for notifications",
                "verbose_name_plural": "wishes for notifications",
                "ordering": ["user", "event"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(event__in=CODES), name="notificationpreference_event_is_known"
                    ),
                    models.UniqueConstraint(
                        fields=["user", "event"], name="notificationpreference_once_per_event"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailSetting",
            fields=[
                identifier(),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("en", "English")],
                        default="fr",
                        help_text="Pages of the desk follow the browser.",
                        max_length=10,
                        verbose_name="language of e-mails",
                    ),
                ),
                ("user", account("account", models.OneToOneField)),
            ],
            options={
                "verbose_name": "language of e-mails",
                "verbose_name_plural": "languages of e-mails",
                "ordering": ["user"],
            },
        ),
        # Who may have a story early, and who works in a section, are rights like others.
        audited(
            "articles_embargoaccess",
            "articles.embargoaccess",
            words="(select name from partners_partner where id = ($1 ->> 'partner_id')::int)",
        ),
        audited(
            "articles_section_editors",
            "articles.section_editors",
            words="concat_ws(' – ', (select name from articles_section"
            " where id = ($1 ->> 'section_id')::int), (select username from auth_user"
            " where id = ($1 ->> 'user_id')::int))",
        ),
    ]
