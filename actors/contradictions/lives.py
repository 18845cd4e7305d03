"""Contradictions between an office or a membership and the life of those it ties together."""

from django.utils.translation import gettext_lazy as _

from actors.contradictions.finding import Rule
from actors.contradictions.known import LIVES, known

# The fact reaches beyond the life `l` at either end.
_OUTSIDE = """
  (greatest(f.known_until, f.not_before) > l.not_after
    or least(f.known_from, f.not_after) < l.not_before)"""
_BOUND = """
  case when greatest(f.known_until, f.not_before) > l.not_after then l.not_after
    else l.not_before end as bound,
  case when greatest(f.known_until, f.not_before) > l.not_after
    then greatest(f.known_until, f.not_before) else least(f.known_from, f.not_after) end as day"""

_TENURE_OUTSIDE_LIFE = Rule(
    code="tenure_outside_life",
    title=_("An office held before birth or after death"),
    says=_("%(person)s held “%(office)s” on %(day)s, but was born or died on %(bound)s."),
    sql=f"""
select f.id as pk, p.id as person_pk, p.name as person, o.title as office, {_BOUND}
from {known("tenure")} f
join {LIVES} l on l.id = f.person_id
join actors_actor p on p.id = f.person_id
join actors_office o on o.id = f.office_id
where {_OUTSIDE}""",
    sides={"pk": "actors.tenure", "person_pk": "actors.person"},
    scopes={
        "actors.tenure": "f.id = %(pk)s",
        "actors.person": "f.person_id = %(pk)s",
        "actors.office": "f.office_id = %(pk)s",
    },
)

_OFFICE_OUTSIDE_BODY = Rule(
    code="office_outside_body",
    title=_("An office held while its country or organisation did not exist"),
    says=_("%(person)s held “%(office)s” on %(day)s, but %(body)s began or ended on %(bound)s."),
    sql=f"""
select f.id as pk, c.id as body_pk, p.name as person, o.title as office, c.name as body, {_BOUND}
from {known("tenure")} f
join actors_office o on o.id = f.office_id
cross join lateral (values (o.organisation_id), (o.country_id)) w (id)
join {LIVES} l on l.id = w.id
join actors_actor c on c.id = l.id
join actors_actor p on p.id = f.person_id
where {_OUTSIDE}""",
    sides={"pk": "actors.tenure", "body_pk": "actors.actor"},
    scopes={
        "actors.tenure": "f.id = %(pk)s",
        "actors.person": "f.person_id = %(pk)s",
        "actors.office": "f.office_id = %(pk)s",
        "actors.country": "o.country_id = %(pk)s and l.id = %(pk)s",
        "actors.organisation": "o.organisation_id = %(pk)s and l.id = %(pk)s",
    },
)

_MEMBERSHIP_OUTSIDE_LIFE = Rule(
    code="membership_outside_life",
    title=_("A membership while one of the two did not exist"),
    says=_("%(member)s in %(organisation)s on %(day)s, but %(gone)s began or ended on %(bound)s."),
    sql=f"""
select f.id as pk, l.id as gone_pk, m.name as member, o.name as organisation, g.name as gone,
  {_BOUND}
from {known("membership")} f
cross join lateral (values (f.member_id), (f.organisation_id)) w (id)
join {LIVES} l on l.id = w.id
join actors_actor g on g.id = l.id
join actors_actor m on m.id = f.member_id
join actors_actor o on o.id = f.organisation_id
where {_OUTSIDE}""",
    sides={"pk": "actors.membership", "gone_pk": "actors.actor"},
    scopes={
        "actors.membership": "f.id = %(pk)s",
        "actors.person": "f.member_id = %(pk)s",
        "actors.country": "f.member_id = %(pk)s",
        "actors.organisation": "%(pk)s in (f.member_id, f.organisation_id)",
    },
)

RULES = (_TENURE_OUTSIDE_LIFE, _OFFICE_OUTSIDE_BODY, _MEMBERSHIP_OUTSIDE_LIFE)
