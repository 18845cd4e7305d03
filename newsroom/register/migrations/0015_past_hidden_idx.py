"""An index of what is hidden of the past, by when it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0014_events")]

    operations = [
        migrations.AddIndex(
            model_name="past",
            index=models.Index(
                condition=models.Q(("words__isnull", True)),
                fields=["until"],
                name="past_hidden_idx",
            ),
        ),
    ]
