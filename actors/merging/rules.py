"""What becomes of two rows that say the same, and what may be shown of what is held."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from actors.choices import Certainty, Visibility
from actors.merging.relations import stored
from actors.merging.rows import Row, Values
from actors.models import Participation
from actors.models.base import Fact, Kept
from actors.querysets import PUBLIC_VALUES

# Columns that are the row's own and never taken over from another.
OWN = {field.name for field in Kept._meta.get_fields()} | {"id", "uid", "visibility"}

# Rows that show as soon as their fact does. Of a held fact that is dropped they are dropped too.
SHOWN_WITH_THEIR_FACT = frozenset({"actors.attestation"})


@dataclass(frozen=True)
class Likeness:
    """Rows with the same `columns` say the same unless they differ in one of `unless`."""

    columns: tuple[str, ...]
    unless: tuple[str, ...]


# Beyond what constraints forbid: one person is not twice at one meeting for one delegation.
ALIKE: dict[type[Model], Likeness] = {
    Participation: Likeness(("meeting_id", "person_id"), ("delegation_id", "office_id"))
}


def is_open(row: Row) -> bool:
    """Whether the row shows once what it hangs on does."""
    values = row.after or row.before
    return "visibility" not in values or values["visibility"] in PUBLIC_VALUES


def is_fact(model: type[Model]) -> bool:
    """Whether rows of this table can be held back on their own."""
    return issubclass(model, Fact)


def agree(likeness: Likeness, one: Values, other: Values) -> bool:
    """Whether two rows say nothing that cannot be said of one occasion."""
    if any(one[name] is None or one[name] != other[name] for name in likeness.columns):
        return False
    pairs = [(one[name], other[name]) for name in likeness.unless]
    return all(a is None or b is None or a == b for a, b in pairs)


def combine(winner: Row, loser: Row) -> None:
    """Drop a row in favour of one that says the same, which takes over what it alone knows.

    Nothing held is taken over into a row that shows.
    """
    own, other = winner.after, loser.after
    assert own is not None
    assert other is not None
    if is_open(loser) or not is_open(winner):
        for name in (column.attname for column in stored(winner.model)):
            if name not in OWN and _is_blank(own[name]) and not _is_blank(other[name]):
                own[name] = other[name]
        _widen(own, other)
        if other.get("visibility") == own.get("visibility") != Visibility.PRIVATE:
            _settle_certainty(own, other)
        if is_open(winner) and other.get("visibility") == Visibility.PUBLIC:
            own["visibility"] = Visibility.PUBLIC
    if own != winner.before and not winner.why:
        winner.why = "combined"
    loser.unseen = is_open(winner) and not is_open(loser)
    loser.after, loser.why, loser.into = None, "same", winner.pk


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or value == []


def _widen(own: Values, other: Values) -> None:
    """Let the attested interval hold both."""
    for name, pick in (("attested_first", min), ("attested_last", max)):
        if own.get(name) and other.get(name):
            own[name] = pick(own[name], other[name])


def _settle_certainty(own: Values, other: Values) -> None:
    """What one of two texts says outright is not a guess; what is disputed stays so."""
    if own.get("certainty") in (Certainty.INFERRED, Certainty.OUTSIDE) and (
        other.get("certainty") == Certainty.EXPLICIT
    ):
        own["certainty"] = Certainty.EXPLICIT
