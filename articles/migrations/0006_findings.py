"""What an editor should look at, and who does."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_subjects")]

    operations: list = []
