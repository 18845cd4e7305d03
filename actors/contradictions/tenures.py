"""Contradictions between those who held an office, and between its days and its own dates."""

from django.utils.translation import gettext_lazy as _

from actors.choices import OfficeLevel
from actors.contradictions.finding import Rule
from actors.contradictions.known import known, sure

# Posts of which there is one. Several people are ambassadors, officers or members at once.
SINGLE = (
    OfficeLevel.HEAD_OF_STATE,
    OfficeLevel.HEAD_OF_GOVERNMENT,
    OfficeLevel.MINISTER,
    OfficeLevel.HEAD_OF_BODY,
)

# From the lowest; a rank that is not here, such as plain "général", is compared with nothing.
RANKS = (
    "sous-lieutenant", "lieutenant", "capitaine", "commandant", "lieutenant-colonel", "colonel",
    "colonel-major", "général de brigade", "général de division", "général de corps d'armée",
    "général d'armée",
)  # fmt: skip

_TWO_HOLDERS = Rule(
    code="office_held_by_two",
    title=_("Two holders of one office at once"),
    says=_("“%(office)s”: %(person)s surely held it %(own_when)s, and %(other)s %(their_when)s."),
    sql=f"""
with k as materialized (
  select f.*, o.title as office from {known("tenure")} f
  join actors_office o on o.id = f.office_id and not o.is_shared and o.level = any(%(single)s)
  where not f.is_acting)
select a.id as pk, b.id as other_pk, a.office,
  p.name as person, q.name as other, a.known_from as own_from, a.known_until as own_until,
  b.known_from as their_from, b.known_until as their_until
from k a
join k b on b.office_id = a.office_id and b.id <> a.id
join actors_actor p on p.id = a.person_id
join actors_actor q on q.id = b.person_id
where coalesce(p.merged_into_id, p.id) <> coalesce(q.merged_into_id, q.id)
  and a.known_from <= b.known_until and b.known_from <= a.known_until
  -- On the day on which one hands over to the other, both may be said to hold it.
  and a.known_until <> b.known_from and b.known_until <> a.known_from""",
    sides={"pk": "actors.tenure", "other_pk": "actors.tenure"},
    scopes={
        "actors.tenure": "a.id = %(pk)s",
        "actors.person": "a.person_id = %(pk)s",
        "actors.office": "a.office_id = %(pk)s and a.id < b.id",
    },
    once="a.id < b.id",
    parameters={"single": list(SINGLE)},
)


def _attested_outside(table: str, title: str, joins: str, scopes: dict[str, str]) -> Rule:
    return Rule(
        code=f"{table}_attested_outside_its_dates",
        title=_("Attested before its beginning or after its end"),
        says=_("%(fact)s: attested on %(day)s, but it began or ended on %(bound)s."),
        sql=f"""
select f.id as pk, {title} as fact, d.day,
  case when d.day < b.not_before then b.not_before else b.not_after end as bound
from actors_{table} f {joins}
cross join lateral (select {sure("f", "began", "earliest")} as not_before,
  {sure("f", "ended", "latest")} as not_after) b
cross join lateral (
  select e.day from (
    select f.attested_first as day union select f.attested_last
    union select a.day from actors_attestation a where a.{table}_id = f.id) e
  where e.day < b.not_before or e.day > b.not_after order by e.day desc limit 1) d
where f.certainty <> 'disputed'""",
        sides={"pk": f"actors.{table}"},
        scopes=scopes | {f"actors.{table}": "f.id = %(pk)s"},
    )


_RANK_WENT_DOWN = Rule(
    code="rank_went_down",
    title=_("A lower rank after a higher one"),
    says=_("%(person)s: “%(higher)s” %(high_when)s, and yet “%(lower)s” %(low_when)s."),
    sql=f"""
select b.id as pk, a.id as other_pk, p.name as person, a.title as higher, b.title as lower,
  a.known_from as high_from, a.known_until as high_until,
  b.known_from as low_from, b.known_until as low_until
from {known("rank")} a
join {known("rank")} b on b.person_id = a.person_id and b.known_until > a.known_from
join actors_actor p on p.id = a.person_id
where array_position(%(ranks)s::text[], replace(lower(a.title), '’', ''''))
  > array_position(%(ranks)s::text[], replace(lower(b.title), '’', ''''))""",
    sides={"pk": "actors.rank", "other_pk": "actors.rank"},
    scopes={
        "actors.rank": "%(pk)s in (a.id, b.id)",
        "actors.person": "a.person_id = %(pk)s",
    },
    parameters={"ranks": list(RANKS)},
)

_HELD = "p.name || ', ' || o.title"
_HOLDER = "join actors_actor p on p.id = f.person_id join actors_office o on o.id = f.office_id"
_MEMBER = (
    "join actors_actor p on p.id = f.member_id join actors_actor o on o.id = f.organisation_id"
)

RULES = (
    _TWO_HOLDERS,
    _attested_outside(
        "tenure",
        _HELD,
        _HOLDER,
        {"actors.person": "f.person_id = %(pk)s", "actors.office": "f.office_id = %(pk)s"},
    ),
    _attested_outside(
        "rank",
        "p.name || ', ' || f.title",
        "join actors_actor p on p.id = f.person_id",
        {"actors.person": "f.person_id = %(pk)s"},
    ),
    _attested_outside(
        "membership",
        "p.name || ', ' || o.name",
        _MEMBER,
        {
            "actors.country": "f.member_id = %(pk)s",
            "actors.organisation": "%(pk)s in (f.member_id, f.organisation_id)",
        },
    ),
    _RANK_WENT_DOWN,
)
