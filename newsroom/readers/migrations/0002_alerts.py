"""Alerts by e-mail: their table, and what the public side may do about them."""

import uuid

from django.db import migrations, models

# As in 0001, but that nobody is kept from unsubscribing: programs do that for many readers at once.
GUARD = migrations.RunSQL(
    """
create or replace function readers_guard_box() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.at := clock_timestamp();
  new.taken_at := null;
  -- One after the other, or two at once would both be the last one that is let in.
  perform pg_advisory_xact_lock(hashtextextended('readers_letter ' || new.sender, 0));
  if new.purpose <> 'stop' and (
      select count(*) from readers_letter where sender = new.sender and purpose <> 'stop'
      and at > new.at - interval '1 hour') >= 10 then
    raise exception 'this sender has sent enough' using errcode = 'NR429';
  end if;
  if (select count(*) from (
        select from readers_letter where taken_at is null limit 5000) waiting) >= 5000 then
    raise exception 'the box is full' using errcode = 'NR503';
  end if;
  return new;
end $$;
""",
    migrations.RunSQL.noop,
)
# To who knows the key of an alert: what the alerts of the same address are, once it is known to be
# the reader's own. Not the address, and nothing without a key.
ALERTS = migrations.RunSQL(
    """
create function readers_alerts(opened text)
returns table (uid uuid, question jsonb, pace text, is_confirmed boolean, is_opened boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.uid, a.question, a.pace, a.confirmed_at is not null, a.id = known.id
  from readers_alert known join readers_alert a on a.email = known.email
  where known.key = opened
    and (a.id = known.id or (known.confirmed_at is not null and a.confirmed_at is not null))
  order by a.id
$$;
revoke all on function readers_alerts(text) from public;
""",
    "drop function readers_alerts(text);",
)


class Migration(migrations.Migration):
    dependencies = [
        ("readers", "0001_letters_and_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=10)),
                ("question", models.JSONField()),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("daily", "Once a day, in the morning"),
                            ("at_once", "As soon as something is published"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("seen_until", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_purpose_is_known",
        ),
        migrations.AlterField(
            model_name="letter",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("report", "Reports an error"),
                    ("alert", "Asks for an alert"),
                    ("confirm", "Confirms an alert"),
                    ("stop", "Ends an alert"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["report", "alert", "confirm", "stop"])),
                name="letter_purpose_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["email"], name="alert_email_idx"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["pace", "seen_until"], name="alert_due_idx"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("pace__in", ["daily", "at_once"])), name="alert_pace_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("seen_until", None)),
                    models.Q(("confirmed_at__isnull", False), ("seen_until__isnull", False)),
                    _connector="OR",
                ),
                name="alert_looks_on_from_when_it_was_confirmed",
            ),
        ),
        GUARD,
        ALERTS,
    ]
