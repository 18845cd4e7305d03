"""Row triggers that mark what changed, inside the editor's own transaction."""

from dataclasses import dataclass
from textwrap import indent

from django.db.migrations import RunSQL


@dataclass(frozen=True)
class Rule:
    """What to mark when a row of a table changes.

    targets: SQL giving (kind, uid); `{row}` stands for the row before or after the change.
    public: SQL condition on `{row}` under which the row shows its targets. A target is marked
        for retraction when the condition held before a change and does not hold after it.
    changed: mark only if one of these columns changed in an update; inserts and deletes of
        the row itself are then of no interest. Empty: mark at every change.
    """

    targets: str
    public: str = ""
    changed: tuple[str, ...] = ()


def watch(table: str, *rules: Rule, name: str = "") -> RunSQL:
    """A migration operation that makes the triggers of one table.

    `name` tells apart the triggers that several apps put on the same table.
    """
    function = f"register_watch_{table}{'_' + name if name else ''}"
    before = "\n".join(_statement(rule, "old") for rule in rules)
    after = "\n".join(_statement(rule, "new") for rule in rules if not rule.changed)
    create = f"""
create function {function}() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
{indent(before, "    ")}
  end if;
  if tg_op <> 'DELETE' then
{indent(after, "    ") or "    null;"}
  end if;
  return null;
end $$;
create trigger {function} after insert or update or delete on {table}
  for each row execute function {function}();
create trigger {function}_truncate before truncate on {table}
  for each statement execute function register_refuse_truncate();
"""
    drop = f"""
drop trigger {function} on {table};
drop trigger {function}_truncate on {table};
drop function {function}();
"""
    return RunSQL(create, drop)


def _statement(rule: Rule, row: str) -> str:
    retract = "false"
    if rule.public and row == "old":
        held, holds = rule.public.format(row="old"), rule.public.format(row="new")
        # In a deletion there is no new row to look at.
        retract = f"(({held}) and (tg_op = 'DELETE' or not ({holds})))"
    insert = (
        "insert into register_mark (kind, uid, retract)\n"
        f"  select t.kind, t.uid, {retract} from ({rule.targets.format(row=row)}) t (kind, uid);"
    )
    if not rule.changed:
        return insert
    old = ", ".join(f"old.{column}" for column in rule.changed)
    new = ", ".join(f"new.{column}" for column in rule.changed)
    return (
        f"if tg_op = 'UPDATE' and ({old}) is distinct from ({new}) then\n"
        f"{indent(insert, '  ')}\nend if;"
    )
