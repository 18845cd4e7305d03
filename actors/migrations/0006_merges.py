"""What each merge moved, so that it can be undone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0005_spellings")]

    operations: list = []
