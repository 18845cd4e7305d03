-- Marks wake the worker at the editor's commit, and cannot be bypassed by truncating a table.

create or replace function register_wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('register_mark', '');
  return null;
end $$;

create or replace trigger register_wake after insert on register_mark
  for each statement execute function register_wake();

create or replace function register_refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'TRUNCATE of % would hide a change from the register; use DELETE', tg_table_name
    using errcode = 'object_not_in_prerequisite_state';
end $$;

create sequence if not exists register_seq cache 1;
