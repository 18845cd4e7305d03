"""Contradictions between a meeting or an agreement, its date, and those who took part."""

from django.utils.translation import gettext_lazy as _

from actors.contradictions.finding import Rule
from actors.contradictions.known import LIVES, known, sure
from actors.contradictions.tenures import SINGLE

# A meeting with the days outside of which it surely was not; none where its date is qualified.
_MEETINGS = f"""(
  select m.*, {sure("m", "when", "earliest")} as first, {sure("m", "when", "latest")} as last
  from actors_meeting m where m.status in ('planned', 'held')
)"""
_KINDS = ("person", "country", "organisation")
_MEETING_SCOPE = {"actors.meeting": "m.id = %(pk)s"}
_AT = _MEETING_SCOPE | {"actors.participation": "r.id = %(pk)s"}
_GONE = "(l.not_after < m.first or l.not_before > m.last)"
_BOUND = "case when l.not_after < m.first then l.not_after else l.not_before end as bound"

_NOT_ALIVE = Rule(
    code="meeting_without_life",
    title=_("A dead person or a former country at a meeting"),
    says=_("%(actor)s at “%(meeting)s” on %(day)s, but began or ended on %(bound)s."),
    sql=f"""
select m.id as pk, l.id as actor_pk, m.title as meeting, c.name as actor, m.first as day, {_BOUND}
from {_MEETINGS} m
join (
  select null::bigint as id, h.id as meeting_id, h.host_id as actor_id from actors_meeting h
  union all select null, i.id, i.inviter_id from actors_meeting i
  union all select p.id, p.meeting_id, p.delegation_id from actors_participation p
    where p.certainty <> 'disputed'
  union all select p.id, p.meeting_id, p.person_id from actors_participation p
    where p.certainty <> 'disputed') r on r.meeting_id = m.id
join {LIVES} l on l.id = r.actor_id
join actors_actor c on c.id = l.id
where {_GONE}""",
    sides={"pk": "actors.meeting", "actor_pk": "actors.actor"},
    scopes=_AT | {f"actors.{kind}": "r.actor_id = %(pk)s" for kind in _KINDS},
)

_PARTY_GONE = Rule(
    code="agreement_without_life",
    title=_("A dead person or a former country bound by an agreement"),
    says=_("%(actor)s in “%(agreement)s” on %(day)s, but began or ended on %(bound)s."),
    sql=f"""
select m.id as pk, l.id as actor_pk, m.title as agreement, c.name as actor, m.first as day,
  {_BOUND}
from (select g.*, {sure("g", "signed", "earliest")} as first,
    {sure("g", "signed", "latest")} as last from actors_agreement g) m
join actors_party y on y.agreement_id = m.id and y.certainty <> 'disputed'
cross join lateral (values (y.actor_id), (y.signatory_id)) w (id)
join {LIVES} l on l.id = w.id
join actors_actor c on c.id = l.id
where {_GONE}""",
    sides={"pk": "actors.agreement", "actor_pk": "actors.actor"},
    scopes={"actors.agreement": "m.id = %(pk)s", "actors.party": "y.id = %(pk)s"}
    | {
        f"actors.{kind}": "%(pk)s in (y.actor_id, y.signatory_id) and l.id = %(pk)s"
        for kind in _KINDS
    },
)

# The person held the office, but at other times only; or it was surely another's that day.
_OFFICE_NOT_HELD = Rule(
    code="office_not_held_at_meeting",
    title=_("Somebody at a meeting in an office that was not theirs"),
    says=_("%(person)s at “%(meeting)s” on %(day)s as “%(office)s”, which was not theirs then."),
    sql=f"""
select r.id as pk, t.id as other_pk, m.title as meeting, p.name as person, o.title as office,
  m.first as day
from {_MEETINGS} m
join actors_participation r on r.meeting_id = m.id and r.certainty <> 'disputed'
join actors_actor p on p.id = r.person_id
join actors_office o on o.id = r.office_id
cross join lateral (
  select f.id from {known("tenure")} f where f.office_id = o.id and (
    f.person_id = p.id or (not f.is_acting and not o.is_shared and o.level = any(%(single)s)
      and f.known_from < m.first and m.last < f.known_until))
  order by f.person_id = p.id desc, f.id limit 1) t
where m.first is not null and m.last is not null
  and not exists (
    select from actors_tenure f where f.person_id = p.id and f.office_id = o.id
      and not coalesce({sure("f", "began", "earliest")} > m.last, false)
      and not coalesce({sure("f", "ended", "latest")} < m.first, false))""",
    sides={"pk": "actors.participation", "other_pk": "actors.tenure"},
    scopes=_AT | {"actors.person": "r.person_id = %(pk)s", "actors.office": "r.office_id = %(pk)s"},
    parameters={"single": list(SINGLE)},
)

_PLANNED_IN_THE_PAST = Rule(
    code="planned_in_the_past",
    title=_("A planned meeting whose day has passed"),
    says=_("“%(meeting)s” is planned for %(day)s, which has passed."),
    sql=f"""
select m.id as pk, m.title as meeting, m.last as day
from {_MEETINGS} m
where m.status = 'planned' and m.last < %(today)s""",
    sides={"pk": "actors.meeting"},
    scopes=_MEETING_SCOPE,
)

RULES = (_NOT_ALIVE, _PARTY_GONE, _OFFICE_NOT_HELD, _PLANNED_IN_THE_PAST)
