"""The meetings that a text seems to report: each once, however often it is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from articles.suggestion.attendees import Delegations, attendees
from articles.suggestion.dates_in_text import Dated, dates
from articles.suggestion.known_meetings import known_meetings
from articles.suggestion.meeting_cues import Cue, cues
from articles.suggestion.result import Attendee, Encounter, Found, How, Thing
from articles.suggestion.story import Heard, Story, hear
from articles.suggestion.told_days import dates_of, told_days

_WHERE = frozenset({"où", "where"})
_IN = frozenset("à au aux en dans in at d' de".split())
# A meeting of so many days before the date of the story is still its news.
_FRESH = timedelta(days=7)
Key = tuple[str, int | str]


@dataclass
class _Draft:
    """A meeting while the text is read."""

    heard: Heard
    label: str
    day: date | None
    place: Thing | None
    attendees: list[Attendee] = field(default_factory=list)
    apart: bool = False
    is_past: bool = False
    definite: bool = False
    is_verb: bool = False

    def keys(self) -> set[Key]:
        return {_key(one) for one in self.attendees}

    def sides(self) -> set[int]:
        return {one.delegation.pk for one in self.attendees if one.delegation}


def encounters(
    text: str, found: Sequence[Found], on: date, story: Story | None = None
) -> list[Encounter]:
    """One for each distinct day, place and set of sides, with the meetings of the record.

    `story`: the text as `hear` gives it, if it was read already. Two queries: the countries of
    the people, and the meetings that these may be.
    """
    story = story or hear(text, found)
    drafts = _merged(_drafts(story, found, on))
    proposals = [_encounter(text, draft, on) for draft in drafts if _is_told(draft)]
    known = known_meetings(proposals)
    return [replace(one, known=tuple(k)) for one, k in zip(proposals, known, strict=True)]


def _is_told(draft: _Draft) -> bool:
    """Two who met; or one, and enough else to tell one meeting from another."""
    if len(draft.attendees) > 1:
        return True
    return bool(draft.attendees and draft.day and (draft.place or draft.is_verb))


def _drafts(story: Story, found: Sequence[Found], on: date) -> list[_Draft]:
    named = dates(story.text, on)
    days = told_days(story, on)
    delegations = Delegations(story, found)
    places: dict[date, Thing] = {}
    drafts: list[_Draft] = []
    for heard in story.heard:
        own = dates_of(heard, named)
        if own and own[-1].day and (place := _place(heard)):
            places.setdefault(own[-1].day, place)
        told = list(cues(story, heard))
        for number, cue in enumerate(told):
            if cue.is_frame and not any(draft.apart for draft in drafts):
                continue
            reach = _reach(heard, told, number)
            near = [one for one in own if reach[0] <= one.start < reach[1]]
            day = _day(cue, heard, days, near or own)
            place = _place(heard, reach) or _place(heard) or (places.get(day) if day else None)
            draft = _Draft(heard, cue.label, day, place, apart=cue.apart, definite=cue.definite)
            draft.is_verb = cue.is_verb
            draft.is_past = bool(day and on - day > _FRESH)
            draft.attendees = attendees(story, found, cue, delegations)
            drafts.append(draft)
    return drafts


def _day(cue: Cue, heard: Heard, days: dict[int, date], own: Sequence[Dated]) -> date | None:
    """The date after the noun ("la rencontre du 14 août"), else that of the sentence."""
    at = heard.clause.items[cue.at]
    for one in own:
        if at.end <= one.start <= at.end + 25:
            return one.day
    for one in own:
        if not cue.is_verb and one.start > at.end:
            break
        return one.day
    return days.get(heard.number) or (own[0].day if own else None)


def _reach(heard: Heard, told: Sequence[Cue], number: int) -> tuple[int, int]:
    """The characters in which the day and place of this mention stand, where others are near.

    « X a reçu Y lundi à A, où il s’était entretenu mardi à B avec Z » tells of two meetings.
    """
    sentence, items = heard.clause.sentence, heard.clause.items
    at = told[number].at
    start, end = sentence.start, sentence.end
    for item in items:
        if item.text == ";" and item.end <= items[at].start:
            start = item.end
        elif item.text == ";":
            end = min(end, item.start)
    earlier = [cue.at for cue in told[:number] if cue.at < at]
    later = [cue.at for cue in told[number + 1 :] if cue.at > at]
    if earlier:
        before = range(earlier[-1], at)
        where = [i for i in before if items[i].word in _WHERE]
        commas = [i for i in before if items[i].text == ","]
        first = max(where[-1] - 7, 0) if where else (commas or before)[-1]
        start = max(start, items[first].start)
    if later:
        where = [i for i in range(at, later[0]) if items[i].word in _WHERE]
        end = min(end, items[where[-1] if where else later[0]].start)
    return start, end


def _place(heard: Heard, reach: tuple[int, int] | None = None) -> Thing | None:
    clause = heard.clause
    for at, item in enumerate(clause.items):
        if reach and not reach[0] <= item.start < reach[1]:
            continue
        found = item.found
        if found and found.kind == "place" and found.how != How.METONYM:
            if clause.word(at - 1) not in _IN:
                continue
            return found.thing
    return None


def _merged(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Join what is told twice; what names nobody is part of what was told before, or nothing."""
    kept: list[_Draft] = []
    for draft in drafts:
        same = next((one for one in reversed(kept) if _is_same(one, draft)), None)
        if same:
            _join(same, draft)
        elif draft.attendees:
            kept.append(draft)
    return _without_umbrellas(kept)


def _is_same(one: _Draft, other: _Draft) -> bool:
    if one.day and other.day and one.day != other.day:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    mine, theirs = one.keys(), other.keys()
    if not theirs:
        return other.definite or one.day == other.day or other.day is None
    if one.apart or other.apart:
        return False
    if mine <= theirs or theirs <= mine:
        return bool(one.day == other.day or (not other.day and not other.is_past))
    # Each has somebody whom the other lacks: two meetings of the same host.
    if one.day != other.day or (_has_people(mine - theirs) and _has_people(theirs - mine)):
        return False
    near = other.heard.clause.sentence.paragraph - one.heard.clause.sentence.paragraph <= 1
    return near and bool(mine & theirs or one.sides() & other.sides())


def _has_people(keys: set[Key]) -> bool:
    return any(kind == "person" for kind, _pk in keys)


def _join(one: _Draft, other: _Draft) -> None:
    one.day = one.day or other.day
    one.place = one.place or other.place
    for attendee in other.attendees:
        _admit(one.attendees, attendee)
    one.label = one.label or other.label


def _admit(present: list[Attendee], attendee: Attendee) -> None:
    """Add somebody, or tell more of him who is there already."""
    for i, old in enumerate(present):
        if _key(old) == _key(attendee):
            explicit = old if not old.is_inferred else attendee
            present[i] = replace(
                explicit,
                office=old.office or attendee.office,
                delegation=old.delegation or attendee.delegation,
                is_host=old.is_host or attendee.is_host,
            )
            return
    side = attendee.delegation
    bare = attendee.person is None and attendee.office is None
    for i, old in enumerate(present):
        if not side or old.delegation != side:
            continue
        if bare:
            present[i] = replace(old, is_host=old.is_host or attendee.is_host)
            return
        if old.person is None and old.office is None:
            present[i] = replace(attendee, is_host=old.is_host or attendee.is_host)
            return
    present.append(attendee)


def _key(one: Attendee) -> Key:
    """What tells one attendee from another; a name that the record does not know, by its end."""
    if one.person:
        return "person", one.person.pk
    if not one.delegation and one.printed and one.printed[:1].isupper():
        return "person", one.printed.split()[-1]
    if one.office:
        return "office", one.office.pk
    return ("side", one.delegation.pk) if one.delegation else ("side", one.printed)


def _without_umbrellas(drafts: list[_Draft]) -> list[_Draft]:
    """« a reçu séparément les délégations »: told as such, then one by one; only those count."""
    result = []
    for draft in drafts:
        single = [
            one
            for one in drafts
            if one is not draft and one.day == draft.day and draft.keys() < one.keys()
        ]
        if not single or (not draft.apart and len(draft.keys()) > 1):
            result.append(draft)
            continue
        hosts = {_key(one) for one in draft.attendees if one.is_host}
        for one in single:
            one.attendees = [
                replace(who, is_host=who.is_host or _key(who) in hosts) for who in one.attendees
            ]
    return result


def _encounter(text: str, draft: _Draft, on: date) -> Encounter:
    sentence = draft.heard.clause.sentence
    start = sentence.start + len(text[sentence.start :]) - len(text[sentence.start :].lstrip())
    people = [one for one in draft.attendees if _key(one)[0] != "side"]
    sure = 0.55 + 0.15 * bool(draft.day) + 0.1 * bool(draft.place)
    sure += 0.15 if len(people) > 1 or len(draft.sides()) > 1 else 0
    if len(draft.attendees) < 2:
        sure -= 0.2
    return Encounter(
        start,
        sentence.end,
        text[start : sentence.end],
        round(sure, 2),
        day=draft.day,
        place=draft.place,
        label=draft.label,
        attendees=tuple(draft.attendees),
        is_news=not draft.is_past,
    )
