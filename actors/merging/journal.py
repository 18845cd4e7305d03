"""The journal of a merger: each row that was touched, as JSON, in the order of writing."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Model

from actors.merging import rows as record
from actors.merging.plan import Plan
from actors.merging.rows import Values, plain, plain_all

CHANGED, DROPPED, ADDED = "changed", "dropped", "added"


@dataclass(frozen=True)
class Step:
    """One row that was touched; column values are as JSON holds them.

    before: of a changed row the changed columns as they were, of a dropped row all of them.
    after: of a changed row those columns as they became, of an added row all of them.
    """

    op: str
    model: str
    pk: Any
    before: Values
    after: Values
    why: str
    into: Any = None

    def written(self) -> dict[str, Any]:
        return {
            "op": self.op,
            "model": self.model,
            "pk": plain(self.pk),
            "before": self.before,
            "after": self.after,
            "why": self.why,
            "into": plain(self.into),
        }


def write(plan: Plan) -> list[Step]:
    """Make the changes of a plan; the steps that say what was done."""
    steps, changes = [], []
    for model, rows in record.by_model(plan.rows).items():
        record.remove(model, [row.pk for row in rows if row.after is None])
    for row in plan.rows:
        label = row.model._meta.label_lower
        if row.after is None:
            before = plain_all(row.before)
            steps.append(Step(DROPPED, label, row.pk, before, {}, row.why, row.into))
            continue
        changes.append((row.model, row.pk, row.changes))
        before = plain_all({name: row.before[name] for name in row.changes})
        steps.append(Step(CHANGED, label, row.pk, before, plain_all(row.changes), row.why))
    record.change(changes)
    for model, values, why in plan.added:
        made = model._base_manager.create(**values)
        steps.append(Step(ADDED, model._meta.label_lower, made.pk, {}, all_values(made), why))
    return steps


def all_values(row: Model) -> Values:
    """The columns of a row, as JSON holds them."""
    columns = record.stored(type(row))
    return plain_all({column.attname: getattr(row, column.attname) for column in columns})


def read(journal: dict[str, Any]) -> list[Step]:
    """The steps of a merger that was written down."""
    return [Step(**step) for step in journal["steps"]]


def digest(plan: Plan) -> str:
    """A text that is another as soon as other rows, or other values of rows, are concerned.

    What an editor chooses field by field does not count, what there is to choose from does.
    """
    rows = [
        [row.model._meta.label_lower, plain(row.pk), plain_all(row.before), row.why]
        for row in plan.rows
        if row.pk not in (plan.kept.pk, plan.gone.pk)
    ]
    fields = [[choice.name, plain(choice.kept), plain(choice.duplicate)] for choice in plan.choices]
    records = [plan.kept.pk, plan.gone.pk, plan.kept.visibility, plan.gone.visibility]
    return sha256(json.dumps([records, fields, rows], sort_keys=True).encode()).hexdigest()
