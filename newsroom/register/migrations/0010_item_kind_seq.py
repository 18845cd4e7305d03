"""Lets the sitemaps read the things of one kind by ranges of their numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0009_pool")]
    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("live", True)),
                fields=["kind", "seq"],
                name="item_kind_seq_idx",
            ),
        ),
    ]
