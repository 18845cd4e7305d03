"""Merging two records of one actor into one, with a journal by which it can be undone."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from actors.merging import journal, stories
from actors.merging.plan import Plan, make_plan, pair
from actors.merging.refusals import MergeRefused
from actors.merging.rows import plain
from actors.models import Actor, Merge

PERMISSION = "actors.merge_actor"


def preview(duplicate: Actor, into: Actor, *, choices: Mapping[str, str] | None = None) -> Plan:
    """All that `merge` would do, without writing; MergeRefused where it would refuse."""
    return make_plan(*pair(into.pk, duplicate.pk), choices or {})


def merge(
    duplicate: Actor,
    into: Actor,
    *,
    by: Any,
    choices: Mapping[str, str] | None = None,
    note: str = "",
    as_seen: str = "",
) -> Merge:
    """Make one record of two: whatever refers to the duplicate refers to `into` from now on.

    choices: for fields in which they differ, "kept" or "duplicate"; the others go by the rule
        of `fields.differing`.
    as_seen: the `fingerprint` of the plan that the editor has seen, if one was shown.

    The duplicate stays as an address that leads on, its names become names of the survivor.
    Raises MergeRefused, also when the records have changed since `as_seen`; PermissionDenied.
    """
    _permit(by)
    try:
        with transaction.atomic():
            stories.take_turns()
            plan = make_plan(*pair(into.pk, duplicate.pk, lock=True), choices or {}, lock=True)
            if as_seen and as_seen != fingerprint(plan):
                raise MergeRefused(
                    _("Somebody has changed one of the two meanwhile. Look once more."),
                    code="changed",
                )
            told = _told(plan)
            steps = journal.write(plan)
            return Merge.objects.create(
                gone_id=plan.gone.pk,
                kept_id=plan.kept.pk,
                made_by=by,
                note=note,
                journal={"steps": [step.written() for step in steps], "told": told},
            )
    except IntegrityError as error:
        raise MergeRefused(
            _("The two contradict each other: %(error)s") % {"error": _rule(error)}, code="rule"
        ) from error


def fingerprint(plan: Plan) -> str:
    """A text that changes when the plan does, whatever fields are chosen."""
    return journal.digest(plan)


def _told(plan: Plan) -> list[list[Any]]:
    """What stories decide of: [table, key, visibility, whether a public story names it]."""
    seen: dict[type[Model], dict[Any, str]] = defaultdict(dict)
    seen[Actor] = {actor.pk: actor.visibility for actor in (plan.kept, plan.gone)}
    for row in plan.rows:
        if "visibility" in row.before:
            seen[row.model][row.pk] = row.before["visibility"]
    named = stories.named({model: set(rows) for model, rows in seen.items()})
    return [
        [model._meta.label_lower, plain(pk), str(visibility), pk in named[model]]
        for model, rows in seen.items()
        for pk, visibility in rows.items()
    ]


def _permit(by: Any) -> None:
    if by is not None and not by.has_perm(PERMISSION):
        raise PermissionDenied


def _rule(error: IntegrityError) -> str:
    """The name of the rule of the database that was broken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or error)
