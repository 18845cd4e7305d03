"""Triggers that mark which documents a change of the actors' record touches."""

from django.db import migrations

from newsroom.register.triggers import Rule, watch

VISIBLE = "{row}.visibility in ('story', 'public')"
ACTOR = "select a.kind, a.uid from actors_actor a where a.id = {row}."
OFFICE = "select 'office', f.uid from actors_office f where f.id = {row}."
MEETING = "select m.kind, m.uid from actors_meeting m where m.id = {row}."
AGREEMENT = "select 'agreement', g.uid from actors_agreement g where g.id = {row}."
HOLDERS = (
    "select a.kind, a.uid from actors_tenure t join actors_actor a on a.id = t.person_id"
    " where t.office_id = {row}."
)

# Documents that name an actor, and leave it out while it is not public.
NAMING_ACTOR = """
select a.kind, a.uid from actors_person p join actors_actor a on a.id = p.actor_ptr_id
  where p.nationality_id = {row}.id
union select a.kind, a.uid from actors_organisation o join actors_actor a on a.id = o.actor_ptr_id
  where {row}.id in (o.parent_id, o.home_country_id)
union select a.kind, a.uid from actors_membership m
  join actors_actor a on a.id in (m.member_id, m.organisation_id)
  where {row}.id in (m.member_id, m.organisation_id)
union select a.kind, a.uid from actors_succession s
  join actors_actor a on a.id in (s.predecessor_id, s.successor_id)
  where {row}.id in (s.predecessor_id, s.successor_id)
union select a.kind, a.uid from actors_country c join actors_actor a on a.id = c.actor_ptr_id
  join actors_place l on l.id = c.capital_id where l.country_id = {row}.id
union select 'office', f.uid from actors_office f
  where {row}.id in (f.organisation_id, f.country_id)
union select 'office', f.uid from actors_tenure t join actors_office f on f.id = t.office_id
  where t.person_id = {row}.id
union select a.kind, a.uid from actors_office f join actors_tenure t on t.office_id = f.id
  join actors_actor a on a.id = t.person_id where {row}.id in (f.organisation_id, f.country_id)
union select m.kind, m.uid from actors_meeting m where {row}.id in (m.host_id, m.inviter_id)
union select m.kind, m.uid from actors_meeting m join actors_place l on l.id = m.place_id
  where l.country_id = {row}.id
union select m.kind, m.uid from actors_participation p join actors_meeting m on m.id = p.meeting_id
  where {row}.id in (p.person_id, p.delegation_id)
union select 'agreement', g.uid from actors_party y join actors_agreement g on g.id = y.agreement_id
  where {row}.id in (y.actor_id, y.signatory_id)
union select m.kind, m.uid from actors_party y join actors_agreement g on g.id = y.agreement_id
  join actors_meeting m on m.id = g.meeting_id where {row}.id in (y.actor_id, y.signatory_id)
"""
# Documents that name an office: of its holders, and of meetings where it was represented.
NAMING_OFFICE = """
select m.kind, m.uid from actors_participation p join actors_meeting m on m.id = p.meeting_id
  where p.office_id = {row}.id
"""
NAMING_MEETING = """
select m.kind, m.uid from actors_meetinglink k join actors_meeting m on m.id = k.meeting_id
  where k.other_id = {row}.id
union select 'agreement', g.uid from actors_agreement g where g.meeting_id = {row}.id
"""
NAMING_PLACE = """
select a.kind, a.uid from actors_country c join actors_actor a on a.id = c.actor_ptr_id
  where c.capital_id = {row}.id
union select m.kind, m.uid from actors_meeting m where m.place_id = {row}.id
"""


class Migration(migrations.Migration):
    dependencies = [("actors", "0001_actors"), ("register", "0003_search_and_marks")]
    operations = [
        watch(
            "actors_actor",
            Rule(
                "select {row}.kind, {row}.uid",
                public=f"{VISIBLE} and {{row}}.merged_into_id is null",
            ),
            Rule(NAMING_ACTOR, changed=("visibility", "merged_into_id")),
        ),
        watch("actors_person", Rule(ACTOR + "actor_ptr_id")),
        watch("actors_country", Rule(ACTOR + "actor_ptr_id")),
        watch("actors_organisation", Rule(ACTOR + "actor_ptr_id")),
        watch("actors_name", Rule(ACTOR + "actor_id")),
        watch("actors_identifier", Rule(ACTOR + "actor_id")),
        watch("actors_succession", Rule(ACTOR + "predecessor_id"), Rule(ACTOR + "successor_id")),
        watch("actors_membership", Rule(ACTOR + "member_id"), Rule(ACTOR + "organisation_id")),
        watch("actors_rank", Rule(ACTOR + "person_id")),
        watch("actors_tenure", Rule(ACTOR + "person_id"), Rule(OFFICE + "office_id")),
        watch(
            "actors_office",
            Rule("select 'office', {row}.uid", public=VISIBLE),
            Rule(HOLDERS + "id"),
            Rule(NAMING_OFFICE, changed=("visibility",)),
        ),
        watch("actors_place", Rule(NAMING_PLACE)),
        watch(
            "actors_meeting",
            Rule("select {row}.kind, {row}.uid", public=VISIBLE),
            Rule(NAMING_MEETING, changed=("visibility", "kind")),
        ),
        watch("actors_participation", Rule(MEETING + "meeting_id")),
        watch("actors_meetinglink", Rule(MEETING + "meeting_id")),
        watch(
            "actors_agreement",
            Rule("select 'agreement', {row}.uid", public=VISIBLE),
            Rule(MEETING + "meeting_id"),
        ),
        watch(
            "actors_party",
            Rule(AGREEMENT + "agreement_id"),
            Rule(
                "select m.kind, m.uid from actors_agreement g"
                " join actors_meeting m on m.id = g.meeting_id where g.id = {row}.agreement_id"
            ),
        ),
    ]
