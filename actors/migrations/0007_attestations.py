"""The days for which sources attest facts of some duration."""

import django.db.models.deletion
from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

ACTOR_OF = (
    "select a.kind, a.uid from actors_{table} f join actors_actor a on a.id = f.{column}_id"
    " where f.id = {{row}}.{table}_id"
)
OFFICE = (
    "select 'office', o.uid from actors_tenure t join actors_office o on o.id = t.office_id"
    " where t.id = {row}.tenure_id"
)


def fact(name):
    """The column of one sort of fact."""
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="attestations",
        to=f"actors.{name}",
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [("actors", "0006_merges")]

    operations = [
        migrations.AddField(
            model_name="office",
            name="is_shared",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Such as a seat in a parliament: two holders do not contradict each other."
                ),
                verbose_name="held by several at once",
            ),
        ),
        migrations.CreateModel(
            name="Attestation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                (
                    "day",
                    models.DateField(
                        help_text="The day for which the source states it.", verbose_name="day"
                    ),
                ),
                (
                    "story",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="story"),
                ),
                (
                    "evidence",
                    models.UUIDField(
                        blank=True, editable=False, null=True, verbose_name="evidence"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "Public: which publication, list or register says so."
                            " Not for our stories."
                        ),
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True,
                        help_text="If it is online.",
                        max_length=500,
                        verbose_name="address of the source",
                    ),
                ),
                ("tenure", fact("tenure")),
                ("rank", fact("rank")),
                ("membership", fact("membership")),
            ],
            options={
                "verbose_name": "attestation",
                "verbose_name_plural": "attestations",
                "ordering": ["day", "id"],
                "indexes": [models.Index(fields=["story"], name="attestation_story_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("membership__isnull", True),
                                ("rank__isnull", True),
                                ("tenure__isnull", False),
                            ),
                            models.Q(
                                ("membership__isnull", True),
                                ("rank__isnull", False),
                                ("tenure__isnull", True),
                            ),
                            models.Q(
                                ("membership__isnull", False),
                                ("rank__isnull", True),
                                ("tenure__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="attestation_of_exactly_one_fact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", False),
                                ("source", ""),
                                ("source_url", ""),
                                ("story__isnull", False),
                            ),
                            models.Q(
                                ("evidence__isnull", True),
                                ("story__isnull", True),
                                models.Q(
                                    models.Q(("source", ""), _negated=True),
                                    models.Q(("source_url", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="attestation_has_one_source",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("story__isnull", True)),
                        fields=("tenure", "rank", "membership", "day", "source", "source_url"),
                        name="attestation_once_per_source",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        fields=("evidence",), name="attestation_once_per_sentence"
                    ),
                ],
            },
        ),
        *(
            migrations.AlterField(
                model_name=model,
                name=f"attested_{end}",
                field=models.DateField(
                    blank=True,
                    help_text="As far as you know. What our stories attest is added by itself.",
                    null=True,
                    verbose_name=f"{end} attested",
                ),
            )
            for model in ("tenure", "rank", "membership")
            for end in ("first", "last")
        ),
        watch(
            "actors_attestation",
            Rule(ACTOR_OF.format(table="tenure", column="person")),
            Rule(OFFICE),
            Rule(ACTOR_OF.format(table="rank", column="person")),
            Rule(ACTOR_OF.format(table="membership", column="member")),
            Rule(ACTOR_OF.format(table="membership", column="organisation")),
        ),
    ]
