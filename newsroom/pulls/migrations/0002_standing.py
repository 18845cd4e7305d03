"""What became of stories, and how far each partner is with it; to a partner, its own part alone."""

from django.db import migrations

# The changes that must be taken, for the questions below; a small part of the register.
INDEX = migrations.RunSQL(
    """
create index pulls_changes_idx on register_item (sequenced_at)
where kind = 'article' and (not live or events @> '[{"type": "corrected"}]');
""",
    "drop index pulls_changes_idx;",
)

# One row for each change since then and each partner that read, before it, with a label that the
# story ever had. The number of a correction that another change came after is not kept: the last
# number of its batch stands for it, which nobody has passed without it.
STANDING = migrations.RunSQL(
    """
create function pulls_standing(since timestamptz, one uuid, whose bigint, most int)
returns table (
  uid uuid, sort text, version int, seq bigint, at timestamptz, note text, partner bigint,
  taken_at timestamptz, delivered_at timestamptz
) language sql stable as $$
with touched as (
  select i.* from register_item i
  where i.kind = 'article' and (not i.live or i.events @> '[{"type": "corrected"}]')
    and i.status <> 'merged' and i.sequenced_at >= since and (one is null or i.uid = one)
  order by i.sequenced_at desc, i.uid limit most
), corrected as (
  select i.uid, i.seq, i.version as now, i.ever, (e.doc->>'version')::int as version,
    (e.doc->>'at')::timestamptz as at, e.doc->>'note' as note
  from touched i cross join lateral jsonb_array_elements(i.events) e (doc)
  where i.live and e.doc->>'type' = 'corrected' and (e.doc->>'at')::timestamptz >= since
), changes as (
  select i.uid, case i.status when 'canceled' then 'withdrawn' when 'withheld' then 'taken_back'
      else 'deleted' end as sort,
    i.version, i.seq, i.sequenced_at as at, i.notice->>'reason' as note, i.ever
  from touched i where not i.live
  union all
  select c.uid, 'corrected', c.version,
    case when c.version = c.now then c.seq else coalesce(b.last_seq, c.seq) end, c.at, c.note,
    c.ever
  from corrected c left join (
    select max(last_seq) as last_seq, register_batch.at from register_batch
    where register_batch.at >= since group by register_batch.at
  ) b on b.at = c.at
)
select c.uid, c.sort, c.version, c.seq, c.at, c.note, p.id, taken.at, delivered.at
from changes c
join partners_partner p on p.is_active and (whose is null or p.id = whose)
cross join (
  select coalesce((select nonce::text from register_epoch limit 1), '') as epoch
) register
left join lateral (
  select a.at from pulls_acknowledgement a
  where a.partner_id = p.id and a.at >= c.at - interval '5 minutes'
    and a.epoch = register.epoch and a.place >= c.seq
    and (a.kinds = '{}' or 'article' = any(a.kinds))
    and (a.labels = '{}' or a.labels && c.ever)
  order by a.at limit 1
) taken on true
left join lateral (
  -- Of whoever has not acknowledged it, no range begins after it.
  select min(q.at) as at from pulls_pull q
  where taken.at is null and q.partner_id = p.id and (
    (q.upto >= c.seq and q.after < c.seq and q.epoch = register.epoch
      and (q.kinds = '{}' or 'article' = any(q.kinds))
      and (q.labels = '{}' or q.labels && c.ever))
    or (q.uids @> array[c.uid] and q.at >= c.at
      and (q.version is null or q.version >= c.version)))
) delivered on true
where exists (
  select from pulls_reach r
  where r.partner_id = p.id and r.label = any(c.ever) and r.first_at <= c.at
)
order by c.at desc, c.uid, c.version, p.name, p.id
$$;
revoke all on function pulls_standing(timestamptz, uuid, bigint, int) from public;
""",
    "drop function pulls_standing(timestamptz, uuid, bigint, int);",
)

# To who knows a key that works: what its partner has not taken yet, and what it took last.
OWN = migrations.RunSQL(
    """
create function pulls_not_taken(key_digest text)
returns table (
  uid uuid, sort text, version int, seq bigint, at timestamptz, note text, delivered_at timestamptz
) language sql stable security definer set search_path = public, pg_temp as $$
  select s.uid, s.sort, s.version, s.seq, s.at, s.note, s.delivered_at
  from partners_key k
  cross join lateral
    pulls_standing(now() - interval '30 days', null, k.partner_id, 200) s
  where k.digest = key_digest and not k.is_test and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now()) and s.taken_at is null
  order by s.at desc, s.uid, s.version
$$;
revoke all on function pulls_not_taken(text) from public;

create function pulls_last(key_digest text, most int)
returns table (
  at timestamptz, key_name text, surface text, number int, uids uuid[], version int,
  after bigint, upto bigint
) language sql stable security definer set search_path = public, pg_temp as $$
  select q.at, other.name, q.surface, q.number, q.uids[1:1], q.version, q.after, q.upto
  from partners_key k
  join pulls_pull q on q.partner_id = k.partner_id
  join partners_key other on other.id = q.key_id
  where k.digest = key_digest and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())
  order by q.at desc, q.id desc limit least(most, 100)
$$;
revoke all on function pulls_last(text, int) from public;
""",
    "drop function pulls_last(text, int); drop function pulls_not_taken(text);",
)


class Migration(migrations.Migration):
    dependencies = [
        ("pulls", "0001_pulls"),
        ("register", "0014_events"),
    ]

    operations = [INDEX, STANDING, OWN]
