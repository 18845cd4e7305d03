"""Who says that somebody held an office, and how a source words it on a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actors", "0009_dates_of_names")]

    operations = [
        migrations.AddField(
            model_name="attestation",
            name="as_printed",
            field=models.CharField(
                blank=True,
                help_text="How the source words it on that day, if that is known.",
                max_length=300,
                verbose_name="wording",
            ),
        ),
        migrations.AddField(
            model_name="tenure",
            name="source",
            field=models.CharField(
                blank=True,
                help_text=(
                    "Public: which publication, list or register says so. Not for our stories."
                ),
                max_length=300,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            model_name="tenure",
            name="source_url",
            field=models.URLField(
                blank=True,
                help_text="If it is online.",
                max_length=500,
                verbose_name="address of the source",
            ),
        ),
    ]
