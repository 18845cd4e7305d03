"""The register's calendar: where its items stand in it, and how many on each day."""

from django.db import models

from newsroom.register.querysets import PartQuerySet


class Unit(models.TextChoices):
    """How exactly a time is known; the last two: no closer than that."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MONTH_ONLY = "month_only"
    YEAR_ONLY = "year_only"


class ItemDate(models.Model):
    """One row is a day on which an item stands in the calendar, or its month or year alone."""

    item = models.ForeignKey(
        "register.Item",
        on_delete=models.CASCADE,  # its place in the calendar is part of the item
        related_name="dates",
    )
    kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=12)
    unit = models.CharField(max_length=10)
    start = models.DateField()

    objects = PartQuerySet.as_manager()

    class Meta:
        db_table = "register_date"
        indexes = [
            models.Index(fields=["start", "basis", "unit"], name="itemdate_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.basis} {self.start}"


class DateCount(models.Model):
    """One row says how many items of a kind, of those all may see, stand on a day, month or year.

    The sequencer keeps it in the transaction in which it writes the items.
    """

    basis = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=10)
    start = models.DateField()
    number = models.IntegerField()

    class Meta:
        db_table = "register_date_count"
        constraints = [
            models.UniqueConstraint(
                fields=["basis", "unit", "start", "kind"], name="datecount_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} {self.start}: {self.number}"
