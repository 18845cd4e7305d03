"""Ways of writing actors, places and offices, for looking them up."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0004_merged_follow_their_target")]

    operations: list = []
