"""Letters from readers, with what guards their box, and reports of errors."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Counts what the role of the public side cannot see, and says no under a code of its own. The time
# is that of the server, whatever the letter says.
GUARD = migrations.RunSQL(
    """
create function readers_guard_box() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.at := clock_timestamp();
  new.taken_at := null;
  -- One after the other, or two at once would both be the last one that is let in.
  perform pg_advisory_xact_lock(hashtextextended('readers_letter ' || new.sender, 0));
  if (select count(*) from readers_letter where sender = new.sender
      and at > new.at - interval '1 hour') >= 10 then
    raise exception 'this sender has sent enough' using errcode = 'NR429';
  end if;
  if (select count(*) from (
        select from readers_letter where taken_at is null limit 5000) waiting) >= 5000 then
    raise exception 'the box is full' using errcode = 'NR503';
  end if;
  return new;
end $$;
create trigger readers_guard_box before insert on readers_letter
  for each row execute function readers_guard_box();
""",
    "drop trigger readers_guard_box on readers_letter; drop function readers_guard_box();",
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("uid", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "purpose",
                    models.CharField(choices=[("report", "Reports an error")], max_length=10),
                ),
                ("content", models.JSONField()),
                ("sender", models.CharField(blank=True, max_length=32)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_at", models.DateTimeField(null=True, blank=True)),
            ],
            options={
                "ordering": ["at", "uid"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_at", None)),
                        fields=["at"],
                        name="letter_waiting_idx",
                    ),
                    models.Index(fields=["sender", "at"], name="letter_sender_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["report"])),
                        name="letter_purpose_is_known",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.LessThanOrEqual(
                            django.db.models.functions.text.Length(
                                django.db.models.functions.comparison.Cast(
                                    "content", models.TextField()
                                )
                            ),
                            16000,
                        ),
                        name="letter_is_short",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=20, verbose_name="kind")),
                ("item", models.UUIDField(editable=False, verbose_name="public identifier")),
                ("title", models.CharField(editable=False, max_length=300, verbose_name="about")),
                ("text", models.TextField(editable=False, verbose_name="what is wrong")),
                ("quote", models.TextField(blank=True, editable=False, verbose_name="passage")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        editable=False,
                        max_length=254,
                        verbose_name="e-mail of the reader",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        editable=False, max_length=10, verbose_name="language of the reader"
                    ),
                ),
                ("made_at", models.DateTimeField(editable=False, verbose_name="sent at")),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("in_hand", "Being handled"), ("done", "Done")],
                        default="new",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "Corrected"),
                            ("no_error", "No error"),
                            ("known", "Known already"),
                            ("unusable", "Unusable"),
                        ],
                        help_text="What the report was found to be; needed once it is done.",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For the newsroom only.",
                        max_length=300,
                        verbose_name="internal note",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="done at"
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who sees to it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assignee",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of an error",
                "verbose_name_plural": "reports of errors",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["state", "-id"], name="report_state_idx"),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["closed_at"],
                        name="report_email_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "in_hand", "done"])),
                        name="report_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", "corrected", "no_error", "known", "unusable"])
                        ),
                        name="report_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state", "done"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("closed_at", None),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="report_is_done_with_an_outcome",
                        violation_error_message="What is done has an outcome; what is not, has none.",
                    ),
                ],
            },
        ),
        GUARD,
    ]
