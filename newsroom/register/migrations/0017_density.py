"""Looks for answers in as many months at a time as their density asks for."""

from django.db import migrations

from newsroom.register.sql import run


class Migration(migrations.Migration):
    dependencies = [("register", "0016_state")]
    operations = [run("search")]
