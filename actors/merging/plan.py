"""What merging two records would change, row by row, worked out without writing anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from actors.choices import ActorKind, NameKind, Visibility
from actors.merging import fields
from actors.merging.redirect import Redirect
from actors.merging.refusals import MergeRefused
from actors.merging.relations import ACTORS
from actors.merging.rows import Draft, Row, Values
from actors.models import Actor, Identifier, Name
from actors.querysets import PUBLIC_VALUES


@dataclass
class Plan:
    """All that a merger would do.

    rows: those that will be changed or dropped. added: (table, columns, why) of new rows.
    choices: the fields in which the two records differ, and whose value stays.
    """

    kept: Any
    gone: Any
    rows: list[Row]
    added: list[tuple[type[Model], Values, str]]
    choices: list[fields.Choice]


def pair(kept_pk: int, gone_pk: int, *, lock: bool = False) -> tuple[Any, Any]:
    """The two records as what they are. Raises MergeRefused if they cannot become one.

    lock: wait for whoever is saving either or something that refers to it, and keep others
        from doing so to the end of the transaction.
    """
    actors = Actor.objects.filter(pk__in=[kept_pk, gone_pk]).order_by("pk")
    found = {actor.pk: actor for actor in (actors.select_for_update() if lock else actors)}
    if len(found) < 2:
        raise MergeRefused(_("Choose two records."), code="two")
    kept, gone = found[kept_pk], found[gone_pk]
    if kept.kind != gone.kind:
        raise MergeRefused(
            _("%(gone)s and %(kept)s are not of one kind.") % {"gone": gone, "kept": kept},
            code="kind",
        )
    for actor in (kept, gone):
        if actor.merged_into_id:
            raise MergeRefused(
                _("%(actor)s has been merged into %(into)s already.")
                % {"actor": actor, "into": actor.merged_into},
                code="merged",
            )
    model = ActorKind(kept.kind)
    whole = {one.pk: one for one in _model(model)._default_manager.filter(pk__in=list(found))}
    return whole[kept_pk], whole[gone_pk]


def make_plan(kept: Any, gone: Any, choices: Mapping[str, str], *, lock: bool = False) -> Plan:
    """Work out the merger of one record into another; the number of queries is always the same.

    Raises MergeRefused where visibility or the choices forbid it.
    """
    visibility = fields.visibility_of(kept, gone)
    chosen = fields.differing(kept, gone, choices)
    draft = Draft(lock=lock)
    # The one that goes first: it lets go of codes before the other takes them.
    (gone_row, gone_kind), (kept_row, kept_kind) = _records(draft, gone, kept)
    # A fact of somebody whom the world does not see is not shown by the merger.
    hold = kept.visibility in PUBLIC_VALUES and gone.visibility not in PUBLIC_VALUES
    redirect = Redirect(draft, hold=hold)
    redirect.follow(ACTORS, {gone.pk: kept.pk}, frozenset())
    if hold:
        _leave_identifiers(draft, gone)
    values = fields.taken_over(chosen)
    for field in (choice.field for choice in chosen):
        name, target = field.attname, field.related_model
        if isinstance(target, type) and name in values:
            # Of two capitals that become one, only one is there to be taken over.
            values[name] = draft.remaining(target, values[name])
    given = fields.given_up(kept, values)
    for rows, columns in (((gone_row, gone_kind), given), ((kept_row, kept_kind), values)):
        for row in rows:
            assert row.after is not None
            row.after |= {name: v for name, v in columns.items() if name in row.before}
            row.why = "chosen" if row.changes else ""
    assert gone_row.after is not None
    assert kept_row.after is not None
    gone_row.after["merged_into_id"], gone_row.why = kept.pk, "merged"
    kept_row.after |= {"visibility": visibility, "notes": _joined(kept.notes, gone.notes)}
    kept_row.why = kept_row.why or "chosen"
    _name(draft, kept, gone, kept_row.after, held=hold)
    fields.check(kept, values, given)
    return Plan(kept, gone, draft.touched(), draft.added, chosen)


def _model(kind: ActorKind) -> type[Any]:
    found: Any = Actor._meta.get_field(kind.value).related_model
    return found


def _records(draft: Draft, *actors: Any) -> list[tuple[Row, Row]]:
    found = []
    for model in (Actor, type(actors[0])):
        draft.read(model, Q(pk__in=[actor.pk for actor in actors]))
    for actor in actors:
        found.append((draft.rows[Actor, actor.pk], draft.rows[type(actor), actor.pk]))
        for row in found[-1]:
            draft.rows[row.model, row.pk] = draft.rows.pop((row.model, row.pk))
    return found


def _leave_identifiers(draft: Draft, gone: Any) -> None:
    """Identifiers cannot be held back: those of a held record stay with it, and lead on."""
    for row in draft.rows.values():
        if row.model is Identifier and row.before["actor_id"] == gone.pk:
            row.after, row.why = dict(row.before), ""


def _joined(ours: str, theirs: str) -> str:
    """The notes of both: they are for the newsroom, and none is lost."""
    return "\n\n".join(text for text in (ours, theirs) if text) if theirs != ours else ours


def _name(draft: Draft, kept: Any, gone: Any, after: Values, *, held: bool) -> None:
    """Let the survivor bear every name that either bore."""
    borne = {after["name"], after["name_en"]}
    for row, _beside in draft.read(Name, Q(actor__in=[kept.pk, gone.pk])):
        borne |= {row.after["text"]} if row.after else set()
    for actor in (kept, gone):
        seen = Visibility.HELD if held and actor is gone else Visibility.PUBLIC
        for text, language in ((actor.name, ""), (actor.name_en, "en")):
            if text and text not in borne:
                borne.add(text)
                values = {"actor_id": kept.pk, "text": text, "kind": NameKind.SPELLING.value}
                values |= {"language": language, "visibility": seen.value}
                draft.added.append((Name, values, "named"))
