"""What each merge moved, so that it can be undone."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from actors.merging.following import SURVIVOR, follow


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("actors", "0005_spellings"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="actor",
            options={
                "ordering": ["sort_key", "id"],
                "permissions": [("merge_actor", "Can merge actors and undo mergers")],
                "verbose_name": "actor",
                "verbose_name_plural": "actors",
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="merged at")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Why the two are one; for the newsroom only.",
                        verbose_name="note",
                    ),
                ),
                (
                    "journal",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        help_text="Each row that was changed, dropped or added, as it was and as it became.",
                        verbose_name="journal",
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="undone at"
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                        verbose_name="duplicate",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "verbose_name": "merger",
                "verbose_name_plural": "mergers",
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gone", django.db.models.expressions.F("kept")), _negated=True
                        ),
                        name="merge_of_two_actors",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("gone",),
                        name="merge_stands_once",
                    ),
                ],
            },
        ),
        SURVIVOR,
        follow("actors_name", "actor_id"),
        follow("actors_tenure", "person_id"),
        follow("actors_rank", "person_id"),
        follow("actors_membership", "member_id", "organisation_id"),
        follow("actors_participation", "person_id", "delegation_id"),
        follow("actors_party", "actor_id", "signatory_id"),
        follow("actors_office", "organisation_id", "country_id"),
        follow("actors_meeting", "host_id", "inviter_id"),
        follow("actors_person", "nationality_id"),
        follow("actors_organisation", "parent_id", "home_country_id"),
        follow("actors_succession", "predecessor_id", "successor_id"),
        follow("actors_place", "country_id"),
    ]
