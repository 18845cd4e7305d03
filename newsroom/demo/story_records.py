"""Finds or makes the records that a story shares with the rest of the archive."""

import uuid
from typing import Any

from actors.choices import Certainty, NameKind, PlaceKind
from actors.models import (
    Actor,
    Country,
    Identifier,
    Name,
    Office,
    Organisation,
    Person,
    Place,
)

# Records by a short key; facts about them by "<key> <what>", such as "camara defence".
Cast = dict[str, Any]

_NAMESPACE = uuid.UUID("5c0e7a1e-4a0f-5d8a-9b38-20250814b0e5")


def fixed_uid(key: str) -> uuid.UUID:
    """The same public identifier in every copy of the demo archive."""
    return uuid.uuid5(_NAMESPACE, key)


def country(iso2: str, **values: Any) -> Country:
    """The country with this ISO code."""
    return Country.objects.get_or_create(
        iso2=iso2, defaults={"uid": fixed_uid(f"country {iso2}"), **values}
    )[0]


def former_country(code: str, **values: Any) -> Country:
    """The country that has gone, by its code of ISO 3166-3."""
    return Country.objects.get_or_create(
        former_code=code, defaults={"uid": fixed_uid(f"country {code}"), **values}
    )[0]


def place(name: str, country: Country | None, kind: str = PlaceKind.TOWN) -> Place:
    """The place of that name in that country."""
    return Place.objects.get_or_create(
        name=name,
        country=country,
        defaults={"uid": fixed_uid(f"place {name}"), "kind": kind},
    )[0]


def organisation(key: str, **values: Any) -> Organisation:
    """The body with this name and country, or a new one.

    It has no number of its own anywhere, so it is known by name: within a country a ministry's
    full name is unique, and so is a bloc's among the bodies of several countries.
    """
    found = Organisation.objects.filter(
        name=values["name"], home_country=values.get("home_country"), merged_into=None
    ).first()
    return found or Organisation.objects.create(uid=fixed_uid(f"organisation {key}"), **values)


def person(key: str, wikidata: str = "", **values: Any) -> Person:
    """The person with this Wikidata item; without one, the story's own. Never by surname.

    A person whom an import has brought under another spelling takes the agency's own, and
    the one of the import is kept among the names.
    """
    known = Person.objects.filter(
        identifiers__scheme="wikidata", identifiers__value=wikidata
    ).first()
    if known is None:
        known = Person.objects.get_or_create(uid=fixed_uid(f"person {key}"), defaults=values)[0]
        if wikidata:
            Identifier.objects.get_or_create(actor=known, scheme="wikidata", value=wikidata)
    elif known.name != values["name"]:
        former, known.name = known.name, values["name"]
        known.name_en = known.name_en or values.get("name_en", "")
        known.save(update_fields=["name", "name_en", "updated_at"])
        if former != known.name_en:
            name(known, former, NameKind.SPELLING, language="")
    return known


def name(
    actor: Actor,
    text: str,
    kind: str,
    *,
    language: str = "fr",
    certainty: str = Certainty.EXPLICIT,
) -> Name:
    """A way in which the actor is written."""
    return Name.objects.get_or_create(
        actor_id=actor.pk,
        text=text,
        kind=kind,
        language=language,
        defaults={"certainty": certainty},
    )[0]


def office(key: str, wikidata: str = "", **values: Any) -> Office:
    """The post with this Wikidata item; without one, the story's own.

    A post that an import has brought takes the title in full, and the body it belongs to.
    """
    known = Office.objects.filter(wikidata=wikidata).first() if wikidata else None
    if known is None:
        return Office.objects.get_or_create(
            uid=fixed_uid(f"office {key}"), defaults={"wikidata": wikidata, **values}
        )[0]
    for field, value in values.items():
        setattr(known, field, value)
    known.save(update_fields=[*values, "updated_at"])
    return known
