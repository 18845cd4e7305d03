"""A merged actor's address leads on only while its target is public: the target's changes mark it."""

from django.db import migrations

from newsroom.register.triggers import Rule, watch

MERGED = "select a.kind, a.uid from actors_actor a where a.merged_into_id = {row}.id"


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_place_coordinates_in_pairs"),
        ("register", "0003_search_and_marks"),
    ]
    operations = [
        watch(
            "actors_actor", Rule(MERGED, changed=("visibility", "merged_into_id")), name="merged"
        ),
    ]
