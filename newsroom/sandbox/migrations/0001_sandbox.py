"""How far each key for trying has played the story, and the trigger that marks what changed."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

THINGS = "select 'sandbox', u from unnest(array[{names}]) u"
TOLD = ", ".join(f"{{row}}.{name}" for name in ("story", "meeting"))
KNOWN = ", ".join(f"{{row}}.{name}" for name in ("minister", "guest", "country", "neighbour"))
# The public side writes the row and cannot mark: the mark is made with the owner's right.
AS_OWNER = """
alter function register_watch_sandbox_play() security definer set search_path = public, pg_temp;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0002_keys"),
        ("register", "0014_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Play",
            fields=[
                (
                    "key",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="partners.key",
                        to_field="name",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("corrected", "Corrected"),
                            ("withdrawn", "Withdrawn"),
                            ("reset", "Not begun"),
                        ],
                        max_length=10,
                    ),
                ),
                ("story", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("meeting", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("minister", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("guest", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("country", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("neighbour", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["published", "corrected", "withdrawn", "reset"])
                        ),
                        name="play_step_is_known",
                    )
                ],
            },
        ),
        watch(
            "sandbox_play",
            Rule(
                THINGS.replace("{names}", TOLD), public="{row}.step in ('published', 'corrected')"
            ),
            Rule(THINGS.replace("{names}", KNOWN), public="{row}.step <> 'reset'"),
        ),
        migrations.RunSQL(AS_OWNER, migrations.RunSQL.noop),
    ]
