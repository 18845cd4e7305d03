"""Offices and ranks on one day, as pages show them: what holds, and how sure that is."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from actors.choices import Certainty
from actors.holders import Attested, Standing, Tenure, held, holding, sources
from newsroom.register.models import Item
from newsroom.register.pages import called, document
from newsroom.typography import french_spaces

# Short enough to stand beside a name; the choices of the record say the same in full.
GROUNDS = {
    "inferred": gettext_lazy("inferred"),
    "outside": gettext_lazy("outside knowledge"),
    "disputed": gettext_lazy("disputed"),
    "unknown": gettext_lazy("not certain for that day"),
}


@dataclass(frozen=True)
class Held:
    """An office or rank on one day. `certainty` is empty where a source says so for that day."""

    fact: Tenure
    title: str
    certainty: str
    sources: list[Attested] = field(default_factory=list)


def held_on(doc: dict[str, Any], day: date) -> list[Held]:
    """The offices, then the ranks, that a person's document gives for a day.

    Where nothing is sure for that day, the last office known is given, marked as unknown.
    """
    return [
        Held(fact, called(fact), _ground(fact, how))
        for member in ("tenures", "ranks")
        for fact, how in _surest(held(doc[member], day))
    ]


def in_words(held: list[Held]) -> str:
    """Offices of one day in a line, such as a name gives when one points at it."""
    offices = [one for one in held if one.fact.get("office")] or held
    return french_spaces(" · ".join(map(_worded, offices)))


def _worded(one: Held) -> str:
    doubt = GROUNDS.get(one.certainty)
    return f"{one.title} ({doubt})" if doubt else one.title


def _surest(found: list[tuple[Tenure, Standing]]) -> list[tuple[Tenure, Standing]]:
    sure = [pair for pair in found if pair[1] is not Standing.UNKNOWN]
    return sure or sorted(found, key=lambda pair: pair[0]["attested_last"] or "")[-1:]


def _ground(fact: Tenure, how: Standing) -> str:
    """What is doubtful: the day, or else the fact itself."""
    if how is Standing.UNKNOWN or fact["certainty"] == Certainty.EXPLICIT:
        return "" if how is Standing.ATTESTED else str(how)
    return fact["certainty"]


@dataclass(frozen=True)
class OfficeOn:
    """An office on one day: those who held it, or else the last known to have held it."""

    item: Item
    held: list[Held]
    last: Tenure | None


def office_on(item: Item, day: date) -> OfficeOn:
    """Who held the office on that day, as far as its document says."""
    found = holding(document(item)["tenures"], day)
    if found.certainty is Standing.UNKNOWN:
        tenures = [t for t in document(item)["tenures"] if t["person"] == found.last_holder]
        return OfficeOn(item, [], tenures[-1] if tenures and found.last_holder else None)
    sure = [(fact, how) for fact, how in found.candidates if how is not Standing.UNKNOWN]
    return OfficeOn(item, [_held(fact, how, day) for fact, how in sure], None)


def _held(fact: Tenure, how: Standing, day: date) -> Held:
    return Held(fact, "", _ground(fact, how), sources(fact, day))
