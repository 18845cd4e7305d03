"""Rules that find contradictions, each one a query over the whole record or around one row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import get_language

from actors.dates import display, on_days

# A row of the record: label of its model, and key.
Side = tuple[str, int]
_CHUNK = 1000


@dataclass(frozen=True)
class Contradiction:
    """Two things of the record that cannot both be true.

    rule: its code. model, pk: the row to look at first. detail: both sides in words, in the
    language in force. sides: the rows that contradict each other, the first one included.
    """

    rule: str
    model: str
    pk: int
    detail: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Rule:
    """What cannot be, as one query.

    sql: a select that gives the keys of the `sides` and the words for `says`; it ends in
        conditions, to which more are added. Two columns x_from and x_until become x_when.
    says: both sides in words, with the names of columns in it.
    sides: columns with keys, and the models of these; the first is the row to look at.
    scopes: for each model, the condition that keeps to what touches the row %(pk)s of it.
    once: the condition that gives a pair one time only when the whole record is looked at.
    """

    code: str
    title: Any
    says: Any
    sql: str
    sides: Mapping[str, str]
    scopes: Mapping[str, str]
    once: str = "true"
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def statement(self, model: str = "") -> str:
        """The query for the whole record, or around one row of a model."""
        if not model:
            return f"{self.sql} and ({self.once})"
        # What the whole record needs once for all would be too much for one row.
        near = self.sql.replace(" as materialized (", " as not materialized (")
        return f"{near} and ({self.scopes[model]})"


# What tells on what the rows rest: for each row, other rows and what they are called.
Sources = Callable[[Iterable[Side]], dict[Side, dict[Side, str]]]

_rules: dict[str, tuple[Rule, ...]] = {}
_sources: list[Sources] = []


def add_rules(source: str, rules: Iterable[Rule], *sources: Sources) -> None:
    """Make the rules of an app known, and who knows what rows rest on, when it is loaded."""
    _rules[source] = tuple(rules)
    _sources.extend(sources)


def sources_of(sides: Iterable[Side]) -> dict[Side, dict[Side, str]]:
    """What each of these rows rests on: rows, such as stories, with what they are called."""
    sides, found = set(sides), dict[Side, dict[Side, str]]()
    for ask in _sources:
        for side, rows in ask(sides).items():
            found.setdefault(side, {}).update(rows)
    return found


def rules(source: str = "") -> list[Rule]:
    """All rules, or those of one app."""
    return [rule for name, known in _rules.items() if source in ("", name) for rule in known]


def contradictions(source: str = "") -> Iterator[Contradiction]:
    """Everything in the record that contradicts itself, rule by rule, in bounded memory."""
    for rule in rules(source):
        yield from _found(rule, rule.statement(), {})


def about(row: models.Model) -> list[Contradiction]:
    """The contradictions that one row of the record, and what hangs on it, is part of."""
    label = row._meta.label_lower
    found = (
        one
        for rule in rules()
        if label in rule.scopes
        for one in _found(rule, rule.statement(label), {"pk": row.pk})
    )
    # The host that also sends a delegation contradicts the day of a meeting once.
    return list(dict.fromkeys(found))


def _found(rule: Rule, sql: str, parameters: dict[str, Any]) -> Iterator[Contradiction]:
    parameters = {"today": timezone.localdate(), **rule.parameters, **parameters}
    # A named cursor keeps the rows at the server; it lives in a transaction.
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        columns: list[str] = []
        while rows := cursor.fetchmany(_CHUNK):
            columns = columns or [column[0] for column in cursor.description]
            for values in rows:
                row = dict(zip(columns, values, strict=True))
                sides = [(model, row[column]) for column, model in rule.sides.items()]
                kept = tuple((model, pk) for model, pk in sides if pk is not None)
                yield Contradiction(rule.code, *kept[0], str(rule.says) % in_words(row), kept)


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row with its days, and spans of days, in words."""
    language = (get_language() or "fr")[:2]
    said = {
        name: display(value.isoformat(), language) if isinstance(value, date) else value
        for name, value in row.items()
    }
    for name, first in row.items():
        if name.endswith("_from") and first is not None:
            last = row[f"{name.removesuffix('_from')}_until"]
            said[f"{name.removesuffix('_from')}_when"] = on_days(first, last, language)
    return said
