"""The desk is told of what readers report."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_second_look"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notification",
            name="notification_event_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="notificationpreference",
            name="notificationpreference_event_is_known",
        ),
        migrations.AlterField(
            model_name="notification",
            name="event",
            field=models.CharField(
                choices=[
                    ("submit", "A story is handed to the desk"),
                    ("mark_ready", "A story is ready"),
                    ("approve", "A story is approved"),
                    ("reopen", "A story is sent back"),
                    ("schedule", "A story is scheduled"),
                    ("publish", "A story is published"),
                    ("correct", "A story is corrected"),
                    ("withdraw", "A story is withdrawn"),
                    ("expire", "A story has expired"),
                    ("lift_embargo", "An embargo is lifted"),
                    ("release_failed", "A story that was due could not go out"),
                    ("taken_over", "Somebody took over a story that you had open"),
                    ("comment", "Somebody commented on a story"),
                    ("assignment", "Something is assigned to you"),
                    ("stale_translation", "The source of a translation was corrected"),
                    ("contradictions", "The night's checks found contradictions"),
                    ("report", "A reader reports an error"),
                    ("audit_broken", "The audit has been tampered with"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
        migrations.AlterField(
            model_name="notificationpreference",
            name="event",
            field=models.CharField(
                choices=[
                    ("submit", "A story is handed to the desk"),
                    ("mark_ready", "A story is ready"),
                    ("approve", "A story is approved"),
                    ("reopen", "A story is sent back"),
                    ("schedule", "A story is scheduled"),
                    ("publish", "A story is published"),
                    ("correct", "A story is corrected"),
                    ("withdraw", "A story is withdrawn"),
                    ("expire", "A story has expired"),
                    ("lift_embargo", "An embargo is lifted"),
                    ("release_failed", "A story that was due could not go out"),
                    ("taken_over", "Somebody took over a story that you had open"),
                    ("comment", "Somebody commented on a story"),
                    ("assignment", "Something is assigned to you"),
                    ("stale_translation", "The source of a translation was corrected"),
                    ("contradictions", "The night's checks found contradictions"),
                    ("report", "A reader reports an error"),
                    ("audit_broken", "The audit has been tampered with"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "event__in",
                        [
                            "submit",
                            "mark_ready",
                            "approve",
                            "reopen",
                            "schedule",
                            "publish",
                            "correct",
                            "withdraw",
                            "expire",
                            "lift_embargo",
                            "release_failed",
                            "taken_over",
                            "comment",
                            "assignment",
                            "stale_translation",
                            "contradictions",
                            "report",
                            "audit_broken",
                        ],
                    )
                ),
                name="notification_event_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "event__in",
                        [
                            "submit",
                            "mark_ready",
                            "approve",
                            "reopen",
                            "schedule",
                            "publish",
                            "correct",
                            "withdraw",
                            "expire",
                            "lift_embargo",
                            "release_failed",
                            "taken_over",
                            "comment",
                            "assignment",
                            "stale_translation",
                            "contradictions",
                            "report",
                            "audit_broken",
                        ],
                    )
                ),
                name="notificationpreference_event_is_known",
            ),
        ),
    ]
