"""Why jobs failed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="JobFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job_id", models.BigIntegerField(db_index=True, verbose_name="job")),
                ("task", models.CharField(max_length=128, verbose_name="task")),
                (
                    "attempt",
                    models.PositiveIntegerField(help_text="Counts from 1.", verbose_name="attempt"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                ("error", models.CharField(max_length=1000, verbose_name="reason")),
            ],
            options={
                "verbose_name": "failed attempt",
                "verbose_name_plural": "failed attempts",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(attempt__gte=1), name="jobfault_attempt_counts_from_one"
                    )
                ],
            },
        ),
    ]
