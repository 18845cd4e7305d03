"""Search functions, the number sequence, and what wakes the worker."""

from django.db import migrations

from newsroom.register.sql import run


class Migration(migrations.Migration):
    dependencies = [("register", "0002_register")]
    operations = [run("search"), run("marks")]
