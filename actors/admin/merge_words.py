"""What a merger moves, drops and combines, in an editor's words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from actors.admin.row_words import NOTHING, Dropped, labels_of_rows
from actors.admin.words import in_words
from actors.fields import PartialDateField
from actors.merging.fields import Choice
from actors.merging.plan import Plan
from actors.merging.reverse import Reverse
from actors.merging.rows import Row
from actors.models import Actor, Identifier, Name, Participation

# Rows of one sort that are named one by one; of the others their number is told.
SHOWN = 50

WORDS = {
    "moved": ngettext_lazy("moves to the record that stays", "move to the record that stays"),
    "combined": ngettext_lazy(
        "stays, and takes over what the other row knew",
        "stay, and take over what the other row knew",
    ),
    "same": ngettext_lazy(
        "is dropped: another row says the same", "are dropped: another row says the same"
    ),
    "itself": ngettext_lazy(
        "is dropped: it would tie the record to itself",
        "are dropped: they would tie the record to itself",
    ),
    "untied": ngettext_lazy(
        "stays, without the tie that would be one to itself",
        "stay, without the tie that would be one to itself",
    ),
    "held": ngettext_lazy(
        "moves and is held back: the duplicate is not public",
        "move and are held back: the duplicate is not public",
    ),
}
HELD_AND_DROPPED = ngettext_lazy(
    "is dropped: the duplicate is not public", "are dropped: the duplicate is not public"
)

LOSSES = {
    "deleted": ngettext_lazy("was deleted since", "were deleted since"),
    "homeless": ngettext_lazy(
        "belongs to something that was deleted since",
        "belong to something that was deleted since",
    ),
    "edited": ngettext_lazy(
        "was changed since, and keeps the change", "were changed since, and keep the change"
    ),
    "used": ngettext_lazy(
        "is in use since, and stays with the record that remained",
        "are in use since, and stay with the record that remained",
    ),
}

MOVED_BACK = ngettext_lazy("moves back", "move back")
RESTORED = ngettext_lazy("is restored", "are restored")
REMOVED = ngettext_lazy(
    "is removed: the merger had added it", "are removed: the merger had added them"
)


@dataclass
class Group:
    """Rows of one table with one fate. `labels` are those of the first rows."""

    model: type[Model]
    words: Any  # what becomes of them, for one and for several
    pks: list[Any] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))

    @property
    def fate(self) -> str:
        return str(self.words % self.count)

    @property
    def count(self) -> int:
        return len(self.pks)

    @property
    def more(self) -> int:
        return self.count - len(self.labels)


def groups_of(plan: Plan) -> list[Group]:
    """Every row that a merger would touch, by table and fate, but for the two records."""
    pair = {plan.kept.pk, plan.gone.pk}
    rows = [
        (_fate(row), row.model, row.pk)
        for row in plan.rows
        if row.model not in (Actor, type(plan.kept)) or row.pk not in pair or row.why == "untied"
    ]
    return _grouped(rows)


def _fate(row: Row) -> Any:
    dropped = row.after is None and row.why == "held"
    return HELD_AND_DROPPED if dropped else WORDS[row.why]


def losses_of(reverse: Reverse) -> list[Group]:
    """What undoing would leave as it is, by table and reason."""
    rows = [(LOSSES[loss.why], loss.model, loss.pk) for loss in reverse.losses]
    return _grouped(rows, {(loss.model, loss.pk): loss.values for loss in reverse.losses})


def restored_of(reverse: Reverse) -> list[Group]:
    """What undoing would move back or restore, by table."""
    pair = {reverse.merge.kept_id, reverse.merge.gone_id}
    rows = [
        (words, model, pk)
        for words, places in (
            (MOVED_BACK, [(model, pk) for model, pk, _values in reverse.changed]),
            (RESTORED, list(reverse.restored)),
            (REMOVED, reverse.removed),
        )
        for model, pk in places
        if not (issubclass(model, Actor) and pk in pair)
    ]
    return _grouped(rows, reverse.restored)


def _grouped(
    rows: Iterable[tuple[Any, type[Model], Any]], dropped: Dropped = NOTHING
) -> list[Group]:
    """Rows by table and fate, in the order of the titles, each with its label."""
    found: dict[tuple[type[Model], int], Group] = {}
    for words, model, pk in rows:
        found.setdefault((model, id(words)), Group(model, words)).pks.append(pk)
    groups = sorted(found.values(), key=lambda group: (group.title, group.fate))
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for group in groups:
        wanted[group.model].update(group.pks[:SHOWN])
    for model, pks in wanted.items():
        labels = labels_of_rows(model, pks, dropped)
        for group in groups:
            if group.model is model:
                group.labels = [labels.get(pk, f"n° {pk}") for pk in group.pks[:SHOWN]]
    return groups


@dataclass(frozen=True)
class Offered:
    """A field of a form: the values of both records, and which one is marked."""

    name: str
    label: str
    values: tuple[tuple[str, str, bool], ...]


def offered(choices: Iterable[Choice]) -> list[Offered]:
    """The fields in which the records differ, with (side, value in words, whether marked)."""
    return [
        Offered(
            choice.name,
            str(capfirst(choice.label)),
            tuple(
                (side, shown(choice, value), choice.chosen == side)
                for side, value in (("kept", choice.kept), ("duplicate", choice.duplicate))
            ),
        )
        for choice in choices
    ]


def shown(choice: Choice, value: Any) -> str:
    """A value as an editor reads it."""
    if value in (None, ""):
        return _("(empty)")
    if isinstance(choice.field, PartialDateField):
        return in_words(value)
    if isinstance(choice.field.related_model, type):
        return str(choice.field.related_model._base_manager.filter(pk=value).first() or value)
    return str(dict(choice.field.flatchoices).get(value, value))


def warnings_of(plan: Plan) -> list[str]:
    """What speaks against the two being one."""
    kept, gone = plan.kept, plan.gone
    found = []
    told_apart = [
        row for row in plan.rows if row.after is None and row.why == "itself" and _is_pair(row)
    ]
    if told_apart:
        found.append(_("An editor has said that these are two."))
    if Participation in {row.model for row in plan.rows}:
        both = Participation.objects.filter(person=gone.pk).filter(
            meeting__in=Participation.objects.filter(person=kept.pk).values("meeting")
        )
        if both.exists():
            found.append(_("Both took part in one meeting."))
    ids: dict[int, dict[str, set[str]]] = {kept.pk: defaultdict(set), gone.pk: defaultdict(set)}
    for row in Identifier.objects.filter(actor__in=[kept.pk, gone.pk]):
        ids[row.actor_id][row.scheme].add(row.value)
    for scheme in sorted(ids[kept.pk].keys() & ids[gone.pk].keys()):
        values = sorted(ids[kept.pk][scheme] | ids[gone.pk][scheme])
        found.append(
            _("Each has an identifier of %(scheme)s: %(values)s. Both will stay.")
            % {"scheme": scheme, "values": ", ".join(values)}
        )
    return found


def _is_pair(row: Row) -> bool:
    return row.model._meta.model_name == "distinct"


def added_names(plan: Plan) -> list[str]:
    return [values["text"] for model, values, _why in plan.added if model is Name]
