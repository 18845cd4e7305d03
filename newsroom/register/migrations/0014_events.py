"""What became of a thing, and which members of its document are others since when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0013_search_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="events",
            field=models.JSONField(
                db_default=models.Value([], models.JSONField()), default=list, verbose_name="events"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="members",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                verbose_name="members",
            ),
        ),
    ]
