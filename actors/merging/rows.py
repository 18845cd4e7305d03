"""Rows of the record as they are and as they will be, and the writing of the difference."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from actors.merging.relations import stored

Values = dict[str, Any]


@dataclass
class Row:
    """One row of a table. `after` is None when it is to be dropped.

    why: the rule by which it is touched, in one word; see `WORDS` in the admin.
    into: the key of the row that says the same and remains, when this one is dropped for it.
    unseen: dropped for a row that shows, while this one was held.
    """

    model: type[Model]
    pk: Any
    before: Values
    after: Values | None
    why: str = ""
    into: Any = None
    unseen: bool = False

    @property
    def changes(self) -> Values:
        """The columns that will be different."""
        if self.after is None:
            return {}
        return {name: v for name, v in self.after.items() if v != self.before[name]}

    @property
    def is_touched(self) -> bool:
        return self.after is None or bool(self.changes)


@dataclass
class Draft:
    """Rows by table and key: each read once, whatever rules look at it later."""

    lock: bool = False
    rows: dict[tuple[type[Model], Any], Row] = field(default_factory=dict)
    added: list[tuple[type[Model], Values, str]] = field(default_factory=list)

    def read(self, model: type[Model], condition: Q, **computed: Any) -> list[tuple[Row, Values]]:
        """The rows that meet a condition in the database, with what was computed beside each.

        Rows that are to be dropped are left out.
        """
        names = [column.attname for column in stored(model)]
        queryset: QuerySet[Any] = model._base_manager.filter(condition).order_by("pk")
        queryset = queryset.annotate(**computed) if computed else queryset
        if self.lock:
            queryset = queryset.select_for_update(of=("self",))
        found = []
        key = model._meta.pk.attname
        for values in queryset.values(*names, *computed):
            beside = {name: values.pop(name) for name in computed}
            known = self.rows.get((model, values[key]))
            row = known or Row(model, values[key], values, dict(values))
            self.rows[model, row.pk] = row
            if row.after is not None:
                found.append((row, beside))
        return found

    def remaining(self, model: type[Model], pk: Any) -> Any:
        """The key of the row itself, or of the one that remains when it is dropped for another."""
        row = self.rows.get((model, pk))
        while row is not None and row.after is None and row.into is not None:
            pk = row.into
            row = self.rows.get((model, pk))
        return pk

    def touched(self) -> list[Row]:
        """The rows that will not be as they are, in the order in which they were found."""
        return [row for row in self.rows.values() if row.is_touched]


def plain(value: Any) -> Any:
    """A column's value as JSON holds it, exactly."""
    if isinstance(value, date):  # a time of day is a date as well
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def plain_all(values: Values) -> Values:
    return {name: plain(value) for name, value in values.items()}


def revived(model: type[Model], values: Values) -> Values:
    """Column values as Python has them, from JSON. Columns that are no more are left out."""
    columns = {column.attname: column for column in stored(model)}
    return {
        name: columns[name].to_python(value) if value is not None else None
        for name, value in values.items()
        if name in columns
    }


def model_of(label: str) -> type[Model]:
    return apps.get_model(label)


def remove(model: type[Model], pks: Iterable[Any]) -> None:
    """Delete these rows and nothing else: what refers to them is moved in the same transaction.

    The database checks references at the end of the transaction; Django's own deletion would
    take the rows that refer to them along.
    """
    rows = model._base_manager.filter(pk__in=list(pks))
    rows._raw_delete(rows.db)


def change(rows: Iterable[tuple[type[Model], Any, Values]]) -> None:
    """Write (table, key, columns), with one statement for all rows that get the same."""
    groups: dict[tuple[type[Model], str], tuple[Values, list[Any]]] = {}
    for model, pk, values in rows:
        if values:
            key = (model, json.dumps(plain_all(values), sort_keys=True))
            groups.setdefault(key, (values, []))[1].append(pk)
    for (model, _), (values, pks) in groups.items():
        model._base_manager.filter(pk__in=pks).update(**values)


def restore(model: type[Model], values: Values) -> None:
    """Insert a row as it was, its times of entry and change included."""
    model(**values).save_base(raw=True, force_insert=True)


def by_model(rows: Iterable[Row]) -> dict[type[Model], list[Row]]:
    found: dict[type[Model], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.model].append(row)
    return found
