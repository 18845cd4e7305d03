"""Loads visits and meetings between leaders, 2010–2025, from a record of the United States."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from actors.choices import ActorKind, MeetingLinkKind, Visibility
from actors.models import Country, Identifier, Meeting, MeetingLink, Participation, Place
from newsroom.demo.story_records import fixed_uid
from newsroom.demo.tables import lines

COPIED = ("kind", "when", "title", "title_en", "level", "format")


def size() -> int:
    """How many rows `load` goes through."""
    return len(lines("meetings.jsonl"))


@transaction.atomic
def load(advance: Callable[[int], object]) -> None:
    """Enter the meetings that are missing; those that are there stay as they are."""
    rows = lines("meetings.jsonl")
    known = set(
        Meeting.objects.filter(source_id__in=[row["source_id"] for row in rows]).values_list(
            "source_id", flat=True
        )
    )
    countries = {country.iso2: country for country in Country.objects.exclude(iso2="")}
    people = dict(
        Identifier.objects.filter(scheme="wikidata", actor__kind=ActorKind.PERSON).values_list(
            "value", "actor"
        )
    )
    for row in rows:
        if row["source_id"] not in known:
            meeting = _enter(row, countries)
            Participation.objects.bulk_create(
                Participation(
                    meeting=meeting,
                    delegation=countries[one["delegation"]],
                    person_id=people[one["wikidata"]] if "wikidata" in one else None,
                    name_as_written=one.get("name", ""),
                    capacity=one["capacity"],
                )
                for one in row.get("participants", ())
            )
            if "part_of" in row:
                MeetingLink.objects.create(
                    meeting=meeting,
                    other=Meeting.objects.get(source_id=row["part_of"]),
                    kind=MeetingLinkKind.PART_OF,
                )
        advance(1)


def _enter(row: dict[str, Any], countries: dict[str, Country]) -> Meeting:
    place = None
    if "place" in row:
        name, iso2 = row["place"]
        place, _made = Place.objects.get_or_create(
            name=name,
            country=countries[iso2],
            defaults={"uid": fixed_uid(f"place {name}")},
        )
    return Meeting.objects.create(
        uid=fixed_uid(f"meeting {row['source_id']}"),
        visibility=Visibility.PUBLIC,
        source_id=row["source_id"],
        source=row.get("source", ""),
        labels=row.get("labels", []),
        topic=row.get("topic", ""),
        place=place,
        host=countries[row["host"]],
        **{name: row[name] for name in COPIED},
    )
