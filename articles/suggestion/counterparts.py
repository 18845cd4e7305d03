"""Posts named only through another one: "son homologue russe", "le ministre russe"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from actors.choices import OfficeLevel
from actors.holders import standing
from actors.inferring import as_fact
from articles.suggestion import gazetteer
from articles.suggestion.gazetteer import Key, Known
from articles.suggestion.holdings import Tenures
from articles.suggestion.offices import Post, Scope, counterparts
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found

_MINISTERS = frozenset("ministre minister".split())


def with_counterparts(
    reading: Reading,
    posts: Sequence[Post],
    known: Mapping[Key, Known],
    scopes: Sequence[Scope],
    people: Sequence[Found],
    tenures: Tenures,
    on: date,
) -> tuple[list[Post], dict[Key, Known]]:
    """The posts with those of counterparts and of ministers called by their country alone."""
    asked = [
        post
        for post in counterparts(reading, scopes)
        if not any(other.i <= post.i < other.j for other in posts)
    ]
    held = _held(reading, people, tenures, on)
    spoken = sorted(
        [(post.i, key[1]) for post in posts for key in post.keys if key[0] == "office"] + held
    )
    same = gazetteer.same_posts(
        {office for _at, office in spoken} if asked else (),
        {pk for post in asked if post.scope for pk in post.scope.actors},
    )
    offices = {other for others in same.values() for other in others}
    tenures.ask(offices)
    offices |= {office for _at, office in held}
    more = dict(known)
    missing = {("office", pk) for pk in offices} - set(known)
    if missing:
        more |= gazetteer.known(missing)
    found = [*posts]
    found += [
        replace(post, keys=keys) for post in asked if (keys := _same(post, spoken, same, more))
    ]
    found += _ministers(reading, scopes, found, [pk for _at, pk in spoken], more)
    return sorted(found, key=lambda post: (post.i, post.j)), more


def _held(
    reading: Reading, people: Iterable[Found], tenures: Tenures, on: date
) -> list[tuple[int, int]]:
    """The offices that people named in the text hold, as far as known, each with its place."""
    return [
        (at, tenure.office_id)
        for one in people
        if one.thing and (at := reading.number_at(one.start)) is not None
        for tenure in tenures.by_person[one.thing.pk]
        if standing(as_fact(tenure), on) is not None
    ]


def _same(
    post: Post,
    spoken: Iterable[tuple[int, int]],
    same: Mapping[int, set[int]],
    known: Mapping[Key, Known],
) -> tuple[Key, ...]:
    """The post of the same name as the last one spoken of, in the country beside."""
    actors = set(post.scope.actors) if post.scope else set()
    for at, office in reversed(list(spoken)):
        if at >= post.i:
            continue
        fitting = [
            ("office", other)
            for other in sorted(same.get(office, ()))
            if {known["office", other].country, known["office", other].body} & actors
        ]
        if fitting:
            return tuple(fitting)
    return ()


def _ministers(
    reading: Reading,
    scopes: Iterable[Scope],
    posts: Sequence[Post],
    spoken: Sequence[int],
    known: Mapping[Key, Known],
) -> list[Post]:
    """« le ministre russe »: the only minister of that country of whom the text speaks."""
    named = {key[1] for post in posts for key in post.keys if key[0] == "office"}
    found = []
    for scope in scopes:
        at = scope.i - 1
        if not scope.is_adjective or at < 0 or reading.words[at].folded not in _MINISTERS:
            continue
        if any(post.i <= at < post.j for post in posts):
            continue
        for offices in (named, {*named, *spoken}):
            own = {
                pk
                for pk in offices
                if known["office", pk].country in scope.actors
                and known["office", pk].level == OfficeLevel.MINISTER
            }
            if len(own) == 1:
                found.append(Post(at, scope.j, "", (("office", own.pop()),), scope))
                break
    return found
