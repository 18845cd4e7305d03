"""Names whose beginning is typed: their index, and what is suggested."""

from django.db import migrations

from newsroom.register.sql import run


class Migration(migrations.Migration):
    dependencies = [("register", "0011_past")]
    operations = [run("search"), run("suggestions")]
