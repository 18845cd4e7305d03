"""Where in its story a sentence stands, and who has checked it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_statement_moves")]

    operations: list = []
