"""Places inside places; where a meeting or a fact was taken from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0007_attestations")]

    operations: list = []
