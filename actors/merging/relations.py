"""Which columns of which tables refer to a thing, and what their constraints ask of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Field, Model, Q, UniqueConstraint
from django.db.models.functions import Greatest, Least
from django.db.models.indexes import IndexExpression

from actors.models import Actor, Country, Organisation, Person

ACTORS: frozenset[type[Model]] = frozenset({Actor, Person, Country, Organisation})

# Tables that refer to actors and do not follow them: the mergers themselves, and what the
# database makes by rule out of the other tables.
APART = frozenset({"actors.merge", "actors.spelling"})


@dataclass(frozen=True)
class Key:
    """Columns whose values no two rows may share.

    condition: only rows that meet it. unordered: whichever column holds which of the values.
    """

    columns: tuple[str, ...]
    condition: Q | None = None
    nulls_are_equal: bool = False
    unordered: bool = False

    def of(self, values: dict[str, Any]) -> tuple[Any, ...] | None:
        """What a row with these values shares with no other; None where the rule lets it be."""
        own = [values[name] for name in self.columns]
        if None in own and not self.nulls_are_equal:
            return None
        return tuple(sorted(own) if self.unordered else own)


def referring(targets: frozenset[type[Model]]) -> dict[type[Model], list[Field]]:
    """Every column of every app that refers to one of these models, by its table.

    Read from the models themselves, so that no table of the future is forgotten. The link of a
    kind to its actor is not a reference but the same row.
    """
    found: dict[type[Model], list[Field]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or model._meta.label_lower in APART:
            continue
        columns = [
            field
            for field in model._meta.local_concrete_fields
            if field.related_model in targets
            and not (field.remote_field and getattr(field.remote_field, "parent_link", False))
        ]
        if columns:
            found[model] = columns
    return found


def stored(model: type[Model]) -> list[Field]:
    """The columns of the model's own table that somebody writes."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def keys(model: type[Model]) -> list[Key]:
    """The unique rules of a table, apart from its primary key."""
    own = {field.name: field for field in stored(model)}
    found = [
        Key((field.attname,)) for field in own.values() if field.unique and not field.primary_key
    ]
    found += [
        Key(tuple(own[name].attname for name in names))
        for names in model._meta.unique_together
        if set(names) <= own.keys()
    ]
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.fields and set(rule.fields) <= own.keys():
            columns = tuple(own[name].attname for name in rule.fields)
            found.append(Key(columns, rule.condition, rule.nulls_distinct is False))
        elif isinstance(rule, UniqueConstraint) and (columns := _pair_in(rule, own)):
            found.append(Key(columns, rule.condition, unordered=True))
    return found


def _pair_in(rule: UniqueConstraint, own: dict[str, Field]) -> tuple[str, ...]:
    """The two columns of a rule about the smaller and the greater of two values."""
    expressions: Any = rule.expressions
    parts: list[Any] = [part for expression in expressions for part in expression.flatten()]
    columns: list[Any] = [part for part in parts if isinstance(part, F)]
    names = {column.name for column in columns}
    functions = {type(part) for part in parts if not isinstance(part, F | IndexExpression)}
    is_pair = functions == {Least, Greatest} and len(names) == 2 and names <= own.keys()
    return tuple(sorted(own[name].attname for name in names)) if is_pair else ()


def never_equal(model: type[Model]) -> list[tuple[str, str]]:
    """Pairs of columns that a check constraint keeps from holding the same thing."""
    return [(a, b) for a, b, lookup in _compared(model) if lookup != "lt"]


def in_order(model: type[Model]) -> list[tuple[str, str]]:
    """Pairs of references of which the smaller stands first: an unordered pair, kept once."""
    return [(a, b) for a, b, lookup in _compared(model) if lookup == "lt"]


def _compared(model: type[Model]) -> Iterator[tuple[str, str, str]]:
    own = {field.name: field for field in model._meta.local_concrete_fields}
    for rule in model._meta.constraints:
        for name, other, lookup in _comparisons(getattr(rule, "condition", None)):
            a, b = own.get(name), own.get(other)
            if a and b and (a.is_relation or a.primary_key) and (b.is_relation or b.primary_key):
                yield a.attname, b.attname, lookup


def _comparisons(condition: Any, *, negated: bool = False) -> Iterator[tuple[str, str, str]]:
    """(column, column, "ne" or "lt") for each comparison of two columns in a condition."""
    if not isinstance(condition, Q):
        return
    negated ^= condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            yield from _comparisons(child, negated=negated)
        elif isinstance(child, tuple) and isinstance(child[1], F):
            name, _, lookup = str(child[0]).partition("__")
            other: Any = child[1]
            if negated and lookup in ("", "exact"):
                yield name, other.name, "ne"
            elif not negated and lookup == "lt":
                yield name, other.name, "lt"
            elif not negated and lookup == "gt":
                yield other.name, name, "lt"
