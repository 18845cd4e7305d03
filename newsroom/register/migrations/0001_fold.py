"""Folding of text for search and sorting."""

from django.db import migrations

from newsroom.register.sql import run


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [run("fold")]
