"""Which columns and rows of old content can come back: what they refer to must still be there."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import SET_NULL, Field, FileField, Model

from actors.merging.rows import revived
from articles.history.parts import PARTS, Part
from articles.history.snapshot import Content
from articles.models import Article

Values = dict[str, Any]


@dataclass(frozen=True)
class Loss:
    """Something that would not come back.

    part: the name of a part, or "fields" for the story itself.
    why: homeless (what the row rests on was deleted), loose (it comes back, without a tie to
        what was deleted), moved (the row belongs to another story now), file (the picture's file
        is gone).
    columns: those by which it fails.
    values: the row as it was.
    """

    part: str
    why: str
    columns: tuple[str, ...] = ()
    values: Values = field(default_factory=dict, compare=False)


class Returning:
    """The wanted content, looked at row by row against what is there now."""

    def __init__(self, article: Article, now: Content, wanted: Content) -> None:
        self.article = article
        self.now = now
        self.wanted = wanted
        self.losses: list[Loss] = []
        # Keys of the rows that the story will have, by table, as far as they are looked at.
        self._kept: dict[type[Model], set[Any]] = {}
        self._alive = self._alive_outside()

    def fields(self, columns: list[Field]) -> Values:
        """The story's own columns as they were, as Python values."""
        values = {
            column.attname: self.wanted["fields"][column.attname]
            for column in columns
            if column.attname in self.wanted["fields"]
        }
        for column in columns:
            if values.get(column.attname) is not None and self._is_gone(column, values):
                self.losses.append(Loss("fields", "loose", (column.name,)))
                values[column.attname] = None
        return revived(Article, values)

    def rows(self, part: Part) -> list[Values]:
        """The rows of a part that can come back; to be asked in the order of PARTS."""
        key = part.model._meta.pk.attname
        own = {row[key] for row in self.now["rows"][part.name]}
        wanted = self.wanted["rows"].get(part.name, [])
        coming = {row[key] for row in wanted} - own
        moved = set(
            part.model._base_manager.filter(pk__in=coming).values_list("pk", flat=True)
            if coming
            else []
        )
        # A row may continue another of the same table.
        self._kept[part.model] = {row[key] for row in wanted} - moved
        found = []
        for row in wanted:
            if row[key] in moved:
                self._lose(part, "moved", (), row)
            elif (missing := self._missing_file(part, row)) and row[key] in coming:
                self._lose(part, "file", (missing,), row)
            elif (values := self._held(part, row)) is not None:
                found.append(values)
        return [self._among(part, row) for row in found]

    def _among(self, part: Part, row: Values) -> Values:
        """The row, not tied any more to one of its own table that turned out to be lost."""
        kept = self._kept[part.model]
        return row | {
            column.attname: None
            for column in part.model._meta.local_concrete_fields
            if column.related_model is part.model
            and (value := row.get(column.attname)) is not None
            and value not in kept
            and value not in self._alive[part.model]
        }

    def _held(self, part: Part, row: Values) -> Values | None:
        """The row with its ties, without those that may be loose; None if it has lost its hold."""
        loose: list[str] = []
        for column in part.model._meta.local_concrete_fields:
            if row.get(column.attname) is None or not self._is_gone(column, row):
                continue
            relation: Any = column.remote_field
            if relation.on_delete is not SET_NULL:
                self._lose(part, "homeless", (column.name,), row)
                return None
            row = row | {column.attname: None}
            if column.related_model is not get_user_model():
                loose.append(column.name)
        if loose:
            self.losses.append(Loss(part.name, "loose", tuple(loose), row))
        return row

    def _lose(self, part: Part, why: str, columns: tuple[str, ...], row: Values) -> None:
        self._kept[part.model].discard(row[part.model._meta.pk.attname])
        self.losses.append(Loss(part.name, why, columns, row))

    def _is_gone(self, column: Field, values: Values) -> bool:
        target: Any = column.related_model
        if target is None:
            return False
        value = values[column.attname]
        if target in self._kept and value in self._kept[target]:
            return False
        return value not in self._alive[target]

    def _missing_file(self, part: Part, row: Values) -> str:
        for column in part.model._meta.local_concrete_fields:
            name = row.get(column.attname)
            if isinstance(column, FileField) and name and not column.storage.exists(name):
                return column.name
        return ""

    def _alive_outside(self) -> dict[type[Model], set[Any]]:
        """Of all that is referred to, what is there, apart from rows that only this story has."""
        wanted: dict[type[Model], set[Any]] = defaultdict(set)
        for column in Article._meta.local_concrete_fields:
            if isinstance(column.related_model, type):
                wanted[column.related_model].add(self.wanted["fields"].get(column.attname))
        for part in PARTS:
            for column in part.model._meta.local_concrete_fields:
                if isinstance(column.related_model, type):
                    rows = self.wanted["rows"].get(part.name, [])
                    wanted[column.related_model] |= {row.get(column.attname) for row in rows}
        mine = {
            part.model: {row[part.model._meta.pk.attname] for row in self.now["rows"][part.name]}
            for part in PARTS
        }
        return {
            target: set(
                target._base_manager.filter(pk__in=pks - {None}).values_list("pk", flat=True)
            )
            - mine.get(target, set())
            for target, pks in wanted.items()
        }
