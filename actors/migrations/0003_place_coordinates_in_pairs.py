"""Coordinates come in pairs: one without the other is refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_register_triggers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="place",
            name="place_coordinates_come_in_pairs",
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="place_coordinates_come_in_pairs",
            ),
        ),
    ]
