"""The orders in which lists come: each has an index, and a last key that is unique."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    DateTimeField,
    F,
    Field,
    Func,
    IntegerField,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)


@dataclass(frozen=True)
class Order:
    """Columns to sort by, all in one direction, the last of them unique."""

    keys: tuple[str, ...]
    descending: bool

    def apply(self, queryset: QuerySet, *, backwards: bool = False) -> QuerySet:
        """The rows in this order, or in the reverse of it."""
        minus = "-" if self.descending != backwards else ""
        return queryset.order_by(*(f"{minus}{key}" for key in self.keys))

    def after(self, queryset: QuerySet, place: list[Any], *, backwards: bool = False) -> QuerySet:
        """The rows strictly after a place (or before it), by comparison of whole rows."""
        types = [_type(queryset, key) for key in self.keys]
        here = Func(*(F(key) for key in self.keys), function="ROW", output_field=TextField())
        there = Func(
            *(
                Value(kind.to_python(value), output_field=_plain(kind))
                for kind, value in zip(types, place, strict=True)
            ),
            function="ROW",
            output_field=TextField(),
        )
        sign = " < " if self.descending != backwards else " > "
        return queryset.filter(
            Func(
                here,
                there,
                template="(%(expressions)s)",
                arg_joiner=sign,
                output_field=BooleanField(),
            )
        )

    def place(self, row: Any) -> list[str]:
        """Where a row stands, as text that `after` reads again."""
        values = [getattr(row, key) for key in self.keys]
        return [v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values]


def _type(queryset: QuerySet, key: str) -> Field:
    """The type of a column, or of what the rows are annotated with."""
    annotation: Any = queryset.query.annotations.get(key)
    return annotation.output_field if annotation else queryset.model._meta.get_field(key)


def _plain(field: Field) -> Field:
    """The type alone: a column's own field may be a key, with a default of its own."""
    for plain in (DateTimeField, IntegerField, UUIDField):
        if isinstance(field, plain):
            return plain()
    return TextField()


NEWEST = Order(("sort_at", "uid"), descending=True)
OLDEST = Order(("sort_at", "uid"), descending=False)
RECENTLY_CHANGED = Order(("sequenced_at", "uid"), descending=True)
BY_NAME = Order(("name_key", "uid"), descending=False)
# Of what answers a question: how far its nearest name is from it; see `search.matching`.
NEAREST = Order(("distance", "name_key", "uid"), descending=False)
