"""Subjects with labels in many languages, and retired ones."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_anchors")]

    operations: list = []
