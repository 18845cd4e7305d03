"""Lets whoever keeps an answer ask whether anything in the register has changed since."""

from django.db import migrations, models

from newsroom.register.sql import run


class Migration(migrations.Migration):
    dependencies = [("register", "0015_past_hidden_idx")]
    operations = [
        migrations.AddField(
            model_name="epoch",
            name="rearranged",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        run("state"),
    ]
