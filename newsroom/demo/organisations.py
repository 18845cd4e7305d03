"""Loads the international organisations of the demo archive, and which countries belong to them."""

from collections.abc import Callable

from django.db import transaction

from actors.choices import NameKind, Visibility
from actors.models import Country, Identifier, Membership, Name, Organisation
from newsroom.demo.story_records import fixed_uid
from newsroom.demo.tables import table


def size() -> int:
    """How many rows `load` goes through."""
    return len(table("organisations.csv")) + len(table("memberships.csv"))


@transaction.atomic
def load(advance: Callable[[int], object]) -> None:
    """Enter the bodies and memberships that are missing; the others stay as they are."""
    bodies: dict[str, Organisation] = {}
    for row in table("organisations.csv"):
        uid = fixed_uid(f"organisation {row['acronym']}")
        known = Organisation.objects.filter(uid=uid).first()
        bodies[row["acronym"]] = known or _enter(row, bodies.get(row["parent"]))
        advance(1)
    countries = {country.iso2: country for country in Country.objects.exclude(iso2="")}
    known_members = set(Membership.objects.values_list("organisation_id", "member_id", "began"))
    rows = table("memberships.csv")
    Membership.objects.bulk_create(
        Membership(
            organisation=bodies[row["organisation"]],
            member=countries[iso2],
            began=row["began"],
            ended=row["ended"],
        )
        for row in rows
        for iso2 in row["members"].split()
        if (bodies[row["organisation"]].pk, countries[iso2].pk, row["began"]) not in known_members
    )
    advance(len(rows))


def _enter(row: dict[str, str], parent: Organisation | None) -> Organisation:
    body = Organisation.objects.create(
        uid=fixed_uid(f"organisation {row['acronym']}"),
        name=row["name"],
        name_en=row["name_en"],
        type=row["type"],
        parent=parent,
        founded=row["founded"],
        dissolved=row["dissolved"],
        visibility=Visibility.PUBLIC,
    )
    names = [
        (row["acronym"], NameKind.ACRONYM, "fr"),
        (row["acronym_en"], NameKind.ACRONYM, "en"),
        *((text, NameKind.SPELLING, "fr") for text in row["other_names"].split("|")),
    ]
    Name.objects.bulk_create(
        Name(actor=body, text=text, kind=kind, language=language)
        for text, kind, language in names
        if text and text != body.name
    )
    if row["wikidata"]:
        Identifier.objects.create(actor=body, scheme="wikidata", value=row["wikidata"])
    return body
