"""A planned change can be approved, and wait for that instead of a minute."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("articles", "0015_grounds_of_careers"),
    ]

    operations = [
        migrations.AddField(
            model_name="plannedchange",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="approved at"),
        ),
        migrations.AddField(
            model_name="plannedchange",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Of this version and this note: another note needs another approval.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AlterField(
            model_name="plannedchange",
            name="planned_at",
            field=models.DateTimeField(
                blank=True,
                help_text="The newsroom’s own time. The change goes out at that minute. Empty: as "
                "soon as somebody else has approved it.",
                null=True,
                verbose_name="planned at",
            ),
        ),
    ]
