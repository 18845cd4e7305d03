"""Members that documents share: partial dates, references to public things, places."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from actors.choices import Certainty
from actors.dates import ends, parse
from actors.fields import PartialDateField
from actors.querysets import PUBLIC_VALUES
from newsroom.register.dating import dated
from newsroom.register.projection import Dated, Ref


def is_public(row: Any) -> bool:
    """Whether the world may see this record or fact; the twin of RecordQuerySet.public."""
    if row is None:
        return False
    return row.visibility in PUBLIC_VALUES and getattr(row, "merged_into_id", None) is None


def public(rows: Iterable[Any]) -> list[Any]:
    """Those of the facts that the world may see."""
    return [row for row in rows if is_public(row)]


def surest_first(references: Iterable[Ref]) -> list[Ref]:
    """In the order in which, of several facts that tie a thing in one way, the surest counts."""
    grades = [*Certainty.values, ""]
    return sorted(references, key=lambda reference: grades.index(reference.certainty))


def midnight(day: Any) -> datetime | None:
    """The first instant of a day in UTC: what things that have a day only are sorted by."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def in_calendar(basis: str, row: Any, name: str) -> list[Dated]:
    """Where the partial date of this name puts a row in the calendar; nowhere without one."""
    text = getattr(row, name)
    if not text:
        return []
    moment = parse(text)
    first, last = ends(moment)
    daily = bool(
        moment.precision == "interval"
        and first
        and last
        and first.earliest == first.latest
        and last.earliest == last.latest
    )
    earliest, latest = moment.earliest, moment.latest
    if (moment.approximate or moment.uncertain) and earliest and latest:
        # What is about a day is not on that day: of it the month is known.
        daily = False
        earliest = earliest.replace(day=1)
        latest = latest.replace(day=monthrange(latest.year, latest.month)[1])
    return dated(basis, earliest, latest, daily=daily)


class PartialDate(serializers.Serializer):
    """A date as exactly as it is known."""

    edtf = serializers.CharField(help_text="EDTF (ISO 8601-2), such as 2025-05 or 1979~.")
    earliest = serializers.DateField(allow_null=True, help_text="First possible day.")
    latest = serializers.DateField(allow_null=True, help_text="Last possible day.")


@extend_schema_field(PartialDate(allow_null=True))
class EDTFMember(serializers.Field):
    """A partial date column with its bounds; null where nothing is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Any) -> Any:
        name = self.source or self.field_name or ""
        if not isinstance(type(instance)._meta.get_field(name), PartialDateField):
            raise TypeError(f"{name} is not a partial date")
        text = getattr(instance, name)
        if not text:
            return None
        return {
            "edtf": text,
            "earliest": getattr(instance, f"{name}_earliest"),
            "latest": getattr(instance, f"{name}_latest"),
        }

    def to_representation(self, value: Any) -> Any:
        return {
            "edtf": value["edtf"],
            "earliest": value["earliest"] and value["earliest"].isoformat(),
            "latest": value["latest"] and value["latest"].isoformat(),
        }


class RefMember(serializers.UUIDField):
    """The public id of a related record; null while the world may not see that record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        return str(value.uid) if is_public(value) else None


class CertaintyMember(serializers.ChoiceField):
    """On what ground a fact stands."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            "explicit: a text says so; inferred: deduced from a text; outside: outside"
            " knowledge, to be confirmed; disputed.",
        )
        super().__init__(choices=Certainty.choices, read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(value)


class PlaceMember(serializers.Serializer):
    """A place, inside the document of what happened there."""

    id = serializers.UUIDField(source="uid")
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.CharField()
    country = RefMember()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    geonames = serializers.CharField(help_text="Its number at GeoNames; empty if not known.")


class PlaceWithinMember(PlaceMember):
    """A place with the one that it lies within: the town of a site, the region of a town."""

    within = PlaceMember(allow_null=True)
