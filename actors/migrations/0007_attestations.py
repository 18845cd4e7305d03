"""The days for which sources attest facts of some duration."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0006_merges")]

    operations: list = []
