"""The words by which editors see what the register holds; no table changes."""

import uuid

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_item_beside"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="batch",
            options={
                "ordering": ["last_seq"],
                "verbose_name": "run of the sequencer",
                "verbose_name_plural": "runs of the sequencer",
            },
        ),
        migrations.AlterModelOptions(
            name="item",
            options={
                "ordering": ["seq"],
                "verbose_name": "thing in the register",
                "verbose_name_plural": "things in the register",
            },
        ),
        migrations.AlterModelOptions(
            name="mark",
            options={"verbose_name": "pending change", "verbose_name_plural": "pending changes"},
        ),
        migrations.AlterField(
            model_name="batch",
            name="at",
            field=models.DateTimeField(verbose_name="run at"),
        ),
        migrations.AlterField(
            model_name="batch",
            name="first_seq",
            field=models.BigIntegerField(unique=True, verbose_name="first place"),
        ),
        migrations.AlterField(
            model_name="batch",
            name="last_seq",
            field=models.BigIntegerField(unique=True, verbose_name="last place"),
        ),
        migrations.AlterField(
            model_name="batch",
            name="nonce",
            field=models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="key"),
        ),
        migrations.AlterField(
            model_name="item",
            name="beside",
            field=models.CharField(blank=True, max_length=64, verbose_name="digest of the rest"),
        ),
        migrations.AlterField(
            model_name="item",
            name="channels",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                default=list,
                size=None,
                verbose_name="audience",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="doc",
            field=models.JSONField(null=True, verbose_name="document"),
        ),
        migrations.AlterField(
            model_name="item",
            name="etag",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="digest of the document"
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="ever",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                default=list,
                size=None,
                verbose_name="audience ever",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="first_at",
            field=models.DateTimeField(verbose_name="first public at"),
        ),
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(max_length=20, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="item",
            name="language",
            field=models.CharField(blank=True, max_length=10, verbose_name="language"),
        ),
        migrations.AlterField(
            model_name="item",
            name="live",
            field=models.BooleanField(verbose_name="public now"),
        ),
        migrations.AlterField(
            model_name="item",
            name="name_key",
            field=models.TextField(blank=True, verbose_name="name for sorting"),
        ),
        migrations.AlterField(
            model_name="item",
            name="notice",
            field=models.JSONField(null=True, verbose_name="notice"),
        ),
        migrations.AlterField(
            model_name="item",
            name="replaced_by",
            field=models.UUIDField(null=True, verbose_name="replaced by"),
        ),
        migrations.AlterField(
            model_name="item",
            name="section",
            field=models.CharField(blank=True, max_length=60, verbose_name="section"),
        ),
        migrations.AlterField(
            model_name="item",
            name="seq",
            field=models.BigIntegerField(unique=True, verbose_name="place in the change feed"),
        ),
        migrations.AlterField(
            model_name="item",
            name="sequenced_at",
            field=models.DateTimeField(verbose_name="updated at"),
        ),
        migrations.AlterField(
            model_name="item",
            name="slug",
            field=models.CharField(blank=True, max_length=120, verbose_name="slug"),
        ),
        migrations.AlterField(
            model_name="item",
            name="sort_at",
            field=models.DateTimeField(verbose_name="sorted by"),
        ),
        migrations.AlterField(
            model_name="item",
            name="status",
            field=models.CharField(
                choices=[
                    ("usable", "Usable"),
                    ("withheld", "Withheld"),
                    ("canceled", "Canceled"),
                    ("gone", "Gone"),
                    ("merged", "Merged"),
                ],
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="uid",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                primary_key=True,
                serialize=False,
                verbose_name="public identifier",
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="version"),
        ),
        migrations.AlterField(
            model_name="mark",
            name="kind",
            field=models.CharField(max_length=20, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="mark",
            name="made_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), verbose_name="made at"
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="retract",
            field=models.BooleanField(default=False, verbose_name="withdraws at once"),
        ),
        migrations.AlterField(
            model_name="mark",
            name="uid",
            field=models.UUIDField(verbose_name="public identifier"),
        ),
    ]
