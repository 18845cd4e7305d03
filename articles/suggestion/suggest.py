"""All that a text of a story proposes to record, by rules and look-ups of the record alone.

Nothing is kept in the process: each call asks the index of spellings, which is always current.
The number of queries does not depend on the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from actors.spellings.index import refresh
from actors.told import told
from articles.suggestion import gazetteer, near, offices
from articles.suggestion.counterparts import with_counterparts
from articles.suggestion.documents import documents
from articles.suggestion.gazetteer import Key, Known
from articles.suggestion.hits import Hit, hits
from articles.suggestion.holdings import Tenures
from articles.suggestion.holdings import offices as held_offices
from articles.suggestion.inside import inside
from articles.suggestion.meetings import encounters
from articles.suggestion.ministries import ministries
from articles.suggestion.offices import Post, Scope
from articles.suggestion.people import people
from articles.suggestion.quotations import quotations
from articles.suggestion.reading import Reading
from articles.suggestion.residences import residences
from articles.suggestion.resolve import governments, is_person, resolve
from articles.suggestion.result import Found, How, Suggestion, Thing
from articles.suggestion.sources import sources
from articles.suggestion.story import hear
from articles.suggestion.unknown import runs


def suggest(text: str, on: date) -> Suggestion:
    """Everything that the text seems to name and to tell; `on`: the day of the story."""
    found = names(text, on)
    story = hear(text, found)
    return Suggestion(
        text=text,
        on=on,
        found=found,
        words=quotations(text, found, on, story) + sources(text, found, on, story),
        encounters=encounters(text, found, on, story),
        documents=documents(text, found, on, story),
    )


def names(text: str, on: date) -> list[Found]:
    """The people, countries, bodies, places and posts that the text names, in its order.

    A post and the country in it overlap; a body inside another one does not.
    """
    refresh()
    reading = Reading(text)
    spellings = gazetteer.named(gram for _i, _j, gram in reading.windows())
    found_hits = hits(reading, spellings)
    parts = inside(reading, spellings, found_hits)
    known = gazetteer.known({key for hit in [*found_hits, *parts] for key in hit.keys})
    countries = _countries_of_capitals(known)
    persons = [hit for hit in found_hits if is_person(hit)]
    others = [hit for hit in found_hits if not is_person(hit)]
    claimed = _claimed(reading, found_hits)
    seats, seated = residences(reading, claimed)
    for i, j in seated:
        claimed[i:j] = [True] * (j - i)
    # A spelling of the record that its context rules out is neither new nor a misprint.
    unknown = [
        run for run in runs(reading, claimed) if reading.folded(run.i, run.j) not in spellings
    ]
    candidates = near.close(unknown, on)
    meant = near.meant(candidates)
    found_people, settled = people(
        reading, persons, {run: meant.get(run, ()) for run in unknown}, known, others
    )
    others = [hit for hit in others if hit not in settled]
    near_people = [
        near.proposal(reading, run, candidates.get(run, []), meant.get(run, ()))
        for run in unknown
        if run not in settled
    ]
    named = resolve(reading, [*others, *parts], known, countries, on)
    everyone = found_people + [one for one in near_people if one.kind == "person" and one.things]
    scopes = _scopes(others, known, governments(reading, others, known))
    posts, post_things = _posts(reading, scopes, everyone, on)
    tenures = Tenures(
        [key[1] for post in posts for key in post.keys if key[0] == "office"],
        [thing.pk for one in everyone for thing in one.things],
    )
    posts, post_things = with_counterparts(
        reading, posts, post_things, scopes, everyone, tenures, on
    )
    strangers = [one for one in near_people if not (one.kind == "person" and one.things)]
    told_posts, everyone = held_offices(
        reading, posts, [*everyone, *strangers], post_things, tenures, on
    )
    found = [*told_posts, *_outside(told_posts, [*everyone, *named])]
    found += [*seats, *ministries(found, post_things)]
    return _with_told(sorted(found, key=lambda one: (one.start, -one.end, one.kind)), on)


def _claimed(reading: Reading, found: Iterable[Hit]) -> list[bool]:
    claimed = [False] * len(reading.words)
    for hit in found:
        claimed[hit.i : hit.j] = [True] * (hit.j - hit.i)
    return claimed


def _countries_of_capitals(known: Mapping[Key, Known]) -> dict[int, Known]:
    pks = {one.capital_of for one in known.values() if one.capital_of}
    have = {pk: known["actor", pk] for pk in pks if ("actor", pk) in known}
    missing = gazetteer.known(("actor", pk) for pk in sorted(pks - set(have)))
    return have | {key[1]: one for key, one in missing.items()}


def _scopes(found: Sequence[Hit], known: Mapping[Key, Known], meant: set[Hit]) -> list[Scope]:
    """The countries and bodies beside which posts may stand."""
    return [
        Scope(hit.i, hit.j, tuple(pk for _family, pk in actors), hit.is_adjective)
        for hit in found
        if (
            actors := [key for key in hit.keys if key[0] == "actor" and known[key].kind != "person"]
        )
    ]


def _posts(
    reading: Reading, scopes: Sequence[Scope], everyone: Sequence[Found], on: date
) -> tuple[list[Post], dict[Key, Known]]:
    asked = offices.phrases(reading, scopes)
    rows = gazetteer.posts(
        (phrase.gram for phrase in asked), {pk for scope in scopes for pk in scope.actors}
    )
    things = gazetteer.known({row.key for some in rows.values() for row in some})
    posts = offices.chosen(asked, rows, things)
    posts += offices.bare(asked, rows, posts)
    return sorted(posts, key=lambda post: (post.i, post.j)), things


def _outside(posts: Iterable[Found], named: Iterable[Found]) -> list[Found]:
    """Without what is only part of a title, or of « l’Assemblée nationale du Mali »."""
    wholes = [(one.start, one.end) for one in posts]
    bodies = [(one.start, one.end) for one in posts if one.kind == "organisation"]

    def is_part(one: Found) -> bool:
        around = wholes if one.how is How.NEW else bodies if one.kind == "organisation" else ()
        return any(start <= one.start and one.end <= end for start, end in around)

    return [one for one in named if not is_part(one)]


def _with_told(found: Sequence[Found], on: date) -> list[Found]:
    """Each actor with what tells it from its namesakes."""
    pks = {thing.pk for one in found for thing in one.things if thing.kind in _ACTORS}
    words = told(pks, on) if pks else {}

    def complete(thing: Thing) -> Thing:
        known = thing.kind in _ACTORS and thing.pk in words
        return replace(thing, told=str(words[thing.pk])) if known else thing

    return [replace(one, things=tuple(map(complete, one.things))) for one in found]


_ACTORS = ("person", "organisation", "country")
