"""Names in the register, with the keys by which they are found."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0006_labels")]

    operations: list = []
