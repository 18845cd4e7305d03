"""Looks the words of a text up among the spellings of the record, in one query per question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, OuterRef, Subquery

from actors.choices import ActorKind
from actors.models import Actor, Country, Office, Place
from articles.suggestion.result import Thing

BEARERS = 40  # rows of one spelling that are looked at: a name that more things share tells nothing

Key = tuple[str, int]  # "actor", "place" or "office", and the number of its row


class Row(NamedTuple):
    """A spelling of the index."""

    key: Key
    thing: str  # its kind: person, country, organisation, place, office
    text: str
    kind: str  # of the name: acronym, demonym …
    is_derived: bool
    need: int


@dataclass(frozen=True)
class Known:
    """A thing of the record with what telling it from others takes."""

    thing: Thing
    key: Key
    country: int | None = None  # whose it is: of a place, a body, a post
    body: int | None = None  # the organisation of a post
    capital_of: int | None = None
    ended: date | None = None
    gender: str = ""
    type: str = ""
    level: str = ""

    @property
    def kind(self) -> str:
        return self.thing.kind


_NAMES = """
select g.folded, s.actor_id, s.place_id, s.thing, s.text, s.kind, s.source, s.need
from unnest(%(grams)s::text[]) as g (folded)
cross join lateral (
    select s.*, coalesce(a.kind, 'place') as thing
    from actors_spelling s left join actors_actor a on a.id = s.actor_id
    where s.folded = g.folded and s.office_id is null
      -- A ministry without its country is looked for only beside a country.
      and not (s.source = 'derived' and a.kind is not distinct from 'organisation')
    order by s.source = 'derived', s.id
    limit %(bearers)s
) s
"""

_SHORT = """
select folded, actor_id from actors_spelling
where actor_id = any(%(actors)s) and source = 'derived'
"""

_POSTS = """
select s.folded, null::bigint, s.office_id, s.source = 'derived'
from actors_spelling s join actors_office f on f.id = s.office_id
where s.folded = any(%(grams)s)
  and (s.source <> 'derived'
       or f.country_id = any(%(scopes)s) or f.organisation_id = any(%(scopes)s))
union all
select s.folded, s.actor_id, null::bigint, true
from actors_spelling s join actors_organisation o on o.actor_ptr_id = s.actor_id
where s.folded = any(%(grams)s) and s.source = 'derived' and o.home_country_id = any(%(scopes)s)
"""

_SAME_POST = """
select distinct a.office_id, b.office_id
from actors_spelling a
join actors_spelling b on b.folded = a.folded and b.source = 'derived'
join actors_office f on f.id = b.office_id
where a.office_id = any(%(offices)s) and a.source = 'derived'
  and (f.country_id = any(%(scopes)s) or f.organisation_id = any(%(scopes)s))
"""


def named(grams: Iterable[str]) -> dict[str, list[Row]]:
    """The actors and places that are written so; by folded text."""
    found: dict[str, list[Row]] = {}
    for folded, actor, place, thing, text, kind, source, need in _rows(
        _NAMES, grams=list(set(grams)), bearers=BEARERS
    ):
        key = ("actor", actor) if actor else ("place", place)
        found.setdefault(folded, []).append(Row(key, thing, text, kind, source == "derived", need))
    return found


def short_forms(actors: Iterable[int]) -> dict[str, set[int]]:
    """By which short forms each of these people may be called; by folded text."""
    found: dict[str, set[int]] = {}
    for folded, actor in _rows(_SHORT, actors=list(actors)):
        found.setdefault(folded, set()).add(actor)
    return found


def posts(grams: Iterable[str], scopes: Iterable[int]) -> dict[str, list[Row]]:
    """Posts and public bodies written so: in full, or without the country that stands beside."""
    found: dict[str, list[Row]] = {}
    for folded, actor, office, is_derived in _rows(
        _POSTS, grams=list(set(grams)), scopes=list(scopes)
    ):
        key = ("actor", actor) if actor else ("office", office)
        thing = "organisation" if actor else "office"
        found.setdefault(folded, []).append(Row(key, thing, folded, "", is_derived, 0))
    return found


def same_posts(offices: Iterable[int], scopes: Iterable[int]) -> dict[int, set[int]]:
    """For each of these posts, the posts of the same name of these countries or bodies."""
    found: dict[int, set[int]] = {}
    for office, other in _rows(_SAME_POST, offices=list(offices), scopes=list(scopes)):
        found.setdefault(office, set()).add(other)
    return found


def _rows(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    if any(value == [] for name, value in parameters.items() if name != "scopes"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def known(keys: Iterable[Key]) -> dict[Key, Known]:
    """The things of these rows; at most three queries, none for what is not asked."""
    by_family: dict[str, list[int]] = {}
    for family, pk in keys:
        by_family.setdefault(family, []).append(pk)
    found: list[Known] = []
    if actors := by_family.get("actor"):
        found += map(_actor, _actors(actors))
    if places := by_family.get("place"):
        found += map(_place, _places(places))
    if offices := by_family.get("office"):
        found += map(_office, Office.objects.filter(pk__in=offices))
    return {one.key: one for one in found}


def _actors(pks: Sequence[int]) -> Iterable[Any]:
    return (
        Actor.objects.filter(pk__in=pks)
        .values("pk", "uid", "kind", "name")
        .annotate(
            gender=F("person__gender"),
            ended=F("country__ended_latest"),
            type=F("organisation__type"),
            home=F("organisation__home_country_id"),
            nationality=F("person__nationality_id"),
        )
    )


def _actor(row: dict[str, Any]) -> Known:
    return Known(
        thing=Thing(row["kind"], row["pk"], str(row["uid"]), row["name"]),
        key=("actor", row["pk"]),
        country=row["home"]
        or row["nationality"]
        or (row["pk"] if row["kind"] == ActorKind.COUNTRY else None),
        ended=row["ended"],
        gender=row["gender"] or "",
        type=row["type"] or "",
    )


def _places(pks: Sequence[int]) -> Iterable[Any]:
    capital_of = Country.objects.filter(capital=OuterRef("pk"), ended="").values("pk")[:1]
    return (
        Place.objects.filter(pk__in=pks)
        .values("pk", "uid", "kind", "name", "country_id")
        .annotate(capital_of=Subquery(capital_of))
    )


def _place(row: dict[str, Any]) -> Known:
    return Known(
        thing=Thing("place", row["pk"], str(row["uid"]), row["name"]),
        key=("place", row["pk"]),
        country=row["country_id"],
        capital_of=row["capital_of"] or _seated(row),
        type=row["kind"],
    )


# Cities of which the press speaks as of the government, though the capital is another by law.
_SEATS = frozenset({"Abidjan", "Cotonou", "Tel-Aviv", "La Paz", "Dar es Salam"})


def _seated(row: dict[str, Any]) -> int | None:
    return row["country_id"] if row["name"] in _SEATS else None


def _office(office: Office) -> Known:
    return Known(
        thing=Thing("office", office.pk, str(office.uid), office.title),
        key=("office", office.pk),
        country=office.country_id,
        body=office.organisation_id,
        level=office.level,
    )
