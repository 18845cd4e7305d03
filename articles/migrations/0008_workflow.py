"""Approval, expiry, embargo access, kept withdrawals, and alarms of what is due."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

# Until now an embargo could be set without saying why.
REASONS = """
update articles_article set embargo_reason = '–'
  where embargo_until is not null and embargo_reason = ''
"""


def to_user(label, **options):
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=label,
        **options,
    )


def of_story(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="articles.article",
        verbose_name="article",
    )


KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_follow_mergers"),
        ("partners", "0001_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "section",
            "four_eyes",
            models.BooleanField(
                default=False,
                help_text="A story goes out only after somebody who did not write it has approved "
                "its text.",
                verbose_name="four eyes",
            ),
        ),
        migrations.AddField(
            "section",
            "editors",
            models.ManyToManyField(
                blank=True,
                help_text="Only they change and publish its stories. Empty: everybody who may.",
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who works in it",
            ),
        ),
        migrations.AlterModelOptions(
            "article",
            {
                "ordering": ["-id"],
                "permissions": [
                    ("publish_article", "Can publish, schedule and correct articles"),
                    ("withdraw_article", "Can withdraw articles"),
                    ("approve_article", "Can approve articles that somebody else wrote"),
                    ("amend_article", "Can change articles that are out or due"),
                    ("lift_embargo", "Can lift an embargo early"),
                    ("export_article", "Can export lists of articles"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddField(
            "article",
            "expires_at",
            models.DateTimeField(
                blank=True,
                help_text="The newsroom’s own time. The story is taken back at that minute.",
                null=True,
                verbose_name="expires at",
            ),
        ),
        migrations.AlterField(
            "article",
            "embargo_until",
            models.DateTimeField(
                blank=True,
                help_text="The newsroom’s own time. Nothing of the story leaves the newsroom "
                "before.",
                null=True,
                verbose_name="embargo until",
            ),
        ),
        migrations.AlterField(
            "article",
            "embargo_reason",
            models.CharField(
                blank=True,
                help_text="Who asked for it, and why. For the newsroom only.",
                max_length=300,
                verbose_name="reason for the embargo",
            ),
        ),
        migrations.AddField(
            "article",
            "approved_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved at"),
        ),
        migrations.AddField("article", "approved_by", to_user("approved by")),
        migrations.AddField(
            "article",
            "approved_digest",
            models.CharField(
                blank=True,
                editable=False,
                max_length=64,
                verbose_name="digest of what was approved",
            ),
        ),
        migrations.RunSQL(REASONS, migrations.RunSQL.noop),
        # The rows that were written mark the register; a table is altered after that.
        migrations.RunSQL("set constraints all immediate", "set constraints all immediate"),
        migrations.AddIndex(
            "article",
            models.Index(
                condition=Q(("status__in", ("published", "corrected"))),
                fields=["expires_at"],
                name="article_expiry_idx",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(embargo_until__isnull=True) | ~Q(embargo_reason=""),
                name="article_embargo_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True)
                | Q(release_at__isnull=True)
                | Q(expires_at__gt=F("release_at")),
                name="article_expires_after_its_release",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_digest="")
                | (Q(approved_at__isnull=False) & ~Q(approved_digest="")),
                name="article_approval_is_whole",
            ),
        ),
        migrations.AlterModelOptions(
            "withdrawal",
            {
                "ordering": ["made_at", "id"],
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
            },
        ),
        migrations.AlterField("withdrawal", "article", of_story("withdrawals")),
        migrations.AddField(
            "withdrawal",
            "lifted_at",
            models.DateTimeField(
                blank=True,
                help_text="When the story was published again. Empty: it stands.",
                null=True,
                verbose_name="lifted at",
            ),
        ),
        migrations.AddConstraint(
            "withdrawal",
            models.UniqueConstraint(
                condition=Q(lifted_at__isnull=True),
                fields=("article",),
                name="withdrawal_one_stands_per_story",
            ),
        ),
        migrations.AddConstraint(
            "withdrawal",
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("made_at")),
                name="withdrawal_lifted_after_it_was_made",
            ),
        ),
        migrations.CreateModel(
            name="DueFailure",
            fields=[
                ("id", KEY),
                (
                    "task",
                    models.CharField(
                        choices=[("release", "Publication"), ("expiry", "Expiry")],
                        max_length=10,
                        verbose_name="what was due",
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=1, verbose_name="tries")),
                (
                    "failed_at",
                    models.DateTimeField(help_text="The last time.", verbose_name="failed at"),
                ),
                (
                    "again_at",
                    models.DateTimeField(help_text="Not before.", verbose_name="tried again at"),
                ),
                (
                    "error",
                    models.TextField(help_text="What was in the way.", verbose_name="why"),
                ),
                ("article", of_story("due_failures")),
            ],
            options={
                "verbose_name": "failure of what was due",
                "verbose_name_plural": "failures of what was due",
                "ordering": ["-failed_at", "id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "task"), name="duefailure_once_per_task"
                    ),
                    models.CheckConstraint(
                        condition=Q(task__in=["release", "expiry"]),
                        name="duefailure_task_is_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(again_at__gt=F("failed_at")),
                        name="duefailure_is_tried_again_later",
                    ),
                    models.CheckConstraint(condition=~Q(error=""), name="duefailure_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EmbargoAccess",
            fields=[
                ("id", KEY),
                ("granted_at", models.DateTimeField(auto_now_add=True, verbose_name="granted at")),
                ("article", of_story("embargo_accesses")),
                ("granted_by", to_user("granted by")),
                (
                    "partner",
                    models.ForeignKey(
                        help_text="Entitled to the story before the embargo ends. This is a record of it: nothing is sent or opened.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "entitled partner",
                "verbose_name_plural": "entitled partners",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "partner"), name="embargoaccess_once_per_partner"
                    )
                ],
            },
        ),
    ]
