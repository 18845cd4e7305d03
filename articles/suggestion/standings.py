"""What the record tells of the people whom a text names: gender, countries, bodies."""

from collections.abc import Iterable
from dataclasses import dataclass

from actors.models import Person
from articles.suggestion.result import Found


@dataclass(frozen=True)
class Standing:
    """Of a person of the record: gender, the countries and bodies he belongs to.

    countries: those for which he may be taken to come, of his offices or else his own.
    """

    gender: str = ""
    sides: frozenset[int] = frozenset()
    countries: frozenset[int] = frozenset()


def standings(found: Iterable[Found]) -> dict[int, Standing]:
    """What the record knows of the persons named, by their numbers; one query."""
    people = {thing.pk for one in found for thing in one.things if thing.kind == "person"}
    if not people:
        return {}
    rows = Person.objects.filter(pk__in=people).values_list(
        "pk",
        "gender",
        "nationality_id",
        "tenures__office__country_id",
        "tenures__office__organisation_id",
        "tenures__office__organisation__home_country_id",
    )
    genders: dict[int, str] = {}
    sides: dict[int, set[int]] = {}
    served: dict[int, set[int]] = {}
    own: dict[int, set[int]] = {}
    for pk, gender, nationality, country, body, of_body in rows:
        genders[pk] = gender
        belongs = {side for side in (nationality, country, body, of_body) if side}
        sides.setdefault(pk, set()).update(belongs)
        served.setdefault(pk, set()).update({side for side in (country, of_body) if side})
        own.setdefault(pk, set()).update({nationality} - {None})
    return {
        pk: Standing(genders[pk], frozenset(sides[pk]), frozenset(served[pk] or own[pk]))
        for pk in genders
    }
