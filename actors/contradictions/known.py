"""SQL for what surely held on which days: the twin of actors.holders for whole tables."""

# Dates that are about right or uncertain bound nothing.
DOUBTED = "'[?~%%]'"


def sure(row: str, name: str, bound: str) -> str:
    """SQL: a bound of a partial date, null where the date is qualified."""
    return f"case when {row}.{name} !~ {DOUBTED} then {row}.{name}_{bound} end"


def _exactly(name: str) -> str:
    return (
        f"case when f.{name}_earliest = f.{name}_latest and f.{name} !~ {DOUBTED}"
        f" then f.{name}_earliest end"
    )


def known(table: str) -> str:
    """SQL: the rows of tenure, rank or membership that nobody disputes, with what is known.

    known_from, known_until: the days between which it surely held, null if it is sure of none.
    not_before, not_after: the days outside of which it surely did not.
    """
    return f"""(
  select f.*, b.not_before, b.not_after,
    case when c.lo is null then case when b.began <= b.ended then b.began end
      when b.began <= c.hi then least(c.lo, b.began) else c.lo end as known_from,
    case when c.lo is null then case when b.began <= b.ended then b.ended end
      when b.ended >= c.lo then greatest(c.hi, b.ended) else c.hi end as known_until
  from actors_{table} f
  cross join lateral (select {sure("f", "began", "latest")} as began,
    {sure("f", "ended", "earliest")} as ended,
    {sure("f", "began", "earliest")} as not_before,
    {sure("f", "ended", "latest")} as not_after) b
  cross join lateral (select min(a.day) as lo, max(a.day) as hi from actors_attestation a
    where a.{table}_id = f.id and a.day >= coalesce(b.not_before, a.day)
      and a.day <= coalesce(b.not_after, a.day)) d
  cross join lateral (select
    least(d.lo, f.attested_first, {_exactly("began")}, {_exactly("ended")}) as lo,
    greatest(d.hi, f.attested_last, {_exactly("began")}, {_exactly("ended")}) as hi) c
  where f.certainty <> 'disputed'
)"""


# Every actor with the days outside of which it surely did not exist.
LIVES = f"""(
  select p.actor_ptr_id as id, {sure("p", "born", "earliest")} as not_before,
    {sure("p", "died", "latest")} as not_after from actors_person p
  union all select c.actor_ptr_id, {sure("c", "began", "earliest")}, {sure("c", "ended", "latest")}
    from actors_country c
  union all select o.actor_ptr_id, {sure("o", "founded", "earliest")},
    {sure("o", "dissolved", "latest")} from actors_organisation o
)"""
