"""Who held an office on a day, and how surely: from when it began, ended and was attested."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from actors.choices import Certainty

# A tenure, membership or rank, as the documents of the register give it.
Tenure = dict[str, Any]
# One day for which a source states it: `day`, `article` and `evidence` or `source`.
Attested = dict[str, Any]


class Standing(StrEnum):
    """How surely something held on a day."""

    ATTESTED = "attested"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Holding:
    """The answer for one office and one day.

    holder: id of the person, when it is known and only one. last_holder: when nobody is known,
    the last person known to have held it before. candidates: everyone who may have held it.
    """

    certainty: Standing = Standing.UNKNOWN
    holder: str | None = None
    last_holder: str | None = None
    attested_first: str | None = None
    attested_last: str | None = None
    candidates: list[tuple[Tenure, Standing]] = field(default_factory=list)
    # What says so: see `sources`.
    sources: list[Attested] = field(default_factory=list)


def standing(tenure: Tenure, day: date) -> Standing | None:
    """How surely the tenure held on that day; None when it surely did not.

    Attested: a source says so for that very day, or it lies between a known beginning and a
    known end. Inferred: it lies between two days for which it is known. After the last known
    day with an unknown end, and before the first with an unknown beginning: unknown.
    """
    began, ended = _bounds(tenure["began"]), _bounds(tenure["ended"])
    if (began and began[0] and day < began[0]) or (ended and ended[1] and day > ended[1]):
        return None
    first, last = began and began[1], ended and ended[0]
    interval = known(tenure)
    if day in _exact_days(tenure) or (first and last and first <= day <= last):
        found = Standing.ATTESTED
    elif interval and interval[0] <= day <= interval[1]:
        found = Standing.INFERRED
    else:
        found = Standing.UNKNOWN
    if found is Standing.ATTESTED and tenure["certainty"] != Certainty.EXPLICIT:
        return Standing.INFERRED
    return found


def known(tenure: Tenure) -> tuple[date, date] | None:
    """The first and last day between which the tenure surely held; None if it is sure of none.

    A beginning less exact than a day counts from its last possible day, and only where it is
    known to have held on that day or later; an end likewise.
    """
    began, ended = _bounds(tenure["began"]), _bounds(tenure["ended"])
    first, last = began and began[1], ended and ended[0]
    if days := _exact_days(tenure):
        low, high = min(days), max(days)
        return (
            min(low, first) if first and first <= high else low,
            max(high, last) if last and last >= low else high,
        )
    return (first, last) if first and last and first <= last else None


def held(tenures: Iterable[Tenure], day: date) -> list[tuple[Tenure, Standing]]:
    """Those that held or may have held on that day, the surest first."""
    found = [(tenure, how) for tenure in tenures if (how := standing(tenure, day))]
    return sorted(found, key=lambda pair: list(Standing).index(pair[1]))


def holding(tenures: Iterable[Tenure], day: date) -> Holding:
    """Who held the office on that day, from the tenures of its document."""
    tenures = list(tenures)
    found = held(tenures, day)
    sure: list[tuple[Tenure, Standing]] = [
        (tenure, how) for tenure, how in found if how is not Standing.UNKNOWN
    ]
    if not sure:
        last = max(tenures, key=lambda t: _last_known(t, day), default=None)
        if last is None or _last_known(last, day) == date.min:
            return Holding(candidates=found)
        return Holding(
            last_holder=last["person"],
            attested_first=last["attested_first"],
            attested_last=last["attested_last"],
            candidates=found,
            sources=sources(last, day),
        )
    tenure, how = sure[0]
    people = {other["person"] for other, _how in sure}
    return Holding(
        certainty=how,
        holder=tenure["person"] if len(people) == 1 else None,
        attested_first=tenure["attested_first"],
        attested_last=tenure["attested_last"],
        candidates=sure,
        sources=sources(tenure, day),
    )


def sources(tenure: Tenure, day: date) -> list[Attested]:
    """What says that the tenure held on that day.

    The sources of that very day; without any, the nearest one before and the nearest one after,
    between which it is deduced, or, where nothing is known after, the last one before.
    """
    attested = sorted(tenure.get("attested") or (), key=lambda one: one["day"])
    text = day.isoformat()
    if exact := [one for one in attested if one["day"] == text]:
        return exact
    before = [one for one in attested if one["day"] < text][-1:]
    return before + [one for one in attested if one["day"] > text][:1]


def _exact_days(tenure: Tenure) -> set[date]:
    """The days that editors or sources state, its beginning and end where they are days.

    A day on which it surely did not hold says nothing, whoever states it.
    """
    stated = [one["day"] for one in tenure.get("attested") or ()]
    days = {_day(text) for text in (tenure["attested_first"], tenure["attested_last"], *stated)}
    began, ended = _bounds(tenure["began"]), _bounds(tenure["ended"])
    days |= {bounds[0] for bounds in (began, ended) if bounds and bounds[0] == bounds[1]}
    low, high = (began and began[0]) or date.min, (ended and ended[1]) or date.max
    return {day for day in days if day and low <= day <= high}


def _bounds(moment: dict[str, Any] | None) -> tuple[date | None, date | None] | None:
    """The first and last possible day of a partial date, None where open."""
    return (_day(moment["earliest"]), _day(moment["latest"])) if moment else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _last_known(tenure: Tenure, day: date) -> date:
    """The last day, not after this one, by which the tenure is known to have held."""
    began, ended = _bounds(tenure["began"]), _bounds(tenure["ended"])
    days = {began and began[1], ended and ended[0], *_exact_days(tenure)}
    return max((d for d in days if d and d <= day), default=date.min)
