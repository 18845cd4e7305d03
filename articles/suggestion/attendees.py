"""Who takes part in a meeting, from the noun phrases of its cue: people, offices, delegations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actors.models import Country
from articles.suggestion.meeting_cues import Cue
from articles.suggestion.phrases import Phrase
from articles.suggestion.result import Attendee, Found, How, Thing
from articles.suggestion.sentences import is_post
from articles.suggestion.story import Story
from articles.suggestion.wording import COUNTERPARTS

# A name and the post beside it are so many characters apart, at most.
_COMMA = 3


class Delegations:
    """The country for which a person of the text comes, when there is only one."""

    def __init__(self, story: Story, found: Sequence[Found]) -> None:
        self._people = story.people
        self._countries = {
            thing.pk: thing for one in found for thing in one.things if thing.kind == "country"
        }
        missing = {
            pk
            for dossier in story.people.dossiers.values()
            if len(dossier.sides) == 1
            for pk in dossier.sides
            if pk not in self._countries
        }
        if missing:
            rows = Country.objects.filter(pk__in=missing).values_list("pk", "uid", "name")
            self._countries |= {pk: Thing("country", pk, str(uid), name) for pk, uid, name in rows}

    def of(self, person: Thing) -> Thing | None:
        dossier = self._people.dossiers.get(f"person {person.pk}")
        known = self._people.known.get(person.pk)
        for sides in (known.countries if known else frozenset(), dossier.sides if dossier else ()):
            named = [self._countries[pk] for pk in sides if pk in self._countries]
            if len(named) == 1:
                return named[0]
        return None


def attendees(
    story: Story, found: Sequence[Found], cue: Cue, delegations: Delegations
) -> list[Attendee]:
    """Everybody whom the cue's phrases name, once; hosts are marked."""
    result: list[Attendee] = []
    for phrase in cue.members:
        for one in _of_phrase(story, found, cue, phrase, delegations):
            _add(result, one)
    for phrase in cue.hosts:
        for one in _of_phrase(story, found, cue, phrase, delegations):
            _add(result, replace(one, is_host=True))
    return result


def _add(result: list[Attendee], one: Attendee) -> None:
    for i, old in enumerate(result):
        same_person = one.person and old.person == one.person
        same_office = one.office and old.office == one.office and not (one.person and old.person)
        unknown = not (one.person or one.office or one.delegation)
        if unknown and old.printed == one.printed:
            result[i] = replace(old, is_host=old.is_host or one.is_host)
            return
        same_side = (
            not unknown and not (one.person or one.office) and old.delegation == one.delegation
        )
        if same_person or same_office or same_side:
            result[i] = replace(old, is_host=old.is_host or one.is_host)
            return
    result.append(one)


def _of_phrase(
    story: Story, found: Sequence[Found], cue: Cue, phrase: Phrase, delegations: Delegations
) -> Iterator[Attendee]:
    """The people of the phrase; its offices when no person is named; else its countries."""
    if phrase.head and phrase.head.kind in ("person", "name"):
        for one in (phrase.head, *phrase.others):
            attendee = _person(one, delegations)
            yield replace(attendee, office=attendee.office or _beside(found, one, phrase))
        return
    inside = [one for one in found if phrase.start <= one.start and one.end <= phrase.end]
    posts = [one for one in inside if is_post(one)]
    if posts:
        for one in posts:
            named_before = one.thing and story.people.was_named(one.thing, phrase.start)
            is_same = named_before and not set(phrase.roles) & COUNTERPARTS and len(posts) == 1
            for attendee in _post(one, delegations):
                yield replace(attendee, is_inferred=False) if is_same else attendee
        return
    heard = cue.heard
    voice = heard.voices.get(phrase.first) or (
        story.people.resolve(heard.clause, phrase, heard.number)
    )
    if voice and voice.thing and voice.thing.kind == "person":
        side = delegations.of(voice.thing)
        printed = story.text[phrase.start : phrase.end]
        is_inferred = bool(set(phrase.roles) & COUNTERPARTS)
        yield Attendee(side, voice.thing, None, printed, is_inferred=is_inferred)
        return
    for one in inside:
        if one.kind in ("country", "organisation") and one.thing:
            yield Attendee(one.thing, printed=story.text[phrase.start : phrase.end])


def _person(found: Found, delegations: Delegations) -> Attendee:
    thing = found.thing
    if thing is None or thing.kind != "person":
        side = thing if thing and thing.kind != "office" else None
        return Attendee(side, printed=found.text)
    is_inferred = found.how == How.OFFICE
    return Attendee(delegations.of(thing), thing, found.via, found.text, is_inferred)


def _beside(found: Sequence[Found], person: Found, phrase: Phrase) -> Thing | None:
    """The post in apposition: « X, ministre de la Défense », « le ministre …, le général X »."""
    pk = person.thing.pk if person.thing else None
    told = [one for one in found if one.bearer and one.bearer.pk == pk and one.thing]
    if told:
        return min(told, key=lambda one: abs(one.start - person.start)).thing
    for one in found:
        after = 0 <= one.start - person.end <= _COMMA
        before = 0 <= phrase.start - one.end <= _COMMA
        inside = phrase.start <= one.start and one.end <= person.start
        is_counterpart = bool(COUNTERPARTS & set(one.text.lower().split()))
        if one.bearer and one.bearer.pk != pk:
            continue
        if one.kind == "office" and one.thing and (after or before or inside):
            return None if is_counterpart else one.thing
    return None


def _post(found: Found, delegations: Delegations) -> Iterator[Attendee]:
    if found.thing is None:
        return
    if found.thing.kind == "person":
        yield _person(found, delegations)
    elif found.thing.kind == "office":
        yield Attendee(None, None, found.thing, found.text)
