"""What keys are given, what they acknowledge, and reminders."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0002_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="time"
                    ),
                ),
                (
                    "epoch",
                    models.CharField(blank=True, max_length=36, verbose_name="of the register"),
                ),
                ("place", models.BigIntegerField(verbose_name="up to the number")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None, verbose_name="kinds"
                    ),
                ),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="labels"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.key",
                        verbose_name="key",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "acknowledgement",
                "verbose_name_plural": "acknowledgements",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["partner", "at"], name="acknowledgement_partner_idx"),
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["at"], name="acknowledgement_at_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "epoch", "place", "kinds", "labels"),
                        name="acknowledgement_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__gt", 0)), name="acknowledgement_of_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nudge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(verbose_name="story")),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("withdrawn", "Withdrawn"),
                            ("taken_back", "No longer published"),
                            ("deleted", "Deleted"),
                            ("corrected", "Corrected"),
                        ],
                        max_length=12,
                        verbose_name="what became of it",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("happened_at", models.DateTimeField(verbose_name="happened at")),
                ("at", models.DateTimeField(verbose_name="asked for at")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-at", "-id"],
                "permissions": [("send_nudge", "Can remind partners")],
                "indexes": [
                    models.Index(
                        fields=["uid", "version", "partner", "-at"], name="nudge_change_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pull",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="time"
                    ),
                ),
                (
                    "surface",
                    models.CharField(
                        choices=[
                            ("changes", "Change feed"),
                            ("list", "List"),
                            ("detail", "One document"),
                            ("dump", "Dump"),
                            ("oai", "OAI-PMH"),
                            ("feed", "Feed"),
                        ],
                        max_length=20,
                        verbose_name="origin",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="How many were given.", verbose_name="things"
                    ),
                ),
                (
                    "uids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        help_text="Where they are named; the change feed has a range of numbers instead.",
                        size=None,
                        verbose_name="which",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Of the one document.",
                        null=True,
                        verbose_name="version",
                    ),
                ),
                (
                    "after",
                    models.BigIntegerField(
                        help_text="Up to which it said to hold everything.",
                        verbose_name="after the number",
                    ),
                ),
                (
                    "upto",
                    models.BigIntegerField(blank=True, null=True, verbose_name="up to the number"),
                ),
                (
                    "epoch",
                    models.CharField(blank=True, max_length=36, verbose_name="of the register"),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        help_text="None: all.",
                        size=None,
                        verbose_name="kinds",
                    ),
                ),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        help_text="None: all.",
                        size=None,
                        verbose_name="labels",
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.key",
                        verbose_name="key",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "pull",
                "verbose_name_plural": "pulls",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["partner", "-at", "-id"], name="pull_partner_idx"),
                    models.Index(fields=["key", "-at", "-id"], name="pull_key_idx"),
                    models.Index(
                        condition=models.Q(("upto__isnull", False)),
                        fields=["partner", "upto"],
                        name="pull_range_idx",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["uids"], name="pull_uids_idx"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="pull_at_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("upto", None), ("upto__gte", models.F("after")), _connector="OR"
                        ),
                        name="pull_range_goes_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="pull_has_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                (
                    "first_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partner", "label"), name="reach_once")
                ],
            },
        ),
    ]
