"""What the public side may do about webhooks, where rights on columns do not say it."""

from django.db import migrations

# Whoever may read the secrets, as the worker does, is believed that an address is proven.
PROOF = migrations.RunSQL(
    """
create function delivery_guard_proof() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.state = 'active' and (tg_op = 'INSERT' or old.state <> 'active' or old.url <> new.url)
      and not has_column_privilege('delivery_secret', 'value', 'select') then
    raise exception 'an address is proven by its answer' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger delivery_guard_proof before insert or update on delivery_endpoint
  for each row execute function delivery_guard_proof();
""",
    """
drop trigger delivery_guard_proof on delivery_endpoint;
drop function delivery_guard_proof();
""",
)
# Messages are worded by the worker alone. These two can be asked for: one waits at a time, and
# there is one in ten seconds.
ASK = migrations.RunSQL(
    """
create function delivery_ask(asked bigint, what text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_uid text;
begin
  if what not in ('endpoint.verify', 'test') then
    raise exception 'nobody can ask for this';
  end if;
  perform from delivery_endpoint where id = asked for update;
  select uid into found_uid from delivery_delivery
    where endpoint_id = asked and event = what and delivered_at is null and given_up_at is null;
  if found_uid is null then
    insert into delivery_delivery
      (endpoint_id, uid, event, payload, made_at, due_at, tries, fate)
    select asked, 'msg_' || replace(gen_random_uuid()::text, '-', ''), what, '{}', now(),
      greatest(now(), max(made_at) + interval '10 seconds'), 0, ''
    from delivery_delivery where endpoint_id = asked and event = what
    returning uid into found_uid;
  end if;
  return found_uid;
end $$;
revoke all on function delivery_ask(bigint, text) from public;
""",
    "drop function delivery_ask(bigint, text);",
)


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0001_webhooks"),
    ]

    operations = [PROOF, ASK]
