"""Triggers by which whatever is tied to a merged record is tied to the one that remains."""

from django.db.migrations import RunSQL

# The lock makes a write wait for a merger that is being made, and then see it: an editor who
# saves at the same moment, or an import, would else tie something to a record that has gone.
SURVIVOR = RunSQL(
    """
create function actors_survivor(given bigint) returns bigint language plpgsql as $$
declare
  remains bigint;
begin
  if given is null then
    return null;
  end if;
  select merged_into_id into remains from actors_actor where id = given for key share;
  return coalesce(remains, given);
end $$;
""",
    "drop function actors_survivor(bigint)",
)


def follow(table: str, *columns: str) -> RunSQL:
    """A migration operation: references of these columns lead to the record that remains."""
    name = f"actors_follow_{table}"
    lines = "\n".join(f"  new.{column} := actors_survivor(new.{column});" for column in columns)
    return RunSQL(
        f"""
create function {name}() returns trigger language plpgsql as $$
begin
{lines}
  return new;
end $$;
create trigger {name} before insert or update of {", ".join(columns)} on {table}
  for each row execute function {name}();
""",
        f"drop trigger {name} on {table}; drop function {name}();",
    )
