"""Triggers that mark which documents a change of the stories' record touches."""

from django.db import migrations

from newsroom.register.triggers import Rule, watch

PUBLISHED = "{row}.status in ('published', 'corrected')"
ARTICLE = "select 'article', a.uid from articles_article a where a.id = {row}.article_id"
STATEMENTS = "select 'statement', s.uid from articles_statement s where s.article_id = {row}.id"
STATEMENT = "select 'statement', s.uid from articles_statement s where s.id = {row}.statement_id"
STATEMENT_ARTICLE = (
    "select 'article', a.uid from articles_statement s join articles_article a"
    " on a.id = s.article_id where s.id = {row}.statement_id"
)
CONTINUATIONS = (
    "select 'statement', s.uid from articles_statement s where s.continues_id = {row}.id"
)

# Stories and statements that name a thing, and leave it out while it is not public.
NAMING_ACTOR = """
select 'article', a.uid from articles_mention m join articles_article a on a.id = m.article_id
  where m.actor_id = {row}.id
union select 'article', a.uid from articles_mention m join actors_place l on l.id = m.place_id
  join articles_article a on a.id = m.article_id where l.country_id = {row}.id
union select 'article', a.uid from articles_article a join actors_place l on l.id = a.dateline_id
  where l.country_id = {row}.id
union select 'article', a.uid from articles_statement s join articles_article a
  on a.id = s.article_id where {row}.id in (s.speaker_id, s.originator_id, s.addressee_id)
union select 'statement', s.uid from articles_statement s
  where {row}.id in (s.speaker_id, s.originator_id, s.addressee_id)
union select 'article', a.uid from articles_statementsubject j join articles_statement s
  on s.id = j.statement_id join articles_article a on a.id = s.article_id where j.actor_id = {row}.id
union select 'statement', s.uid from articles_statementsubject j join articles_statement s
  on s.id = j.statement_id where j.actor_id = {row}.id
union select 'article', a.uid from articles_evidence e join articles_article a on a.id = e.article_id
  left join actors_name n on n.id = e.name_id
  left join actors_tenure t on t.id = e.tenure_id
  left join actors_rank r on r.id = e.rank_id
  left join actors_membership m on m.id = e.membership_id
  left join actors_participation p on p.id = e.participation_id
  left join actors_party y on y.id = e.party_id
  where {row}.id in (e.actor_id, n.actor_id, t.person_id, r.person_id, m.member_id,
    m.organisation_id, p.person_id, p.delegation_id, y.actor_id)
"""
NAMING_MEETING = """
select 'article', a.uid from articles_coverage c join articles_article a on a.id = c.article_id
  where c.meeting_id = {row}.id
union select 'article', a.uid from articles_statement s join articles_article a
  on a.id = s.article_id where s.occasion_id = {row}.id
union select 'statement', s.uid from articles_statement s where s.occasion_id = {row}.id
union select 'article', a.uid from articles_evidence e join articles_article a on a.id = e.article_id
  left join actors_participation p on p.id = e.participation_id
  left join actors_meetinglink k on k.id = e.meeting_link_id
  where {row}.id in (e.meeting_id, p.meeting_id, k.meeting_id, k.other_id)
"""
NAMING_AGREEMENT = """
select 'article', a.uid from articles_evidence e join articles_article a on a.id = e.article_id
  left join actors_party y on y.id = e.party_id where {row}.id in (e.agreement_id, y.agreement_id)
"""
NAMING_OFFICE = """
select 'article', a.uid from articles_evidence e join articles_article a on a.id = e.article_id
  left join actors_tenure t on t.id = e.tenure_id
  left join actors_participation p on p.id = e.participation_id
  where {row}.id in (t.office_id, p.office_id)
"""
NAMING_PLACE = """
select 'article', a.uid from articles_article a where a.dateline_id = {row}.id
union select 'article', a.uid from articles_mention m join articles_article a
  on a.id = m.article_id where m.place_id = {row}.id
"""
NAMING_ARTICLE = """
select 'article', a.uid from articles_article a
  where {row}.id in (a.translation_of_id, a.update_of_id)
"""


def naming_fact(column):
    """SQL: the stories that give a sentence as evidence for this row."""
    return (
        "select 'article', a.uid from articles_evidence e join articles_article a"
        f" on a.id = e.article_id where e.{column} = {{row}}.id"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_articles"),
        ("actors", "0002_register_triggers"),
        ("register", "0003_search_and_marks"),
    ]
    operations = [
        watch(
            "articles_article",
            Rule("select 'article', {row}.uid", public=PUBLISHED),
            # A statement is public exactly while its story is.
            Rule(STATEMENTS, public=PUBLISHED),
            Rule(NAMING_ARTICLE, changed=("status",)),
        ),
        watch(
            "articles_section",
            Rule("select 'article', a.uid from articles_article a where a.section_id = {row}.id"),
        ),
        watch(
            "articles_subject",
            Rule(
                "select 'article', a.uid from articles_classification c join articles_article a"
                " on a.id = c.article_id where c.subject_id = {row}.id"
            ),
        ),
        watch("articles_classification", Rule(ARTICLE)),
        watch("articles_mention", Rule(ARTICLE)),
        watch("articles_coverage", Rule(ARTICLE)),
        watch("articles_signatory", Rule(ARTICLE)),
        watch("articles_correction", Rule(ARTICLE)),
        watch("articles_withdrawal", Rule(ARTICLE)),
        watch("articles_evidence", Rule(ARTICLE)),
        watch(
            "articles_statement",
            Rule(
                "select 'statement', {row}.uid",
                # While the row stays its story decides; a deletion retracts at once.
                public="{row}.id is not null",
            ),
            Rule(ARTICLE),
            Rule(CONTINUATIONS),
        ),
        watch("articles_statementsubject", Rule(STATEMENT), Rule(STATEMENT_ARTICLE)),
        watch(
            "actors_actor",
            Rule(NAMING_ACTOR, changed=("visibility", "merged_into_id")),
            name="articles",
        ),
        watch(
            "actors_meeting",
            Rule(NAMING_MEETING, changed=("visibility", "kind")),
            name="articles",
        ),
        watch("actors_agreement", Rule(NAMING_AGREEMENT, changed=("visibility",)), name="articles"),
        watch("actors_office", Rule(NAMING_OFFICE, changed=("visibility",)), name="articles"),
        watch("actors_place", Rule(NAMING_PLACE), name="articles"),
        # The facts that evidence supports.
        *(
            watch(f"actors_{table}", Rule(naming_fact(column)), name="articles")
            for table, column in (
                ("name", "name_id"),
                ("tenure", "tenure_id"),
                ("rank", "rank_id"),
                ("membership", "membership_id"),
                ("participation", "participation_id"),
                ("meetinglink", "meeting_link_id"),
                ("party", "party_id"),
            )
        ),
    ]
