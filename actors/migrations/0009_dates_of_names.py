"""When a name was borne."""

from django.db import migrations, models

import actors.fields

DATE_HELP = "EDTF: 1979, 1979-03, 1979-03-14, 1979~ (about), 1979? (uncertain). Empty: unknown."


def date_fields(name, verbose_name):
    """The columns of one partial date, and the constraints that keep them in step."""
    text = actors.fields.PartialDateField(
        blank=True,
        bounds_declared=True,
        default="",
        help_text=DATE_HELP,
        max_length=64,
        verbose_name=verbose_name,
    )
    bound = models.DateField(blank=True, editable=False, null=True)
    return [
        migrations.AddField("name", name, text, preserve_default=False),
        migrations.AddField("name", f"{name}_earliest", bound),
        migrations.AddField("name", f"{name}_latest", bound.clone()),
        *(
            migrations.AddConstraint("name", rule)
            for rule in actors.fields.partial_date_constraints("name", name)
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("actors", "0008_places_and_sources")]

    operations = [
        *date_fields("began", "borne since"),
        *date_fields("ended", "borne until"),
        migrations.AddConstraint(
            "name",
            models.CheckConstraint(
                name="name_ended_after_beginning",
                condition=models.Q(ended_latest__gte=models.F("began_earliest"))
                | models.Q(ended_latest__isnull=True)
                | models.Q(began_earliest__isnull=True),
            ),
        ),
        migrations.RemoveConstraint("name", "name_once_per_actor"),
        migrations.AddConstraint(
            "name",
            models.UniqueConstraint(
                fields=["actor", "text", "kind", "language", "began"],
                name="name_once_per_beginning",
            ),
        ),
    ]
