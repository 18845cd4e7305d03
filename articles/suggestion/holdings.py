"""Who holds the posts that a text names: whoever stands beside, else the holder on that day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from actors.holders import Standing, holding, standing
from actors.inferring import TENURES, as_fact
from actors.models import Tenure
from articles.suggestion.gazetteer import Key, Known
from articles.suggestion.lexicon import CIVILITIES, FORMER, RANK_PARTS, RANKS
from articles.suggestion.offices import Post
from articles.suggestion.reading import Reading
from articles.suggestion.result import Found, How, Thing

SAID, SAID_ELSEWHERE, OPEN = 0.95, 0.75, 0.6
SURENESS = {Standing.ATTESTED: 0.8, Standing.INFERRED: 0.7, Standing.UNKNOWN: 0.4}
_APART = frozenset("le la l de d the actuel actuelle nouveau nouvelle alors current new".split())
_BETWEEN = RANKS | RANK_PARTS | CIVILITIES | _APART


class Tenures:
    """Who held these offices, and which offices these people held; one query for each asking."""

    def __init__(self, offices: Iterable[int], people: Iterable[int]) -> None:
        self.by_office: dict[int, list[Tenure]] = defaultdict(list)
        self.by_person: dict[int, list[Tenure]] = defaultdict(list)
        self._seen: set[int] = set()
        self._asked = set(offices)
        self._add(Q(office__in=self._asked) | Q(person__in=set(people)))

    def ask(self, offices: Iterable[int]) -> None:
        """Who held these offices too."""
        more = set(offices) - self._asked
        if more:
            self._asked |= more
            self._add(Q(office__in=more))

    def _add(self, asked: Q) -> None:
        for tenure in TENURES.filter(asked).select_related("person", "office"):
            if tenure.pk not in self._seen:
                self._seen.add(tenure.pk)
                self.by_office[tenure.office_id].append(tenure)
                self.by_person[tenure.person_id].append(tenure)

    def holders(self, office: int, on: date) -> tuple[tuple[Thing, ...], float]:
        """Who held or may have held the office on that day, and how sure that is."""
        tenures = self.by_office[office]
        answer = holding([as_fact(tenure) for tenure in tenures], on)
        things = {tenure.person_id: _person(tenure) for tenure in tenures}
        if answer.holder is not None:
            return (things[int(answer.holder)],), SURENESS[answer.certainty]
        if answer.last_holder is not None:
            return (things[int(answer.last_holder)],), SURENESS[Standing.UNKNOWN]
        people = dict.fromkeys(int(tenure["person"]) for tenure, _how in answer.candidates)
        return tuple(things[pk] for pk in people), SURENESS[Standing.UNKNOWN]

    def may_hold(self, person: int, office: int, on: date) -> bool:
        """Whether the person held the office, as far as known, or may have, on that day."""
        return any(
            tenure.person_id == person and standing(as_fact(tenure), on) is not None
            for tenure in self.by_office[office]
        )


def _person(tenure: Tenure) -> Thing:
    return Thing("person", tenure.person_id, str(tenure.person.uid), tenure.person.name)


@dataclass(frozen=True)
class Beside:
    """A post and the name beside which it stands, by their numbers."""

    post: int
    name: int


def beside(reading: Reading, posts: Sequence[Post], people: Sequence[Found]) -> list[Beside]:
    """Posts in apposition to a person's name, on either side of it."""
    found = []
    for n, post in enumerate(posts):
        # « les ministres du Mali et du Niger »: not one person's.
        if any(other is not post and other.i == post.i for other in posts):
            continue
        for m, one in enumerate(people):
            i, j = _words(reading, one)
            if _stands_before(reading, post, i, j) or _stands_after(reading, post, j):
                found.append(Beside(n, m))
                break
    return found


def _words(reading: Reading, one: Found) -> tuple[int, int]:
    i = reading.number_at(one.start)
    assert i is not None
    j = i
    while j < len(reading.words) and reading.words[j].end <= one.end:
        j += 1
    return i, j


def _stands_before(reading: Reading, post: Post, i: int, j: int) -> bool:
    """« Le ministre malien de la Défense, le général Sadio Camara, … »"""
    if not 0 <= i - post.j <= 8 or not reading.holds_together(post.i, i + 1):
        return False
    between = reading.words[post.j : i]
    if any(word.folded not in _BETWEEN for word in between):
        return False
    if not any(word.comma for word in reading.words[post.j : i + 1]) or between:
        return True
    # « Reçu par le président malien, M. X a dit »: another's name. An apposition is closed.
    return _is_closed(reading, j)


def _stands_after(reading: Reading, post: Post, j: int) -> bool:
    """« Salifou Mody, ministre nigérien de la Défense », "X (président de Y)"."""
    if not 0 <= post.i - j <= 2 or not reading.holds_together(j - 1, post.j):
        return False
    between = reading.words[j : post.i]
    if not reading.words[j].comma or any(word.folded not in _APART for word in between):
        return False
    # « Devant M. X, le ministre russe a dit »: another's post. With an article it is closed too.
    return not between or _is_closed(reading, post.j)


def _is_closed(reading: Reading, j: int) -> bool:
    return j >= len(reading.words) or reading.words[j].comma or reading.words[j].divided


def is_former(reading: Reading, post: Post) -> bool:
    """« l’ancien président malien »: whoever holds the post now is not meant."""
    before = [word.folded for word in reading.words[max(0, post.i - 2) : post.i]]
    return bool(FORMER & set(before)) and not reading.words[post.i].divided


def offices(
    reading: Reading,
    posts: Sequence[Post],
    people: Sequence[Found],
    known: Mapping[Key, Known],
    tenures: Tenures,
    on: date,
) -> tuple[list[Found], list[Found]]:
    """What the posts tell, and the people with choices made by the posts beside their names."""
    people = list(people)
    said: dict[int, Thing] = {}  # by office: whom the text itself gives as its holder
    bearers: dict[int, Thing | None] = {}
    dropped: set[int] = set()
    for pair in beside(reading, posts, people):
        post, one = posts[pair.post], people[pair.name]
        one = people[pair.name] = _picked(one, post, tenures, on)
        if post.is_bare and not _fits(one, post, tenures, on):
            dropped.add(pair.post)  # « le Premier ministre X »: of another country
            continue
        former = is_former(reading, post)
        bearers[pair.post] = None if former else one.thing
        if one.thing and len(post.keys) == 1 and not former:
            said[post.keys[0][1]] = one.thing
    found = []
    for n, post in enumerate(posts):
        things = [known[key] for key in post.keys if key in known]
        if not things or n in dropped:
            continue
        if things[0].kind != "office":
            found.append(_at(reading, post, "organisation", How.NAME, SAID, things))
        elif n in bearers:
            one = _at(reading, post, "office", How.NAME, SAID, things)
            found.append(replace(one, bearer=bearers[n]))
        elif is_former(reading, post) or len(things) > 1:
            how = How.NAME if len(things) == 1 else How.AMBIGUOUS
            found.append(_at(reading, post, "office", how, OPEN / len(things), things))
        else:
            found.append(_holder(reading, post, things[0], said, tenures, on))
    return found, people


def _picked(one: Found, post: Post, tenures: Tenures, on: date) -> Found:
    """A name that several bear, beside a post that only one of them held: he is meant."""
    if len(one.things) < 2:
        return one
    fitting = [
        thing
        for thing in one.things
        if any(tenures.may_hold(thing.pk, office, on) for _family, office in post.keys)
    ]
    if len(fitting) != 1:
        return one
    how = one.how if one.how is How.NEAR else How.CONTEXT
    return replace(one, how=how, things=tuple(fitting), confidence=0.85)


def _fits(one: Found, post: Post, tenures: Tenures, on: date) -> bool:
    return one.thing is not None and any(
        tenures.may_hold(one.thing.pk, office, on) for _family, office in post.keys
    )


def _holder(
    reading: Reading,
    post: Post,
    office: Known,
    said: Mapping[int, Thing],
    tenures: Tenures,
    on: date,
) -> Found:
    pk = office.thing.pk
    things, sure = tenures.holders(pk, on)
    if pk in said:
        things, sure = (said[pk],), max(SAID_ELSEWHERE, sure if said[pk] in things else 0)
    if not things:
        return _at(reading, post, "office", How.NAME, 0.9, [office])
    start, end = reading.span(post.i, post.j)
    sure = sure / len(things)
    text = reading.text[start:end]
    return Found(start, end, text, "person", How.OFFICE, sure, things, via=office.thing)


def _at(
    reading: Reading, post: Post, kind: str, how: How, sure: float, things: Sequence[Known]
) -> Found:
    start, end = reading.span(post.i, post.j)
    return Found(
        start, end, reading.text[start:end], kind, how, sure, tuple(one.thing for one in things)
    )
