"""What an editor should look at, and who does."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [("open", "Open"), ("dismissed", "Set aside"), ("gone", "Not found any more")]
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def user(label, **kwargs):
    """A relation to whoever sees to a finding; the row outlasts the account."""
    return models.ForeignKey(
        verbose_name=label,
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **kwargs,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_subjects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", ID.clone()),
                (
                    "rule",
                    models.CharField(editable=False, max_length=40, verbose_name="check"),
                ),
                (
                    "model",
                    models.CharField(editable=False, max_length=60, verbose_name="kind of record"),
                ),
                (
                    "object_id",
                    models.BigIntegerField(editable=False, verbose_name="primary key"),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="key"
                    ),
                ),
                (
                    "subject",
                    models.CharField(editable=False, max_length=300, verbose_name="record"),
                ),
                (
                    "detail",
                    models.TextField(blank=True, editable=False, verbose_name="what was found"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=STATES,
                        default="open",
                        help_text=(
                            "Set aside with a reason, it is not raised again by the next check."
                        ),
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("owner", user("owner", help_text="Who sees to it.")),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Why it may stay as it is.",
                        max_length=300,
                        verbose_name="reason",
                    ),
                ),
                ("dismissed_by", user("set aside by", editable=False)),
                (
                    "dismissed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="set aside at"
                    ),
                ),
                (
                    "first_seen",
                    models.DateTimeField(editable=False, verbose_name="first found"),
                ),
                ("last_seen", models.DateTimeField(editable=False, verbose_name="last found")),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["rule", "id"],
                "indexes": [
                    models.Index(fields=["state", "rule", "id"], name="finding_state_idx"),
                    models.Index(fields=["rule", "last_seen"], name="finding_rule_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["rule", "model", "object_id", "key"],
                        name="finding_once_per_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state__in=["open", "dismissed", "gone"]),
                        name="finding_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(state="dismissed", _negated=True),
                            models.Q(note="", _negated=True),
                            _connector="OR",
                        ),
                        name="finding_set_aside_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(last_seen__gte=models.F("first_seen")),
                        name="finding_last_seen_after_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityRun",
            fields=[
                ("id", ID.clone()),
                (
                    "day",
                    models.DateField(
                        help_text="In the newsroom's own time.", unique=True, verbose_name="day"
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                (
                    "counts",
                    models.JSONField(blank=True, default=dict, verbose_name="open findings"),
                ),
            ],
            options={
                "verbose_name": "run of the checks",
                "verbose_name_plural": "runs of the checks",
                "ordering": ["-day"],
            },
        ),
    ]
