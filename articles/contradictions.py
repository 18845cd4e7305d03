"""Contradictions between stories and the record: the dead who speak, offices that had ended."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors import contradictions as record
from actors.contradictions import Contradiction, Rule, Side
from actors.contradictions.known import LIVES, sure
from articles.models import Evidence
from articles.models.evidence import FACTS

SOURCE = "articles"


# What evidence supports: label of the model → column.
_COLUMNS = {model.lower(): column for column, model in FACTS.items()}
_COLUMNS |= {f"actors.{kind}": "actor" for kind in ("person", "country", "organisation")}


def contradictions() -> Iterator[Contradiction]:
    """Those between stories, published or not, and the record; by rules of this module only."""
    return record.contradictions(SOURCE)


def stories_of(sides: Iterable[Side]) -> dict[Side, dict[Side, str]]:
    """For each of these rows, the stories whose sentences support it, with what they are called."""
    facts = {side: column for side in sides if (column := _COLUMNS.get(side[0]))}
    found: dict[Side, dict[Side, str]] = {}
    if not facts:
        return found
    wanted = reduce(or_, (Q(**{column: side[1]}) for side, column in facts.items()))
    for row in Evidence.objects.standing().filter(wanted).select_related("article"):
        for side, column in facts.items():
            if getattr(row, f"{column}_id") == side[1]:
                story = ("articles.article", row.article_id)
                found.setdefault(side, {})[story] = str(row.article)
    return found


# Words are said when the statement says so, else at its occasion, else on the day of the news.
_SAID = f"""(
  select s.*, coalesce(d.said, d.met, d.news) as first, coalesce(e.said, e.met, e.news) as last,
    a.headline, a.lead
  from articles_statement s
  join articles_article a on a.id = s.article_id
  left join actors_meeting m on m.id = s.occasion_id
  cross join lateral (select {sure("s", "said_on", "earliest")} as said,
    {sure("m", "when", "earliest")} as met, {sure("a", "event_date", "earliest")} as news) d
  cross join lateral (select {sure("s", "said_on", "latest")} as said,
    {sure("m", "when", "latest")} as met, {sure("a", "event_date", "latest")} as news) e
  where s.certainty <> 'disputed' and s.review <> 'rejected'
)"""

_BY_ACTOR = "%(pk)s in (s.speaker_id, s.addressee_id) and l.id = %(pk)s"

_DEAD_SPEAKER = Rule(
    code="statement_without_life",
    title=_("Words of somebody who was dead, or of a country that had ended"),
    says=_("“%(words)s”: said by %(actor)s on %(day)s, who began or ended on %(bound)s."),
    sql=f"""
select s.id as pk, l.id as actor_pk, s.article_id as article_pk, left(s.text, 80) as words,
  c.name as actor, s.first as day,
  case when l.not_after < s.first then l.not_after else l.not_before end as bound
from {_SAID} s
cross join lateral (values (s.speaker_id), (s.addressee_id)) w (id)
join {LIVES} l on l.id = w.id
join actors_actor c on c.id = l.id
where (l.not_after < s.first or l.not_before > s.last)""",
    sides={
        "pk": "articles.statement",
        "actor_pk": "actors.actor",
        "article_pk": "articles.article",
    },
    scopes={
        "articles.statement": "s.id = %(pk)s",
        "articles.article": "s.article_id = %(pk)s",
        "actors.person": _BY_ACTOR,
        "actors.country": _BY_ACTOR,
        "actors.organisation": _BY_ACTOR,
    },
)


def _fact_over(table: str, title: str, joins: str) -> Rule:
    return Rule(
        code=f"story_attests_{table}_outside_its_dates",
        title=_("A story that is not out uses what had ended or not begun"),
        says=_("The story attests %(fact)s on %(day)s, but it began or ended on %(bound)s."),
        sql=f"""
select e.id as pk, f.id as fact_pk, e.article_id as article_pk, {title} as fact, e.day,
  case when e.day < b.not_before then b.not_before else b.not_after end as bound
from (select e.*, coalesce(e.attests_on, case when a.event_date_earliest = a.event_date_latest
    and not e.is_about_the_past then a.event_date_earliest end) as day
  from articles_evidence e join articles_article a on a.id = e.article_id
  -- What published stories attest is a rule of the record.
  where a.status not in ('published', 'corrected') and e.certainty = 'explicit'
    and e.review not in ('rejected', 'disputed') and e.anchor <> 'lost') e
join actors_{table} f on f.id = e.{table}_id {joins}
cross join lateral (select {sure("f", "began", "earliest")} as not_before,
  {sure("f", "ended", "latest")} as not_after) b
where (e.day < b.not_before or e.day > b.not_after)""",
        sides={
            "pk": "articles.evidence",
            "fact_pk": f"actors.{table}",
            "article_pk": "articles.article",
        },
        scopes={
            "articles.evidence": "e.id = %(pk)s",
            "articles.article": "e.article_id = %(pk)s",
            f"actors.{table}": "f.id = %(pk)s",
        },
    )


RULES = (
    _DEAD_SPEAKER,
    _fact_over(
        "tenure",
        "p.name || ', ' || o.title",
        "join actors_actor p on p.id = f.person_id join actors_office o on o.id = f.office_id",
    ),
    _fact_over("rank", "p.name || ', ' || f.title", "join actors_actor p on p.id = f.person_id"),
    _fact_over(
        "membership",
        "p.name || ', ' || o.name",
        "join actors_actor p on p.id = f.member_id join actors_actor o on o.id = f.organisation_id",
    ),
)
