"""Lets the register notice a change of what it keeps beside a document."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_epoch")]
    operations = [
        migrations.AddField(
            model_name="item",
            name="beside",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
