"""Whom an office stands for at a meeting: the person deduced from who held it on that day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from actors import holders
from actors.choices import Certainty
from actors.holders import Standing
from actors.models import Participation, Tenure

TENURES = Tenure.objects.prefetch_related("attestations").order_by("began_earliest", "id")


BATCH = 2000


@dataclass(frozen=True)
class Proposal:
    """A person for a participation that names only an office, and how sure it is that day."""

    participation: Participation
    person_id: int
    standing: holders.Standing


def as_fact(tenure: Tenure) -> holders.Tenure:
    """A tenure of the record in the shape that `actors.holders` answers about.

    Its attestations are read row by row unless they were prefetched.
    """
    return {
        "person": tenure.person_id,
        "began": _bounds(tenure, "began"),
        "ended": _bounds(tenure, "ended"),
        "attested_first": tenure.attested_first and tenure.attested_first.isoformat(),
        "attested_last": tenure.attested_last and tenure.attested_last.isoformat(),
        "attested": [{"day": row.day.isoformat()} for row in tenure.attestations.all()],
        "certainty": tenure.certainty,
    }


def propose(participations: Iterable[Participation]) -> list[Proposal]:
    """Who is deduced from the office, where only an office is on record and one holder is known.

    Known means: a source says so for that day, or it lies between two days for which it is known.
    On a day of which only the month is known, and where two may have held the office, nobody is
    deduced. Two queries, however many they are.
    """
    rows = [
        row
        for row in participations
        if row.office_id and not row.person_id and _day(row.meeting) is not None
    ]
    held = _tenures(row.office_id for row in rows)
    found = []
    for row in rows:
        answer = _answer(held[row.office_id], row.meeting)
        if answer is not None:
            found.append(Proposal(row, *answer))
    return found


@transaction.atomic
def infer_people(participations: QuerySet[Participation]) -> int:
    """Enter the deduced person, marked as inferred, where none is on record; how many.

    What an editor or a source says about the person is never overwritten.
    """
    rows = participations.filter(person=None, office__isnull=False).select_related("meeting")
    proposals = propose(rows.select_for_update(of=("self",)))
    for proposal in proposals:
        row = proposal.participation
        row.person_id = proposal.person_id
        row.person_is_inferred = True
        row.certainty = Certainty.INFERRED
        row.save(update_fields=["person", "person_is_inferred", "certainty", "updated_at"])
    return len(proposals)


def stale_inferences() -> QuerySet[Participation]:
    """Deduced persons of whom the record says otherwise by now.

    Somebody else surely held the office on that day, or this person surely did not: the tenure
    is gone, began later or ended before, another is known to have held it since, or the person
    had died. That the record does not know who held it is no reason against an editor.
    """
    inferred = Participation.objects.filter(person_is_inferred=True)
    rows = inferred.select_related("meeting", "person").order_by("pk")
    stale: list[int] = []
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        held = _tenures(row.office_id for row in batch)
        stale += [row.pk for row in batch if not _stands(row, held[row.office_id])]
        last = batch[-1].pk
    return inferred.filter(pk__in=stale)


def _stands(row: Participation, tenures: list[holders.Tenure]) -> bool:
    """Whether nothing speaks against the person: on each day of a meeting whose days are known,
    or on some day of the month or year of which no more is known.
    """
    mine = [tenure for tenure in tenures if tenure["person"] == row.person_id]
    meeting: Any = row.meeting
    person: Any = row.person
    ends = {meeting.when_earliest, meeting.when_latest}
    if not mine or None in ends:
        return bool(mine)
    died = person.died_latest
    answers = [not (died and day > died) and _may_hold(mine, tenures, day) for day in ends if day]
    return all(answers) if _is_exact(meeting) else any(answers)


def _may_hold(mine: list[holders.Tenure], tenures: list[holders.Tenure], day: date) -> bool:
    sure = {t["person"] for t, how in holders.held(tenures, day) if how != Standing.UNKNOWN}
    possible = [tenure for tenure in mine if holders.standing(tenure, day)]
    if sure or not possible:
        return bool(possible) and sure == {mine[0]["person"]}
    known = [(text, tenure["person"]) for tenure in tenures for text in _known_days(tenure)]
    before = max((text for text, _who in known if text <= day.isoformat()), default="")
    after = min((text for text, _who in known if text > day.isoformat()), default="")
    nearest = {who for text, who in known if text in (before, after)}
    return not nearest or any(tenure["person"] in nearest for tenure in possible)


def _known_days(tenure: holders.Tenure) -> set[str]:
    """The days by which it had begun, had not ended, or is attested."""
    began, ended = tenure["began"] or {}, tenure["ended"] or {}
    days = {began.get("latest"), ended.get("earliest")}
    days |= {tenure["attested_first"], tenure["attested_last"]}
    return {day for day in days | {one["day"] for one in tenure["attested"]} if day}


def _tenures(offices: Iterable[int | None]) -> dict[int | None, list[holders.Tenure]]:
    held: dict[int | None, list[holders.Tenure]] = defaultdict(list)
    for tenure in TENURES.filter(office__in=set(offices) - {None}):
        held[tenure.office_id].append(as_fact(tenure))
    return held


def _answer(tenures: list[holders.Tenure], meeting: Any) -> tuple[int, holders.Standing] | None:
    """The only holder on the first and on the last day of the meeting."""
    first, last = _day(meeting), meeting.when_latest
    if first is None:
        return None
    answers = [holders.holding(tenures, day) for day in {first, last or first}]
    people = {answer.holder for answer in answers}
    if len(people) != 1 or None in people:
        return None
    least = list(holders.Standing).index
    return int(people.pop() or 0), max((answer.certainty for answer in answers), key=least)


def _day(meeting: Any) -> date | None:
    """The first day of the meeting; None where its day is not known."""
    when = meeting.when_earliest
    return when if when and (meeting.when_latest or when) >= when and _is_exact(meeting) else None


def _is_exact(meeting: Any) -> bool:
    # "2025-05-03/2025-05-05" is known to the day at both ends; "2025-05" at neither.
    return all(len(end) >= len("2025-05-03") for end in meeting.when.split("/"))


def _bounds(tenure: Tenure, name: str) -> dict[str, str | None] | None:
    if not getattr(tenure, name):
        return None
    ends = (getattr(tenure, f"{name}_{end}") for end in ("earliest", "latest"))
    earliest, latest = (end and end.isoformat() for end in ends)
    return {"earliest": earliest, "latest": latest}
