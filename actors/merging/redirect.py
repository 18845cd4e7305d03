"""Pointing all that refers to one row at another, whatever tables that takes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Case, Field, Model, Q, Value, When

from actors.choices import Visibility
from actors.merging.relations import ACTORS, Key, in_order, keys, never_equal, referring
from actors.merging.rows import Draft, Row
from actors.merging.rules import (
    ALIKE,
    SHOWN_WITH_THEIR_FACT,
    Likeness,
    agree,
    combine,
    is_fact,
    is_open,
)

Targets = frozenset[type[Model]]
Columns = list[Field]
TRUE = Value(True, output_field=BooleanField())


class Redirect:
    """Works out, without writing, what moves when rows are replaced by others.

    hold: whether facts that move are held back, because what they move from was not public and
        what they move to is.
    """

    def __init__(self, draft: Draft, *, hold: bool) -> None:
        self.draft = draft
        self.hold = hold

    def follow(self, targets: Targets, mapping: dict[Any, Any], unseen: frozenset[Any]) -> None:
        """Point whatever refers to a key of `mapping` at its value.

        unseen: those keys that were held while their values show.
        """
        for model, columns in referring(targets).items():
            moved = self._moved(model, columns, targets, mapping, unseen)
            if not moved:
                continue
            self._part(model, moved)
            losers = self._meet(model, columns, moved, mapping)
            if losers:
                dropped = {row.pk: row.into for row in losers}
                held = frozenset(row.pk for row in losers if row.unseen)
                self.follow(frozenset({model}), dropped, held)

    def _moved(
        self,
        model: type[Model],
        columns: Columns,
        targets: Targets,
        mapping: dict[Any, Any],
        unseen: frozenset[Any],
    ) -> list[Row]:
        names = [column.attname for column in columns]
        refers = Q()
        for name in names:
            refers |= Q(**{f"{name}__in": list(mapping)})
        if model in ACTORS and targets & ACTORS:
            refers &= ~Q(pk__in=list(mapping))  # the record that goes keeps what it says itself
        moved = []
        for row, _ in self.draft.read(model, refers):
            assert row.after is not None
            was = {row.after[name] for name in names}
            if was & unseen and model._meta.label_lower in SHOWN_WITH_THEIR_FACT:
                row.after, row.why = None, "held"
                continue
            row.after |= {name: mapping.get(row.after[name], row.after[name]) for name in names}
            row.why = row.why or "moved"
            if self.hold and is_fact(model) and targets & ACTORS and is_open(row):
                row.after["visibility"], row.why = Visibility.HELD, "held"
            moved.append(row)
        return moved

    def _part(self, model: type[Model], moved: list[Row]) -> None:
        """Untie or drop the rows that would now tie a thing to itself; put pairs in order."""
        by_name = {column.attname: column for column in model._meta.local_concrete_fields}
        dropped = []
        for a, b in [*never_equal(model), *in_order(model)]:
            for row in moved:
                if row.after is None or row.after[a] != row.after[b] or row.after[a] is None:
                    continue
                free = next((n for n in (a, b) if by_name[n].null), None)
                if free:
                    row.after[free], row.why = None, "untied"
                else:
                    row.after, row.why = None, "itself"
                    dropped.append(row.pk)
        for a, b in in_order(model):
            for row in moved:
                if row.after is not None and row.after[a] > row.after[b]:
                    row.after[a], row.after[b] = row.after[b], row.after[a]
        if dropped:
            self._orphan(frozenset({model}), dropped)

    def _orphan(self, targets: Targets, pks: Iterable[Any]) -> None:
        """Let go what refers to rows that are dropped for nothing else."""
        pks = set(pks)
        for model, columns in referring(targets).items():
            names = [column.attname for column in columns]
            refers = Q()
            for name in names:
                refers |= Q(**{f"{name}__in": pks})
            gone = []
            for row, _ in self.draft.read(model, refers):
                assert row.after is not None
                hit = [column for column in columns if row.after[column.attname] in pks]
                label = model._meta.label_lower
                if all(column.null for column in hit) and label not in SHOWN_WITH_THEIR_FACT:
                    row.after |= dict.fromkeys((column.attname for column in hit), None)
                    row.why = "untied"
                else:
                    row.after, row.why = None, "itself"
                    gone.append(row.pk)
            if gone:
                self._orphan(frozenset({model}), gone)

    def _meet(
        self, model: type[Model], columns: Columns, moved: list[Row], mapping: dict[Any, Any]
    ) -> list[Row]:
        """Combine the moved rows with those that say the same already; the rows dropped."""
        names = {column.attname for column in columns}
        rules = [key for key in keys(model) if names & set(key.columns)]
        likeness = ALIKE.get(model)
        if likeness and not names & set(likeness.columns):
            likeness = None
        moved = [row for row in moved if row.after is not None]
        if not moved or not (rules or likeness):
            return []
        rows = self._candidates(model, names, rules, likeness, moved, mapping)
        losers: list[Row] = []
        if likeness:
            losers += _combine_alike(rows, likeness, {row.pk for row in moved})
        for index, key in enumerate(rules):
            groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
            for row, conditions in rows.items():
                values = key.of(row.after or {})
                if values is not None and conditions.get(f"_c{index}", True):
                    groups[values].append(row)
            for group in groups.values():
                for loser in group[1:]:
                    combine(group[0], loser)
                    losers.append(loser)
        return losers

    def _candidates(
        self,
        model: type[Model],
        names: set[str],
        rules: list[Key],
        likeness: Likeness | None,
        moved: list[Row],
        mapping: dict[Any, Any],
    ) -> "Candidates":
        """The moved rows and those they may meet, the best to keep first."""
        condition = Q(pk__in=[row.pk for row in moved])
        sets = [key.columns for key in rules] + ([likeness.columns] if likeness else [])
        for columns in sets:
            for name in names & set(columns):
                met = Q(**{f"{name}__in": set(mapping.values())})
                for other in set(columns) - names:
                    values = {row.after[other] for row in moved if row.after is not None}
                    if None not in values:
                        met &= Q(**{f"{other}__in": values})
                condition |= met
        computed = {
            f"_c{index}": Case(When(key.condition, then=TRUE), default=Value(False))
            for index, key in enumerate(rules)
            if key.condition is not None
        }
        found = self.draft.read(model, condition, **computed)
        came = {row.pk for row in moved}
        found.sort(key=lambda pair: (not is_open(pair[0]), pair[0].pk in came, pair[0].pk))
        return Candidates(found)


class Candidates:
    """Rows in the order of preference, without those that were dropped meanwhile."""

    def __init__(self, found: list[tuple[Row, dict[str, Any]]]) -> None:
        self.found = found

    def items(self) -> list[tuple[Row, dict[str, Any]]]:
        return [(row, beside) for row, beside in self.found if row.after is not None]


def _combine_alike(rows: Candidates, likeness: Likeness, came: set[Any]) -> list[Row]:
    """Combine rows of the one with rows of the other; what either has twice stays as it is."""
    losers: list[Row] = []
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row, _ in rows.items():
        assert row.after is not None
        accepted = groups[tuple(row.after[name] for name in likeness.columns)]
        like = next(
            (
                one
                for one in accepted
                if (one.pk in came) != (row.pk in came)
                and agree(likeness, one.after or {}, row.after)
            ),
            None,
        )
        if like is None:
            accepted.append(row)
        else:
            combine(like, row)
            losers.append(row)
    return losers
