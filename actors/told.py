"""What tells an actor from its namesakes: office, country, years."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from actors import holders
from actors.models import Actor, Participation


@dataclass(frozen=True)
class Told:
    """Office on a day (else the latest), country, years of life or existence; "" if not known.

    renown: offices held and meetings attended, to put the better known of two first.
    """

    office: str = ""
    country: str = ""
    years: str = ""
    renown: int = 0

    def __str__(self) -> str:
        return " · ".join(part for part in (self.office, self.country, self.years) if part)


def told(pks: Collection[int], on: date | None = None) -> dict[int, Told]:
    """What tells each of these actors from others, in one query."""
    rows: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _rows(pks):
        rows[row["pk"]].append(row)
    return {pk: _told(found, on) for pk, found in rows.items()}


_OFFICE, _TENURE = "person__tenures__office", "person__tenures__"
_COUNTRIES = (
    "person__nationality__name",
    "organisation__home_country__name",
    f"{_OFFICE}__country__name",
)
_YEARS = (
    ("person__born_earliest", "person__died_earliest"),
    ("country__began_earliest", "country__ended_earliest"),
    ("organisation__founded_earliest", "organisation__dissolved_earliest"),
)


def _rows(pks: Collection[int]) -> Any:
    """One row for each actor and office held."""
    meetings = Participation.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return (
        Actor.objects.filter(pk__in=pks)
        .annotate(meetings=Coalesce(Subquery(meetings.annotate(n=Count("pk")).values("n")), 0))
        .order_by()
        .values(
            "pk",
            "meetings",
            *_COUNTRIES,
            *(column for pair in _YEARS for column in pair),
            f"{_OFFICE}__title",
            *(f"{_TENURE}{end}_{bound}" for end in _ENDS for bound in ("earliest", "latest")),
            *(f"{_TENURE}{column}" for column in ("id", "attested_first", "attested_last")),
            f"{_TENURE}certainty",
        )
    )


_ENDS = ("began", "ended")


def _told(rows: list[Mapping[str, Any]], on: date | None) -> Told:
    first = rows[0]
    offices = [row for row in rows if row[f"{_TENURE}id"] is not None]
    office = _on_the_day(offices, on) or max(offices, key=_last_known, default=first)
    own = next((first[column] for column in _COUNTRIES[:2] if first[column]), None)
    years = ((first[began], first[ended]) for began, ended in _YEARS)
    began, ended = next((pair for pair in years if any(pair)), (None, None))
    return Told(
        office=office[f"{_OFFICE}__title"] or "",
        country=own or office[_COUNTRIES[2]] or "",
        years=f"{began.year if began else ''}–{ended.year if ended else ''}"
        if began or ended
        else "",
        renown=len(offices) + first["meetings"],
    )


def _on_the_day(offices: list[Mapping[str, Any]], on: date | None) -> Mapping[str, Any] | None:
    """The office that was held that day, if one was; the surest, of these the last taken up."""
    if on is None:
        return None
    held = [(row, how) for row in offices if (how := holders.standing(_as_fact(row), on))]
    sure = list(holders.Standing)
    best = min(
        held,
        key=lambda pair: (sure.index(pair[1]), -_last_known(pair[0]).toordinal()),
        default=None,
    )
    return best[0] if best else None


def _as_fact(row: Mapping[str, Any]) -> holders.Tenure:
    """A tenure in the shape that `holders` answers about."""
    ends = {end: [row[f"{_TENURE}{end}_{b}"] for b in ("earliest", "latest")] for end in _ENDS}
    return {
        **{end: _bounds(*pair) if any(pair) else None for end, pair in ends.items()},
        "attested_first": _text(row[f"{_TENURE}attested_first"]),
        "attested_last": _text(row[f"{_TENURE}attested_last"]),
        "certainty": row[f"{_TENURE}certainty"],
    }


def _bounds(earliest: date | None, latest: date | None) -> dict[str, str | None]:
    return {"earliest": _text(earliest), "latest": _text(latest)}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _last_known(row: Mapping[str, Any]) -> date:
    """The last day for which something is known of the tenure."""
    columns = ("attested_last", "ended_latest", "began_latest")
    return max((d for c in columns if (d := row[f"{_TENURE}{c}"])), default=date.min)
