"""Row triggers that keep the audit as it is, and that write into it whoever changes rights."""

from django.db.migrations import RunSQL

# An entry may be added unsealed, sealed once, and nothing else.
PROTECTION = RunSQL(
    """
create function audit_protect() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.number is not null then
      raise exception 'an audit entry is sealed after it was written';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and old.number is null and new.number is not null
    and to_jsonb(old) - array['number', 'previous', 'digest']
      = to_jsonb(new) - array['number', 'previous', 'digest'] then
    return new;
  end if;
  raise exception 'the audit is only ever added to';
end $$;
create trigger audit_protect before insert or update or delete on audit_auditentry
  for each row execute function audit_protect();
create trigger audit_protect_all before truncate on audit_auditentry
  for each statement execute function audit_protect();
""",
    """
drop trigger audit_protect on audit_auditentry;
drop trigger audit_protect_all on audit_auditentry;
drop function audit_protect();
""",
)

# What the desk's forms and actions log, with who did it: one place for all of them.
ADMIN_LOG = RunSQL(
    """
create function audit_admin_log() returns trigger language plpgsql as $$
declare
  message jsonb;
begin
  begin
    message := new.change_message::jsonb;
  exception when others then
    message := to_jsonb(new.change_message);
  end;
  insert into audit_auditentry (at, user_pk, user_name, action, model, object_id, words, detail,
                                previous, digest)
  select new.action_time, new.user_id, coalesce(u.username, ''),
         case new.action_flag when 1 then 'admin_added' when 2 then 'admin_changed'
                              when 3 then 'admin_deleted' else 'admin_other' end,
         coalesce(c.app_label || '.' || c.model, ''), left(coalesce(new.object_id, ''), 100),
         left(new.object_repr, 300), jsonb_build_object('log', message), '', ''
    from (values (1)) one
    left join auth_user u on u.id = new.user_id
    left join django_content_type c on c.id = new.content_type_id;
  return null;
end $$;
create trigger audit_admin_log after insert on django_admin_log
  for each row execute function audit_admin_log();
""",
    "drop trigger audit_admin_log on django_admin_log; drop function audit_admin_log();",
)

# Arguments of the trigger: the model, the columns that matter (all if empty) and those whose
# values are secret, each separated by commas; an SQL expression that names the row.
ROWS = RunSQL(
    """
create function audit_row() returns trigger language plpgsql as $$
declare
  before jsonb := '{}';
  after jsonb := '{}';
  columns text[] := string_to_array(nullif(tg_argv[1], ''), ',');
  secret text[] := coalesce(string_to_array(nullif(tg_argv[2], ''), ','), '{}');
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  r jsonb := coalesce(is_now, was);
  words text;
  name text;
begin
  for name in select key from jsonb_each(r) where columns is null or key = any (columns) loop
    if was -> name is distinct from is_now -> name then
      if was is not null then
        before := before || jsonb_build_object(
          name, case when name = any (secret) then to_jsonb('…'::text) else was -> name end);
      end if;
      if is_now is not null then
        after := after || jsonb_build_object(
          name, case when name = any (secret) then to_jsonb('…'::text) else is_now -> name end);
      end if;
    end if;
  end loop;
  if tg_op = 'UPDATE' and before = '{}' then
    return null;
  end if;
  execute 'select ' || tg_argv[3] into words using r;
  insert into audit_auditentry (at, user_pk, user_name, action, model, object_id, words, detail,
                                previous, digest)
  values (
    clock_timestamp(),
    nullif(current_setting('newsroom.user_pk', true), '')::bigint,
    coalesce(current_setting('newsroom.user_name', true), ''),
    case tg_op when 'INSERT' then 'row_added' when 'UPDATE' then 'row_changed'
               else 'row_deleted' end,
    tg_argv[0], coalesce(r ->> 'id', ''), left(coalesce(words, ''), 300),
    jsonb_build_object('before', before, 'after', after, 'role', current_user), '', '');
  return null;
end $$;
create function audit_emptied() returns trigger language plpgsql as $$
begin
  insert into audit_auditentry (at, user_pk, user_name, action, model, object_id, words, detail,
                                previous, digest)
  values (clock_timestamp(), null, '', 'table_emptied', tg_argv[0], '', '',
          jsonb_build_object('role', current_user), '', '');
  return null;
end $$;
""",
    "drop function audit_row(); drop function audit_emptied();",
)


def audited(
    table: str, model: str, *, columns: str = "", secret: str = "", words: str = "null"
) -> RunSQL:
    """A migration operation: every change of the table's rows is written, whoever makes it.

    columns, secret: names separated by commas; only changes of `columns` count (empty: of all),
    and of `secret` ones it is only said that they changed. words: an SQL expression that names
    the row to people; `$1` is the row as JSON.
    """
    quoted = words.replace("'", "''")
    arguments = f"'{model}', '{columns}', '{secret}', '{quoted}'"
    return RunSQL(
        f"""
create trigger audit_row after insert or update or delete on {table}
  for each row execute function audit_row({arguments});
create trigger audit_emptied after truncate on {table}
  for each statement execute function audit_emptied('{model}');
""",
        f"drop trigger audit_row on {table}; drop trigger audit_emptied on {table};",
    )
