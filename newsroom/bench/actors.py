"""Makes the people, their offices, and the bodies of the archive that is measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction

from actors.choices import (
    ActorKind,
    NameKind,
    OfficeLevel,
    OrganisationType,
    Visibility,
)
from actors.models import Actor, Country, Name, Office, Organisation, Place, Tenure
from newsroom.bench.chance import Popular, dice
from newsroom.bench.words import person_name, respelt
from newsroom.demo import countries

BATCH = 2000
POSTS = (
    ("président de la République", OfficeLevel.HEAD_OF_STATE),
    ("Premier ministre", OfficeLevel.HEAD_OF_GOVERNMENT),
    ("ministre des Affaires étrangères", OfficeLevel.MINISTER),
    ("ministre de la Défense", OfficeLevel.MINISTER),
    ("chef d’état-major", OfficeLevel.MILITARY),
    ("ambassadeur auprès de l’Union", OfficeLevel.AMBASSADOR),
)
# The countries that most of the news is about; the others follow in the order of their codes.
FIRST = ("ML", "NE", "BF", "RU", "FR", "SN", "CI", "TD", "DZ", "MR", "GN", "TG", "BJ", "NG", "CN")


@dataclass(frozen=True)
class Someone:
    """A person of the archive: primary key, and the names under which stories print them."""

    pk: int
    name: str
    other: str


@dataclass(frozen=True)
class Cast:
    """Everyone and everything that meetings and stories may name, the best known first."""

    people: Popular[Someone]
    countries: Popular[tuple[int, str]]
    organisations: Popular[tuple[int, str]]
    places: Popular[tuple[int, str]]


def make(people: int) -> Cast:
    """Enter the world's countries, so many people with an office each, and some bodies."""
    countries.load(lambda _rows: None)
    found = dict(Country.objects.exclude(iso2="").values_list("iso2", "pk"))
    names = dict(Country.objects.values_list("pk", "name"))
    order = [*(found.pop(code) for code in FIRST), *(found[code] for code in sorted(found))]
    bodies = [_organisation(number, order) for number in range(max(3, people // 20))]
    cast = [_people(start, min(BATCH, people - start)) for start in range(0, people, BATCH)]
    everyone = [someone for part in cast for someone in part]
    _offices(everyone, order, names)
    return Cast(
        people=Popular(everyone),
        countries=Popular([(pk, names[pk]) for pk in order]),
        organisations=Popular(bodies),
        places=Popular(list(Place.objects.order_by("pk").values_list("pk", "name"))),
    )


def _organisation(number: int, order: Sequence[int]) -> tuple[int, str]:
    body = Organisation.objects.create(
        name=f"Commission régionale {number + 1} pour la coopération",
        type=OrganisationType.INTERNATIONAL,
        home_country_id=order[number % len(order)],
        visibility=Visibility.PUBLIC,
    )
    return body.pk, body.name


@transaction.atomic
def _people(start: int, count: int) -> list[Someone]:
    written = [person_name(number) for number in range(start, start + count)]
    actors = Actor.objects.bulk_create(
        Actor(
            kind=ActorKind.PERSON,
            name=f"{given} {family}",
            summary=f"{given} {family} a servi dans la diplomatie et dans l’armée.",
            visibility=Visibility.PUBLIC,
        )
        for given, family in written
    )
    with connection.cursor() as cursor:
        # Django makes no rows of inherited tables in bulk.
        cursor.execute(
            "insert into actors_person (actor_ptr_id, given_name, family_name, gender, born, died)"
            " select unnest(%s::bigint[]), unnest(%s::text[]), unnest(%s::text[]), '', '', ''",
            [
                [actor.pk for actor in actors],
                [given for given, _family in written],
                [family for _given, family in written],
            ],
        )
    others = [f"{given} {respelt(family)}" for given, family in written]
    Name.objects.bulk_create(
        Name(actor=actor, text=other, kind=NameKind.SPELLING, language="fr")
        for actor, other in zip(actors, others, strict=True)
    )
    return [
        Someone(actor.pk, actor.name, other) for actor, other in zip(actors, others, strict=True)
    ]


@transaction.atomic
def _offices(everyone: list[Someone], order: list[int], names: dict[int, str]) -> None:
    """One office for each four people, one after the other, in the order of renown."""
    count = max(1, len(everyone) // 4)
    offices: list[Office] = []
    for number in range(count):
        country, post = order[number // len(POSTS) % len(order)], number % len(POSTS)
        label, level = POSTS[post]
        series = number // (len(POSTS) * len(order))
        offices.append(
            Office(
                title=f"{label} ({names[country]}{f', {series + 1}' if series else ''})",
                level=level,
                country_id=country,
                visibility=Visibility.PUBLIC,
            )
        )
    offices = Office.objects.bulk_create(offices, batch_size=BATCH)
    Tenure.objects.bulk_create(
        (
            _tenure(someone, offices[number % count], number // count)
            for number, someone in enumerate(everyone)
        ),
        batch_size=BATCH,
    )


def _tenure(someone: Someone, office: Office, turn: int) -> Tenure:
    began = date(2004, 1, 1) + timedelta(days=1900 * turn + dice("term", someone.pk).randrange(300))
    return Tenure(
        person_id=someone.pk,
        office=office,
        began=began.isoformat(),
        ended=(began + timedelta(days=1500)).isoformat(),
        attested_first=began,
        attested_last=began + timedelta(days=1500),
    )
