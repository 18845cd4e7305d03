"""The calendar of what the register holds, and the stories of a section in their order."""

import django.db.models.deletion
from django.db import migrations, models


# Things that are public already get their days by the marks of 0009_pool.
class Migration(migrations.Migration):
    dependencies = [("register", "0007_names")]

    operations: list = [
        migrations.CreateModel(
            name="DateCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("basis", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=20)),
                ("unit", models.CharField(max_length=10)),
                ("start", models.DateField()),
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "register_date_count",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("basis", "unit", "start", "kind"), name="datecount_is_unique"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("basis", models.CharField(max_length=12)),
                ("unit", models.CharField(max_length=10)),
                ("start", models.DateField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dates",
                        to="register.item",
                    ),
                ),
            ],
            options={
                "db_table": "register_date",
                "indexes": [
                    models.Index(fields=["start", "basis", "unit"], name="itemdate_idx"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("live", True), models.Q(("section", ""), _negated=True)),
                fields=["section", "-sort_at", "-uid"],
                name="item_section_idx",
            ),
        ),
    ]
