"""What undoing a merger would write, and what it would have to leave; worked out beforehand."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from actors.merging import journal, rows
from actors.merging.journal import ADDED, CHANGED, DROPPED, Step
from actors.merging.refusals import MergeRefused
from actors.merging.relations import referring, stored
from actors.models import Merge

Place = tuple[type[Model], Any]

# Rows that are made and deleted with the stories they come from: nobody's work is lost with one.
DERIVED = frozenset({"actors.attestation"})


@dataclass(frozen=True)
class Loss:
    """A row that undoing leaves as it is now.

    why: deleted (it was since, or what had taken it in), homeless (what it refers to was
        deleted), edited (the same columns were), used (other rows refer to it since).
    values: all its columns as they were, if the merger had dropped it.
    """

    model: type[Model]
    pk: Any
    why: str
    columns: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass
class Reverse:
    """What undoing would write: columns set back, dropped rows restored, added rows removed."""

    merge: Merge
    changed: list[tuple[type[Model], Any, dict[str, Any]]] = field(default_factory=list)
    restored: dict[Place, dict[str, Any]] = field(default_factory=dict)
    removed: list[Place] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def make_reverse(merge: Merge, *, lock: bool = False) -> Reverse:
    """Work out how to undo a merger. MergeRefused if it was undone, or a later one builds on it."""
    if merge.undone_at:
        raise MergeRefused(_("This merger has been undone already."), code="undone")
    steps = journal.read(merge.journal)
    refuse_later(merge, steps)
    reverse, now = Reverse(merge), as_they_are(steps, lock=lock)
    alive = _alive(steps)
    _bring_back(reverse, steps, now, alive)
    for step in steps:
        place = (rows.model_of(step.model), step.pk)
        if step.op == CHANGED:
            _set_back(reverse, step, now.get(place), alive)
        elif step.op == ADDED and place in now:
            columns = tuple(n for n, v in step.after.items() if now[place].get(n, v) != v)
            if set(columns) - {"updated_at"}:
                reverse.losses.append(Loss(*place, "edited", columns))
            else:
                reverse.removed.append(place)
    _keep_what_is_used(reverse)
    reverse.losses = [
        loss for loss in reverse.losses if loss.model._meta.label_lower not in DERIVED
    ]
    return reverse


def refuse_later(merge: Merge, steps: list[Step]) -> None:
    """Refuse while a merger made since stands on what this one moved."""
    mine = {(step.model, step.pk) for step in steps}
    pair = {merge.kept_id, merge.gone_id}
    written = {value for step in steps for value in step.before.values() if type(value) is int}
    since = Merge.objects.filter(undone_at=None, pk__gt=merge.pk).order_by("-pk")
    for later in since.select_related("gone", "kept"):
        theirs = {(step.model, step.pk) for step in journal.read(later.journal)}
        if pair & {later.kept_id, later.gone_id} or mine & theirs or later.gone_id in written:
            raise MergeRefused(
                _("A later merger builds on this one; undo it first: %(merge)s") % {"merge": later},
                code="later",
            )


def as_they_are(steps: list[Step], *, lock: bool) -> dict[Place, dict[str, Any]]:
    """The present columns of every row of the journal that still is there."""
    wanted: dict[type[Model], list[Any]] = defaultdict(list)
    for step in steps:
        wanted[rows.model_of(step.model)].append(step.pk)
        if step.into is not None:
            wanted[rows.model_of(step.model)].append(step.into)
    draft = rows.Draft(lock=lock)
    for model, pks in wanted.items():
        draft.read(model, Q(pk__in=pks))
    return {place: rows.plain_all(row.before) for place, row in draft.rows.items()}


def _alive(steps: list[Step]) -> dict[type[Model], set[Any]]:
    """Of all rows to which a row would refer again, those that are there."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for step in steps:
        for target, value in _references(rows.model_of(step.model), step.before):
            wanted[target].add(value)
    return {
        target: set(target._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for target, pks in wanted.items()
    }


def _references(model: type[Model], values: dict[str, Any]) -> list[tuple[type[Model], Any]]:
    return [
        (column.related_model, values[column.attname])
        for column in stored(model)
        if isinstance(column.related_model, type) and values.get(column.attname) is not None
    ]


def _bring_back(
    reverse: Reverse, steps: list[Step], now: dict[Place, Any], alive: dict[type[Model], set[Any]]
) -> None:
    """Find the dropped rows that can come back; a row that cannot may be what another needs."""
    waiting: dict[Place, Step] = {}
    for step in steps:
        place = (rows.model_of(step.model), step.pk)
        if step.op != DROPPED:
            continue
        if step.into is not None and (place[0], step.into) not in now:
            # Whoever deleted the one row that said it meant both.
            values = rows.revived(place[0], step.before)
            reverse.losses.append(Loss(*place, "deleted", values=values))
        else:
            waiting[place] = step
    coming = dict(waiting)
    while coming:
        ready = [
            place
            for place, step in coming.items()
            if all(pk in alive[target] for target, pk in _references(place[0], step.before))
        ]
        if not ready:
            break
        for place in ready:
            alive.setdefault(place[0], set()).add(place[1])
            reverse.restored[place] = rows.revived(place[0], coming.pop(place).before)
    reverse.losses += [
        Loss(*place, "homeless", values=rows.revived(place[0], step.before))
        for place, step in coming.items()
    ]


def _set_back(
    reverse: Reverse,
    step: Step,
    now: dict[str, Any] | None,
    alive: dict[type[Model], set[Any]],
) -> None:
    """Set the columns back that still are as the merger left them."""
    model = rows.model_of(step.model)
    if now is None:
        reverse.losses.append(Loss(model, step.pk, "deleted"))
        return
    same = {name: v for name, v in step.before.items() if now.get(name, v) == step.after[name]}
    edited = [name for name, v in step.before.items() if name not in same and now.get(name) != v]
    targets = _references(model, same)
    if not all(pk in alive[target] for target, pk in targets):
        reverse.losses.append(Loss(model, step.pk, "homeless"))
        return
    if edited:
        reverse.losses.append(Loss(model, step.pk, "edited", tuple(edited)))
    reverse.changed.append((model, step.pk, rows.revived(model, same)))


def _keep_what_is_used(reverse: Reverse) -> None:
    """Leave a name that the merger added, if something rests on it by now."""
    by_model: dict[type[Model], set[Any]] = defaultdict(set)
    for model, pk in reverse.removed:
        by_model[model].add(pk)
    for target, pks in by_model.items():
        for model, columns in referring(frozenset({target})).items():
            for column in columns:
                name = column.attname
                users = model._base_manager.filter(**{f"{name}__in": pks})
                for pk in users.values_list(name, flat=True).distinct():
                    if (target, pk) in reverse.removed:
                        reverse.removed.remove((target, pk))
                        reverse.losses.append(Loss(target, pk, "used"))
