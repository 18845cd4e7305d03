"""Names in the register, with the keys by which they are found."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# Things that are public already get their names at the worker's next round.
MARK_ALL = """
insert into register_mark (kind, uid, retract)
select kind, uid, false from register_item
where live and kind in ('person', 'organisation', 'country')
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0006_labels")]

    operations: list = [
        migrations.CreateModel(
            name="ItemName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("key_version", models.PositiveSmallIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="register.item",
                    ),
                ),
            ],
            options={
                "db_table": "register_name",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["keys"], name="register_name_keys_gin"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "text"), name="itemname_once_per_item")
                ],
            },
        ),
        migrations.RunSQL(MARK_ALL, migrations.RunSQL.noop),
    ]
