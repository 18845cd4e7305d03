-- Search over register_search: newest first among the matches, and words that are names.
-- Needs fold.sql, the table, its GIN (vector, facets) and its index (sort_at desc, item_id desc).

-- Months since the year 0, in UTC. The month and the kind of an item stand among its facets as
-- uuids, so that one index scan intersects words, references, months and kinds. Their 13th digit
-- is 0 where every random (version 4) uuid has a 4: they never collide with the uid of an item.
create or replace function register_month(at timestamptz) returns int
language sql immutable strict parallel safe as $$
  select extract(year from at at time zone 'UTC')::int * 12
       + extract(month from at at time zone 'UTC')::int - 1 $$;

create or replace function register_month_start(month int) returns timestamptz
language sql immutable strict parallel safe as $$
  select make_timestamptz(month / 12, month % 12 + 1, 1, 0, 0, 0, 'UTC') $$;

create or replace function register_month_uuid(month int) returns uuid
language sql immutable strict parallel safe as $$
  select lpad(to_hex(month), 32, '0')::uuid $$;

create or replace function register_month_bucket(at timestamptz) returns uuid
language sql immutable strict parallel safe as $$
  select register_month_uuid(register_month(at)) $$;

create or replace function register_kind_bucket(kind text) returns uuid
language sql immutable strict parallel safe as $$
  select ('ffffffff00000000' || left(encode(sha256(convert_to(kind, 'UTF8')), 'hex'), 16))::uuid $$;

-- The month of the newest item not later than an instant; null when there is none.
-- Its own settings undo those of register_newest, under which this would read the whole table.
create or replace function register_month_until(at timestamptz) returns int
language sql stable strict
set enable_seqscan = off set enable_bitmapscan = off
set enable_indexscan = on set enable_indexonlyscan = on as $$
  select register_month(max(s.sort_at)) from register_search s where s.sort_at <= at $$;

-- A label of items, such as a section or a language, stands among the facets like their kind: four
-- digits say which sort of label it is, sixteen which one.
create or replace function register_label_bucket(sort text, value text) returns uuid
language sql immutable strict parallel safe as $$
  select ('ffffffff' || left(encode(sha256(convert_to(sort, 'UTF8')), 'hex'), 4) || '0000'
    || left(encode(sha256(convert_to(value, 'UTF8')), 'hex'), 16))::uuid $$;

-- The newest items that match q (null: any), refer to everything in need, are of one of the kinds
-- (null or empty: any) and not earlier than since (null: whenever), strictly after
-- (before_at, before_uid) in the order newest first, then highest uid. before_at null starts at
-- the top; before_uid null means "earlier than before_at". Looks in one month, then in as many
-- further back as should do, going by what was found in these, but in three times as many at most:
-- 3, 9, 27 and 81 where little is found, then in all the rest, until lim rows are found; sooner in
-- the rest if there are few. The rest needs no months: what matches is in it but for the rows that
-- were found already, and hundreds of months would have to be looked up in the index one by one.
--
-- With weights ({D,C,B,A}) each row has its rank among those that match, in millionths; one that
-- refers to a thing in named has a little more. Without, the rank is 0 and costs nothing.
--
-- When budget_ms are used up, a last row with uid null gives the instant searched back to:
-- everything from there on has been seen; go on with (that instant, null). As long as nothing
-- was found patience_ms count instead: an empty page must not come from a busy machine. As long
-- as a reader's page is not full, five budgets count.
--
-- No plan here rests on statistics, which are wrong for rare words: the settings force the GIN,
-- and custom plans let the planner see which conditions are null.
create or replace function register_pool(
  q tsquery, need uuid[], kinds text[], since timestamptz, before_at timestamptz, before_uid uuid,
  lim int, weights real[] default null, named uuid[] default null,
  budget_ms int default 40, patience_ms int default 2000)
returns table (uid uuid, sort_at timestamptz, kind text, facets uuid[], rank int)
language plpgsql stable
set enable_seqscan = off set enable_indexscan = off set jit = off
set plan_cache_mode = force_custom_plan as $$
declare
  today constant int := register_month(now());
  started constant timestamptz := clock_timestamp();
  kind_buckets constant uuid[] := nullif(array(
    select register_kind_bucket(k) from unnest(kinds) k where k is not null), '{}');
  needed constant uuid[] := nullif(need, '{}');
  -- A microsecond less where that instant itself is seen already: else a search out of time
  -- that stopped at the first instant of a month would start in that month for ever.
  hi int := register_month_until(case
    when before_at is null then 'infinity'
    when before_uid is null then before_at - interval '1 microsecond'
    else before_at end);
  lowest constant int := register_month(since);
  lo int;
  older int;
  months uuid[];
  width int := 1;
  missing int := lim;
  found int;
begin
  if numnode(q) = 0 then
    return;  -- nothing but stop words: no question, so no answer
  end if;
  while hi is not null and missing > 0 and (lowest is null or hi >= lowest) loop
    lo := greatest(hi - width + 1, lowest);
    if hi > today then
      lo := greatest(lo, today + 1);  -- a window lies ahead of now or behind, never across
    elsif width > 81 or width > 27 and missing > lim * 0.8 then
      lo := null;
    end if;
    months := case when lo is not null then
      array(select register_month_uuid(m) from generate_series(lo, hi) m) end;
    return query
      select f.item_id, f.sort_at, f.kind::text, f.facets,
        case when weights is null or q is null then 0
          -- The vector is read for those rows alone that are found.
          else (1000000 * ts_rank_cd(weights, f.vector, q, 1))::int
            + case when f.facets && named then 50000 else 0 end
        end
      from (
        select s.item_id, s.sort_at, s.kind, s.facets, s.vector from register_search s
        where (q is null or s.vector @@ q)
          and (months is null or s.facets && months)
          and (months is not null or s.sort_at < register_month_start(hi + 1))
          and (kind_buckets is null or s.facets && kind_buckets)
          and (needed is null or s.facets @> needed)
          and (since is null or s.sort_at >= since)
          and (before_at is null or (s.sort_at, s.item_id) < (before_at, before_uid))
        order by s.sort_at desc, s.item_id desc
        limit missing
      ) f;
    get diagnostics found = row_count;
    missing := missing - found;
    exit when lo is null;
    -- The next month that holds anything at all: gaps of years cost one look in an index.
    older := register_month_until(register_month_start(lo) - interval '1 microsecond');
    -- Where a word is in half of all things, three times the months would be read for a few rows.
    -- The few planned meetings ahead must not have widened the window that meets the present.
    width := case
      when hi > today and older <= today then 1
      else least(width * 3, ceil(1.25 * missing * (hi - lo + 1) / nullif(found, 0))) end;
    hi := older;
    if hi is not null and missing > 0 and (lowest is null or hi >= lowest)
       and clock_timestamp() - started > make_interval(
         secs => case when missing = lim then patience_ms
           when lim - missing < 20 then least(patience_ms, 5 * budget_ms)
           else budget_ms end / 1000.0) then
      return query select null::uuid, register_month_start(lo), null::text, null::uuid[], 0;
      return;
    end if;
  end loop;
end $$;

-- The same, for those who only want to know which they are.
create or replace function register_newest(
  q tsquery, need uuid[], kinds text[], before_at timestamptz, before_uid uuid, lim int,
  budget_ms int default 40, patience_ms int default 2000)
returns table (uid uuid, sort_at timestamptz)
language sql stable as $$
  select p.uid, p.sort_at from register_pool(
    q, need, kinds, null, before_at, before_uid, lim, null, null, budget_ms, patience_ms) p $$;

-- For each of these texts for to_tsquery, the newest things that answer it under these conditions.
drop function if exists register_answers(text[], uuid[], text[], timestamptz, timestamptz, int);
create or replace function register_answers(
  texts text[], need uuid[], kinds text[], since timestamptz, until timestamptz, lim int,
  budget_ms int default 40)
returns table (term text, uid uuid)
language sql stable as $$
  select t, p.uid from unnest(texts) t, register_pool(to_tsquery('archive', t), need, kinds,
    since, until, null, lim, null, null, budget_ms, 5 * budget_ms) p
  where p.uid is not null $$;

-- For each term (text for to_tsquery, as Query.expandable gives them) the things whose own names
-- match it: at most cap of them, those with the fewest words in their names first. The index of
-- names alone answers: that their texts hold a word costs nothing.
create index if not exists register_search_names on register_search
  using gin (ts_filter(vector, '{a}'))
  where kind in ('person', 'organisation', 'country', 'meeting');

drop function if exists register_expand(text[], text[], int);
create or replace function register_expand(terms text[], cap int default 64)
returns table (term text, uids uuid[])
language sql stable
set enable_seqscan = off set enable_indexscan = off set jit = off as $$
  select t.term, array(
    select s.item_id from register_search s
    where s.kind in ('person', 'organisation', 'country')
      and ts_filter(s.vector, '{a}') @@ t.q
    order by length(ts_filter(s.vector, '{a}')), s.item_id
    limit cap)
  from (select u.term, to_tsquery('archive', u.term) as q from unnest(terms) u(term)) t
  where numnode(t.q) > 0 $$;
