"""Keys of partners, what they may read, and how often they ask."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import newsroom.partners.entitlements
import newsroom.partners.models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="partner",
            name="gets_embargoed",
            field=models.BooleanField(
                default=False,
                help_text="Those that name it as entitled, once they are scheduled.",
                verbose_name="may have stories under embargo",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="hidden",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                help_text="Members of documents that it is not given, divided by commas: “body, images”.",
                size=30,
                validators=[newsroom.partners.entitlements.check_members],
                verbose_name="does not get",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="labels",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                default=newsroom.partners.models.public_alone,
                help_text="Labels, divided by commas; what has one of them is delivered. “public”: everything published; “lang:fr”: stories in French; “section:economie”: stories of a section; “record”: people, bodies, meetings, offices.",
                size=30,
                validators=[newsroom.partners.entitlements.check_labels],
                verbose_name="may read",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="networks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=50),
                blank=True,
                default=list,
                help_text="From where its keys are accepted, divided by commas; empty: from anywhere.",
                size=30,
                validators=[newsroom.partners.entitlements.check_networks],
                verbose_name="networks",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="per_day",
            field=models.PositiveIntegerField(
                default=50000,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="requests a day",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="per_minute",
            field=models.PositiveIntegerField(
                default=600,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="requests a minute",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="terms",
            field=models.CharField(
                blank=True,
                help_text="Those that it has signed.",
                max_length=40,
                verbose_name="version of the terms",
            ),
        ),
        migrations.AlterField(
            model_name="partner",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Whom to write to: failures of its webhooks, withdrawals not taken.",
                max_length=254,
                verbose_name="contact",
            ),
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=60)),
                ("policy", models.CharField(max_length=20)),
                ("began", models.DateTimeField()),
                ("number", models.BigIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("who", "policy", "began"), name="count_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        editable=False, max_length=10, unique=True, verbose_name="public part"
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, verbose_name="digest")),
                (
                    "last_four",
                    models.CharField(editable=False, max_length=4, verbose_name="ends in"),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="Where it is used.",
                        max_length=100,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "is_test",
                    models.BooleanField(
                        default=False,
                        help_text="Reads what is made up for trying, and nothing else.",
                        verbose_name="for trying",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: it does not expire.",
                        null=True,
                        verbose_name="expires at",
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked at"
                    ),
                ),
                (
                    "last_used_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="To the hour.",
                        null=True,
                        verbose_name="last used",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "key",
                "verbose_name_plural": "keys",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Usage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("requests", models.BigIntegerField(default=0, verbose_name="requests")),
                ("errors", models.BigIntegerField(default=0, verbose_name="errors")),
                ("refused", models.BigIntegerField(default=0, verbose_name="over quota")),
                ("bytes", models.BigIntegerField(default=0, verbose_name="bytes sent")),
                ("last_at", models.DateTimeField(verbose_name="last at")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=60, verbose_name="last error"),
                ),
                ("last_error_at", models.DateTimeField(null=True, verbose_name="last error at")),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="usage",
                        to="partners.key",
                        verbose_name="key",
                    ),
                ),
            ],
            options={
                "verbose_name": "usage",
                "verbose_name_plural": "usage",
                "ordering": ["-day", "key"],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "day"), name="usage_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("bytes__gte", 0)), name="usage_is_not_negative"
                    ),
                ],
            },
        ),
        # Written at each request; after a crash of the server the windows begin anew.
        migrations.RunSQL(
            "alter table partners_count set unlogged", "alter table partners_count set logged"
        ),
    ]
