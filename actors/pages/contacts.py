"""Whom an actor met: how often, from when to when, how surely, and at which meetings."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actors.choices import Capacity, MeetingFormat, MeetingStatus
from actors.edtf import parse
from actors.pages.seen import Seen

# People of one meeting whose names a picture gives; the table gives all.
NAMED = 3

# An encounter as the register gives it: people, delegations, meeting, when, certainty.
Encounter = dict[str, Any]


def bounds(when: str) -> tuple[date, date] | None:
    """The first and last possible day of a partial date; None where one is not known."""
    moment = parse(when) if when else None
    if moment is None or moment.earliest is None or moment.latest is None:
        return None
    return moment.earliest, moment.latest


@dataclass
class Gathering:
    """One meeting: the one who met all the others, if there is one, and these."""

    meeting: str
    when: str
    first: str = ""
    others: dict[str, bool] = field(default_factory=dict)

    def add(self, uid: str, is_sure: bool) -> None:
        """Somebody who was there, deduced from an office or surely."""
        self.others[uid] = self.others.get(uid, False) or is_sure

    @property
    def certainty(self) -> str:
        return "explicit" if any(self.others.values()) else "inferred"


@dataclass
class Contact:
    """Somebody whom the actor met: how often, and the dates of the first and the last time."""

    uid: str
    count: int = 0
    first: str = ""
    last: str = ""
    certainty: str = "inferred"


def gatherings_of(uid: uuid.UUID, meetings: Iterable[Seen]) -> list[Gathering]:
    """The meetings at which an actor met somebody, in the order in which they come."""
    found = []
    for meeting in meetings:
        when = meeting["when"]["edtf"] if meeting["when"] else ""
        one = Gathering(str(meeting["uid"]), when)
        for other, is_sure in _met(str(uid), meeting):
            one.add(other, is_sure)
        if one.others:
            found.append(one)
    return found


def _met(uid: str, meeting: Seen) -> Iterator[tuple[str, bool]]:
    """Whom the actor met there, and whether that is more than deduced from an office.

    The rule is that of encounters (see the projection of meetings); but where nobody is named,
    the delegation was met, and what sends delegations met those who sent the others.
    """
    if meeting["status"] != MeetingStatus.HELD:
        return
    present = [p for p in meeting["participants"] if p["capacity"] != Capacity.OBSERVER]
    hosts = [p["capacity"] == Capacity.HOST for p in present]
    is_received = meeting["format"] != MeetingFormat.MULTILATERAL and any(hosts)
    for one, is_host in zip(present, hosts, strict=True):
        is_person = one["person"] == uid
        if not is_person and one["delegation"] != uid:
            continue
        for other, is_other_host in zip(present, hosts, strict=True):
            is_one_side = one["delegation"] and one["delegation"] == other["delegation"]
            if one is other or is_one_side or (is_received and is_host == is_other_host):
                continue
            ends = (other["person"], other["delegation"])
            met = next(filter(None, ends if is_person else reversed(ends)), None)
            if met and met != uid:
                is_deduced = other["person_is_inferred"] and met == other["person"]
                yield met, not (is_deduced or (is_person and one["person_is_inferred"]))


def gatherings(encounters: Iterable[Encounter]) -> list[Gathering]:
    """Encounters by meeting, in the order in which they come."""
    pairs: dict[str, list[Encounter]] = {}
    for encounter in encounters:
        pairs.setdefault(encounter["meeting"], []).append(encounter)
    found = []
    for meeting, together in pairs.items():
        common = [uid for uid in together[0]["people"] if all(uid in e["people"] for e in together)]
        one = Gathering(meeting, together[0]["when"], common[0] if common else "")
        for encounter in together:
            for uid in encounter["people"]:
                if uid != one.first:
                    one.add(uid, encounter["certainty"] == "explicit")
        found.append(one)
    return found


def contacts(gathered: Iterable[Gathering]) -> list[Contact]:
    """Everybody met at these meetings, which come newest first; the most frequent first."""
    found: dict[str, Contact] = {}
    for one in gathered:
        for uid, is_sure in one.others.items():
            contact = found.setdefault(uid, Contact(uid))
            contact.count += 1
            contact.first = one.when or contact.first
            contact.last = contact.last or one.when
            if is_sure:
                contact.certainty = "explicit"
    return sorted(found.values(), key=lambda one: (-one.count, one.uid))


def named(gathered: Sequence[Gathering], contacted: Sequence[Contact]) -> list[str]:
    """Every thing that pictures of these give the name of."""
    found = [one.uid for one in contacted]
    for one in gathered:
        found += [one.meeting, one.first, *list(one.others)[: NAMED + 1]]
    return found
