"""Places inside places; further places of a meeting; the text of agreements."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from newsroom.register.triggers import Rule, watch

MEETING = "select m.kind, m.uid from actors_meeting m where m.id = {row}."
# Meetings that name a place as a further one, or as what their place lies within.
NAMING_PLACE = """
select m.kind, m.uid from actors_stop s join actors_meeting m on m.id = s.meeting_id
  where s.place_id = {row}.id
union select m.kind, m.uid from actors_place l join actors_meeting m on m.place_id = l.id
  where l.within_id = {row}.id
union select m.kind, m.uid from actors_place l join actors_stop s on s.place_id = l.id
  join actors_meeting m on m.id = s.meeting_id where l.within_id = {row}.id
"""
# Meetings that leave out the country of a further place, or of what a place lies within, while
# it is not public.
NAMING_COUNTRY = """
select m.kind, m.uid from actors_place l join actors_stop s on s.place_id = l.id
  join actors_meeting m on m.id = s.meeting_id where l.country_id = {row}.id
union select m.kind, m.uid from actors_place w join actors_place l on l.within_id = w.id
  join actors_stop s on s.place_id = l.id join actors_meeting m on m.id = s.meeting_id
  where w.country_id = {row}.id
union select m.kind, m.uid from actors_place w join actors_place l on l.within_id = w.id
  join actors_meeting m on m.place_id = l.id where w.country_id = {row}.id
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0007_attestations")]

    operations = [
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
            ],
            options={
                "verbose_name": "further place",
                "verbose_name_plural": "further places",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="place",
            name="place_once_per_country",
        ),
        migrations.AddField(
            model_name="agreement",
            name="text",
            field=models.TextField(
                blank=True,
                help_text="The document itself, word for word, if it was given.",
                verbose_name="text",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="text_url",
            field=models.URLField(
                blank=True,
                help_text="Address of the text.",
                max_length=500,
                verbose_name="where it can be read",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="geonames",
            field=models.CharField(
                blank=True,
                help_text="Such as 2460596 for Bamako.",
                max_length=12,
                verbose_name="GeoNames number",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="other_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                default=list,
                help_text="Other spellings and former names, separated by commas: Kyiv, Léopoldville.",
                size=None,
                verbose_name="other names",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="within",
            field=models.ForeignKey(
                blank=True,
                help_text="The town of a site, the region of a town. Empty: directly in the country.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="actors.place",
                verbose_name="within",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="status",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("held", "Held"),
                    ("postponed", "Postponed"),
                    ("cancelled", "Cancelled"),
                ],
                default="held",
                help_text="Postponed or cancelled: the date stays the one it was planned for. What was held later is a meeting of its own, held in place of this one.",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="meetinglink",
            name="kind",
            field=models.CharField(
                choices=[
                    ("follows", "Follows"),
                    ("on_the_occasion_of", "On the occasion of"),
                    ("part_of", "Part of"),
                    ("same_series", "Same series as"),
                    ("replaces", "Held in place of"),
                ],
                default="follows",
                help_text="This meeting … the other meeting.",
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                fields=("name", "country", "within"),
                name="place_once_per_country",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                condition=models.Q(("geonames", ""), _negated=True),
                fields=("geonames",),
                name="place_geonames_is_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("geonames", ""), ("geonames__regex", "^[1-9][0-9]*$"), _connector="OR"
                ),
                name="place_geonames_is_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("within__isnull", True),
                    models.Q(("within", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="place_is_not_within_itself",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="stops",
                to="actors.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="place",
            field=models.ForeignKey(
                help_text="Where else it went on, in the order of the visit.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stops",
                to="actors.place",
                verbose_name="place",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                fields=("meeting", "place"), name="stop_once_per_meeting"
            ),
        ),
        watch("actors_stop", Rule(MEETING + "meeting_id")),
        watch("actors_place", Rule(NAMING_PLACE), name="parts"),
        watch(
            "actors_actor",
            Rule(NAMING_COUNTRY, changed=("visibility", "merged_into_id")),
            name="stops",
        ),
    ]
