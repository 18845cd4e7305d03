-- What may be meant while a name is still being typed: the beginning of a word is looked up in the
-- index of names alone (search.sql), not in all texts.

-- The things whose own names match q, those that most refer to first; then those with the fewest
-- words. Of many that match only so many are weighed, those with the fewest words.
create or replace function register_suggested(q tsquery, lim int, weighed int default 60)
returns table (uid uuid, weight bigint)
language sql stable
set enable_seqscan = off set enable_indexscan = off set jit = off
set plan_cache_mode = force_custom_plan as $$
  select s.item_id, (
    select count(*) from (
      select from register_reference r where r.target = s.item_id limit 100) few) as weight
  from (
    select item_id, length(ts_filter(vector, '{a}')) as words from register_search
    where kind in ('person', 'organisation', 'country', 'meeting')
      and ts_filter(vector, '{a}') @@ q
    order by words, item_id limit weighed) s
  where numnode(q) > 0
  order by weight desc, s.words, s.item_id
  limit lim $$;
