"""What there is of dumps."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Dump",
            fields=[
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("audience", models.CharField(max_length=16, verbose_name="audience")),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="labels"
                    ),
                ),
                (
                    "hidden",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        size=None,
                        verbose_name="members left out",
                    ),
                ),
                ("epoch", models.CharField(max_length=36)),
                ("number", models.BigIntegerField(verbose_name="place in the change feed")),
                ("batch", models.UUIDField(null=True)),
                ("at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("manifest", models.JSONField(verbose_name="manifest")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn at")),
            ],
            options={
                "verbose_name": "dump",
                "verbose_name_plural": "dumps",
                "ordering": ["-made_at", "-uid"],
                "indexes": [models.Index(fields=["audience", "-made_at"], name="dump_newest_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at", None), ("batch", None), ("number", 0)),
                            models.Q(
                                ("at__isnull", False), ("batch__isnull", False), ("number__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="dump_knows_when_its_number_was_given",
                    )
                ],
            },
        ),
    ]
